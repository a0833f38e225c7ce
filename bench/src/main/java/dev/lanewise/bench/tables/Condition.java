package dev.lanewise.bench.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Lanewise is held to beside trees.
 *
 * @param text    for a person, with what was measured
 * @param verdict what is said of it
 */
record Condition(String text, Verdict verdict) {

    /** Tables with fewer rows decide nothing: one split differs more from another than one learner does. */
    static final int LARGE = 5_000;
    static final int SEEDS = 5;
    private static final int EXCEPTIONS = 1;
    private static final double WORST = 0.01;
    private static final List<String> TREES = List.of("xgboost", "lightgbm");

    /** Whether a condition holds. */
    enum Verdict {
        /** It does. */
        HOLDS,
        /** It does not. */
        FAILS,
        /** Some of the tables or seeds that it wants are not there. */
        INCOMPLETE
    }

    /** All that can be told from rows, given the list of tables. */
    static List<Condition> of(Standing standing, List<TableCase> cases) {
        List<Condition> conditions = new ArrayList<>();
        if (standing.learners().contains("lanewise-good")) {
            conditions.add(good(standing, cases));
        }
        if (standing.learners().contains("lanewise-best")) {
            conditions.add(best(standing, cases));
            cases.stream().filter(which -> which.aim().isPresent()).forEach(which -> conditions.add(aim(standing, which)));
        }
        return conditions;
    }

    private static Condition good(Standing standing, List<TableCase> cases) {
        List<Pairs> pairs = cases.stream().flatMap(which -> standing.pairs(which.name(), "lanewise-good", "xgboost").stream()).toList();
        double worst = large(pairs).stream().mapToDouble(Pairs::share).max().orElse(Double.NaN);
        return judged("good is not worse than XGBoost's default on all but " + EXCEPTIONS + " of the larger tables, and never by more than "
                + percent(WORST) + " of its error", String.format(", at most %+.2f %% worse", 100 * worst), pairs, worst <= WORST,
                cases.size());
    }

    private static Condition best(Standing standing, List<TableCase> cases) {
        List<Pairs> pairs = cases.stream().flatMap(which -> standing.best(which.name(), TREES)
                .flatMap(tree -> standing.pairs(which.name(), "lanewise-best", tree)).stream()).toList();
        return judged("best is not worse than the better tree on all but " + EXCEPTIONS + " of the larger tables", "", pairs, true,
                cases.size());
    }

    private static Condition judged(String condition, String measured, List<Pairs> pairs, boolean isNear, int tables) {
        List<Pairs> large = large(pairs);
        long held = large.stream().filter(Pairs::isNotWorse).count();
        int seeds = pairs.stream().mapToInt(Pairs::seeds).min().orElse(0);
        boolean isComplete = pairs.size() == tables && seeds >= SEEDS;
        String text = condition + ": not worse on " + held + " of " + large.size() + measured + " (seeds: " + seeds + ", tables: "
                + pairs.size() + " of " + tables + ")";
        return new Condition(text, !isComplete ? Verdict.INCOMPLETE : held >= large.size() - EXCEPTIONS && isNear ? Verdict.HOLDS
                : Verdict.FAILS);
    }

    private static List<Pairs> large(List<Pairs> pairs) {
        return pairs.stream().filter(pair -> pair.rows() >= LARGE).toList();
    }

    private static Condition aim(Standing standing, TableCase which) {
        List<Row> rows = standing.rows(which.name(), "lanewise-best");
        Optional<Double> mean = rows.isEmpty() ? Optional.empty() : Optional.of(Standing.mean(rows));
        String text = "best reaches " + which.score().text() + " " + which.score().shown(which.aim().getAsDouble()) + " on "
                + which.name() + ": " + mean.map(which.score()::shown).orElse("not measured") + " (seeds: " + rows.size() + ")";
        return new Condition(text, rows.size() < SEEDS ? Verdict.INCOMPLETE : which.score().reaches(mean.orElseThrow(),
                which.aim().getAsDouble()) ? Verdict.HOLDS : Verdict.FAILS);
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    String line() {
        return "- " + verdict + ": " + text;
    }
}
