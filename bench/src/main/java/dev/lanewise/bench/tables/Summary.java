package dev.lanewise.bench.tables;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The rows of a file as tables for a person, in Markdown. */
final class Summary {

    private final Standing standing;
    private final List<TableCase> cases;
    private final Collection<Row> rows;

    /** Of the tables of a list, in its order. */
    Summary(Collection<Row> rows, List<TableCase> cases) {
        this.rows = rows;
        this.cases = cases.stream().filter(which -> rows.stream().anyMatch(row -> row.key().table().equals(which.name()))).toList();
        standing = new Standing(rows);
    }

    String text() {
        return means() + differences() + seconds();
    }

    /** The mean over the seeds with the standard deviation. */
    private String means() {
        List<String> learners = standing.learners();
        StringBuilder text = new StringBuilder("Means over the seeds, +- their standard deviation:\n\n| table | metric | seeds | ")
                .append(String.join(" | ", learners)).append(" |\n").append("|---".repeat(learners.size() + 3)).append("|\n");
        for (TableCase which : cases) {
            text.append("| ").append(which.name()).append(" | ").append(which.score().text()).append(" | ").append(seeds(which));
            learners.forEach(learner -> text.append(" | ").append(mean(which, standing.rows(which.name(), learner))));
            text.append(" |\n");
        }
        return text.toString();
    }

    private String seeds(TableCase which) {
        return rows.stream().filter(row -> row.key().table().equals(which.name())).map(row -> row.key().seed()).distinct().sorted()
                .map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String mean(TableCase which, List<Row> some) {
        if (some.isEmpty()) {
            return "-";
        }
        double mean = Standing.mean(some);
        double squares = some.stream().mapToDouble(row -> row.value() - mean).map(d -> d * d).sum();
        return which.score().shown(mean) + (some.size() < 2 ? "" : " +- " + which.score().shown(Math.sqrt(squares / (some.size() - 1))));
    }

    /** Each learner of Lanewise against each other learner. */
    private String differences() {
        StringBuilder text = new StringBuilder();
        for (String ours : standing.learners().stream().filter(name -> name.startsWith(Lanewise.NAME)).toList()) {
            for (String other : standing.learners().stream().filter(name -> !name.equals(ours)).toList()) {
                text.append(differences(ours, other));
            }
        }
        return text.isEmpty() ? "" : "\nDifferences of errors (1 - accuracy, or RMSE) on the same splits; below 0 the first is better:\n\n"
                + "| table | first | second | seeds | difference | +- | of the second's error | first is better in |\n"
                + "|---|---|---|---|---|---|---|---|\n" + text;
    }

    private String differences(String ours, String other) {
        StringBuilder text = new StringBuilder();
        cases.forEach(which -> standing.pairs(which.name(), ours, other).ifPresent(pairs -> text.append(String.format(
                "| %s | %s | %s | %d | %s | %s | %+.2f %% | %d |%n", which.name(), ours, other, pairs.seeds(),
                which.score().shown(pairs.difference()), pairs.seeds() < 2 ? "-" : which.score().shown(pairs.spread()),
                100 * pairs.share(), pairs.wins()))));
        return text.toString();
    }

    /** The median over the seeds, and the peaks beside it. */
    private String seconds() {
        List<String> learners = standing.learners();
        StringBuilder text = new StringBuilder("\nSeconds from the rows in memory to the answers for the test rows, medians over the")
                .append(" seeds, with the mean number of epochs or trees:\n\n| table | ")
                .append(String.join(" | ", learners)).append(" |\n").append("|---".repeat(learners.size() + 1)).append("|\n");
        for (TableCase which : cases) {
            text.append("| ").append(which.name());
            learners.forEach(learner -> text.append(" | ").append(seconds(standing.rows(which.name(), learner))));
            text.append(" |\n");
        }
        return text.append(String.format("%nThreads: %s. FMA peak of a core just before each training: %.1f to %.1f GFLOP/s.%n",
                rows.stream().map(row -> "" + row.threads()).distinct().collect(Collectors.joining(", ")),
                rows.stream().mapToDouble(Row::peakGflops).min().orElse(Double.NaN),
                rows.stream().mapToDouble(Row::peakGflops).max().orElse(Double.NaN))).toString();
    }

    private static String seconds(List<Row> some) {
        if (some.isEmpty()) {
            return "-";
        }
        double[] seconds = some.stream().mapToDouble(Row::seconds).sorted().toArray();
        int middle = seconds.length / 2;
        double median = seconds.length % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2;
        return String.format("%.1f (%.0f)", median, some.stream().mapToInt(Row::rounds).average().orElseThrow());
    }

    List<Condition> conditions(List<TableCase> all) {
        return Condition.of(standing, all);
    }
}
