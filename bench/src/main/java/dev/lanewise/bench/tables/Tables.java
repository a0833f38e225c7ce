package dev.lanewise.bench.tables;

import dev.lanewise.bench.Checkout;
import dev.lanewise.bench.Machine;
import dev.lanewise.bench.tables.Condition.Verdict;
import dev.lanewise.bench.tables.Learner.Outcome;
import dev.lanewise.bench.tables.Row.Key;
import dev.lanewise.table.Quality;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/** {@code bench/run tables}: models of tables by Lanewise and by boosted trees, on the same splits. */
@Command(name = "tables", mixinStandardHelpOptions = true, sortOptions = false,
        description = {"Trains models of tables with Lanewise and with boosted trees (XGBoost4J, LightGBM4j) on the same splits.",
            "Trees: the library's defaults, up to 4,000 of them, until 50 rounds bring the validation rows no gain. Categories are columns"
                + " of 0 and 1 for XGBoost, and LightGBM's own categories; missing numbers are NaN. Splits are 64/16/20, classes in equal"
                + " shares, or 80/20 beside a test file.",
            "Ends with exit code 1 where a condition, measured in full, fails."})
final class Tables implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Some tables of the list; by default all.")
    private List<String> only = List.of();

    @Option(names = "--quality", paramLabel = "QUALITY", description = "Of Lanewise: fast, good (the default) or best.")
    private String quality = "good";

    @Option(names = "--seeds", paramLabel = "SEEDS", description = "For example 1..5 (the default) or 1,2,7.")
    private String seeds = "1..5";

    @Option(names = "--learners", split = ",", paramLabel = "NAME",
            description = "Some of lanewise, xgboost and lightgbm, the default, lanewise-realmlp and lanewise-realmlp-s.")
    private List<String> names = List.of(Lanewise.NAME, "xgboost", "lightgbm");

    @Option(names = "--stop-by", paramLabel = "WHAT", description = {"What of the validation rows chooses the epoch or the number of trees"
        + " of every learner: LOSS (the default) or SCORE, the accuracy of classes."})
    private StopBy stopBy = StopBy.LOSS;

    @Option(names = "--threads", paramLabel = "N", description = "Of every learner, by default 2.")
    private int threads = 2;

    @Option(names = "--tables", paramLabel = "FOLDER",
            description = "Where the files of the list are; by default shared/data/tables beside the checkout.")
    private Path folder = Checkout.root().resolveSibling("shared/data/tables");

    @Option(names = "--list", paramLabel = "FILE", description = "The list of tables, by default bench/tables.csv.")
    private Path list = Checkout.root().resolve("bench/tables.csv");

    @Option(names = "--json", paramLabel = "FILE", description = {"Append a line for each table, seed and learner to this file; what it"
        + " has already is not run again. The tables that are printed are of all its lines."})
    private Path json;

    private final Peak peak = new Peak();

    /** Runs the suite. */
    public static void main(String[] words) {
        System.exit(new CommandLine(new Tables()).setCaseInsensitiveEnumValuesAllowed(true).execute(words));
    }

    @Override
    public Integer call() throws IOException {
        List<TableCase> all = TableCase.read(list), cases = chosen(all);
        List<Learner> learners = learners();
        List<Long> numbers = numbers();
        List<Path> missing = cases.stream().flatMap(which -> which.missing(folder).stream()).toList();
        require(missing.isEmpty(), "these files are not there: " + missing + "; --tables says where they are");
        require(threads >= 1, "a learner needs at least 1 thread, got " + threads);
        RowFile file = new RowFile(json);
        for (TableCase which : cases) {
            run(which, numbers, learners, file);
        }
        List<Row> rows = file.rows().stream().filter(row -> row.key().stopBy() == stopBy).toList();
        Summary summary = new Summary(rows, all);
        List<Condition> conditions = summary.conditions(all);
        System.out.printf("%s; epochs and trees chosen by %s%n%n%s%n", Machine.line(), stopBy.name().toLowerCase(Locale.ROOT),
                summary.text());
        learners.forEach(learner -> System.out.println("- " + learner.name() + ": " + learner.version()));
        conditions.forEach(condition -> System.out.println(condition.line()));
        return conditions.stream().anyMatch(condition -> condition.verdict() == Verdict.FAILS) ? 1 : 0;
    }

    private void run(TableCase which, List<Long> numbers, List<Learner> learners, RowFile file) throws IOException {
        List<Key> keys = numbers.stream().flatMap(seed -> learners.stream().map(learner -> key(which, seed, learner))).toList();
        if (keys.stream().allMatch(key -> file.find(key).isPresent())) {
            return;
        }
        Table rows = which.rows(folder);
        Optional<Table> testRows = which.test().isEmpty() ? Optional.empty() : Optional.of(which.testRows(folder));
        for (long seed : numbers) {
            Lesson lesson = Lesson.of(which, rows, testRows, stopBy, seed, threads);
            for (Learner learner : learners) {
                Key key = key(which, seed, learner);
                if (file.find(key).isEmpty()) {
                    file.requireSplit(key, lesson.split().hash());
                    Row row = row(key, lesson, learner);
                    file.add(row);
                    System.err.println(row.progress());
                }
            }
        }
    }

    private Key key(TableCase which, long seed, Learner learner) {
        return new Key(which.name(), seed, learner.name(), stopBy);
    }

    private Row row(Key key, Lesson lesson, Learner learner) {
        double gflops = peak.gflops();
        long start = System.nanoTime();
        Outcome outcome = learner.learn(lesson);
        double seconds = (System.nanoTime() - start) / 1e9;
        Score score = lesson.which().score();
        double value = score.of(outcome.metrics(), score == Score.STANDARDIZED_RMSE ? lesson.deviation() : 1);
        if (!Double.isFinite(value)) {
            throw new IllegalStateException(key.learner() + " has no " + score.text() + " on " + key.table() + ", seed " + key.seed()
                    + ": " + outcome.metrics());
        }
        return new Row(key, learner.version(), score, value, lesson.rows().rows(), outcome.rounds(), seconds, threads, gflops,
                lesson.split().hash(), outcome.metrics());
    }

    private List<TableCase> chosen(List<TableCase> all) {
        List<String> known = all.stream().map(TableCase::name).toList();
        only.forEach(name -> require(known.contains(name), "there is no table " + name + ", expected some of " + known));
        return all.stream().filter(which -> only.isEmpty() || only.contains(which.name())).toList();
    }

    private List<Learner> learners() {
        List<String> qualities = Stream.of(Quality.values()).map(one -> one.name().toLowerCase(Locale.ROOT)).toList();
        require(qualities.contains(quality), "there is no quality " + quality + ", expected one of " + qualities);
        List<Learner> known = new ArrayList<>();
        for (TableNetwork network : TableNetwork.values()) {
            known.add(new Lanewise(Quality.valueOf(quality.toUpperCase(Locale.ROOT)), network));
        }
        ServiceLoader.load(Learner.class).forEach(known::add);
        List<Learner> chosen = new ArrayList<>();
        for (String name : names) {
            Optional<Learner> learner = known.stream().filter(one -> one.name().equals(name) || name.equals(Lanewise.NAME)
                    && one instanceof Lanewise).findFirst();
            require(learner.isPresent(), "there is no learner " + name + ", expected some of lanewise, lanewise-realmlp,"
                    + " lanewise-realmlp-s, xgboost and lightgbm");
            learner.ifPresent(chosen::add);
        }
        return chosen;
    }

    private List<Long> numbers() {
        try {
            return Seeds.parse(seeds);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
