package dev.lanewise.table;

import dev.lanewise.store.ModelMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One training of a table, by the choices of a trainer. */
final class TableTraining {

    private static final int FEWEST_ROWS = 5;
    private static final double VALIDATION_SHARE = 0.2;

    private final TableTrainer choices;
    private final Table table;
    private final Column target;
    private final Task.Decision task;
    private final List<String> remarks = new ArrayList<>();
    private final int[] rows;

    TableTraining(TableTrainer choices, Table given) {
        if (choices.target.isEmpty()) {
            throw new IllegalArgumentException("a training of a table expects the name of its target, got none; the table has "
                    + Names.list(given.names()));
        }
        this.choices = choices;
        table = LabelTrimming.of(given, choices.target, choices.trimmed);
        target = table.column(choices.target);
        Stream.of(choices.group, choices.time, choices.weight).flatMap(Optional::stream).forEach(table::column);
        choices.kinds.keySet().forEach(table::column);
        requireOwnColumn(choices.group, "says which rows stay together");
        requireOwnColumn(choices.weight, "is the weight of rows");
        requireNoTarget(choices.time, "says when rows were");
        if (choices.kinds.containsKey(target.name())) {
            throw new IllegalArgumentException("column " + Names.shown(target.name()) + " is the target, which has a task and no kind,"
                    + " but it is to be " + choices.kinds.get(target.name()).name().toLowerCase(Locale.ROOT));
        }
        task = choices.task.map(chosen -> new Task.Decision(chosen, "it was chosen")).orElseGet(() -> Task.of(target));
        choices.metric.ifPresent(metric -> metric.requireFor(task.task()));
        if (task.task() == Task.CLASSIFICATION && !choices.unit.isEmpty()) {
            throw new IllegalArgumentException("the unit " + Names.shown(choices.unit) + " goes with a regression, but "
                    + Names.shown(target.name()) + " is a classification: " + task.reason());
        }
        rows = usableRows();
    }

    private void requireNoTarget(Optional<String> column, String purpose) {
        if (column.equals(Optional.of(target.name()))) {
            throw new IllegalArgumentException("column " + Names.shown(target.name()) + " " + purpose + ", so it cannot be the target");
        }
    }

    /** A column with a purpose is neither the target nor an input. */
    private void requireOwnColumn(Optional<String> column, String purpose) {
        requireNoTarget(column, purpose);
        column.ifPresent(name -> {
            ColumnKind kind = choices.kinds.getOrDefault(name, ColumnKind.IGNORE);
            if (kind != ColumnKind.IGNORE) {
                throw new IllegalArgumentException("column " + Names.shown(name) + " " + purpose + ", so it cannot be "
                        + kind.name().toLowerCase(Locale.ROOT));
            }
        });
    }

    TableSplit split() {
        return split(fittedTarget(target.at(rows)));
    }

    private TableSplit split(Target whole) {
        return TableSplit.of(rows, choices.test.isPresent() ? 0 : choices.testShare, choices.validationShare.orElse(VALIDATION_SHARE),
                this::folds, chooser(whole));
    }

    /** Who says how large the validation is wants one split. */
    private int folds(int learned) {
        return choices.folds.orElseGet(() -> choices.validationShare.isPresent() ? 1 : Recipe.of(choices, learned).folds());
    }

    TableReport run() {
        List<ColumnDecision> decisions = decisions();
        DecidedColumns decided = DecidedColumns.of(table, decisions);
        Target whole = fittedTarget(target.at(rows));
        TableSplit split = split(whole);
        Optional<Table> test = choices.test.map(given -> usableTest(given, decisions, whole));
        remarks.addAll(LeakCheck.remarks(table, split.learned(), decided, whole, choices.seed));
        remarks.addAll(new FoldMetrics(choices, table, whole).remarks(split.folds()));
        Table trained = table.at(split.trained());
        List<Learner> learners = Recipe.of(choices, split.learned().length).learners();
        requireFewValues(decided, learners.size() * split.folds().size());
        choices.planned.accept(new TablePlan(task, decisions, split, remarks, VoterTraining.planned(learners, split)));
        Target fitted = whole instanceof Target.Classes ? whole : fittedTarget(trained.column(target.name()));
        long start = System.nanoTime();
        List<TrainedVoter> voters = new VoterTraining(choices, table, decided, fitted).train(learners, split);
        double seconds = (System.nanoTime() - start) / 1e9;
        TableMetric metric = choices.metric.orElse(TableMetric.defaultFor(task.task()));
        List<TrainedVoter> weighted = LearnerWeights.of(voters,
                held -> metric.error(fitted.metrics(target.at(held.rows()), held::outputs)));
        List<TrainedVoter> chosen = TrainedVoter.inModel(weighted);
        HeldOut heldOut = HeldOut.of(chosen).within(chosen);
        Column truth = target.at(heldOut.rows());
        TableModel model = withInterval(new TableModel(new Voters(chosen.stream().map(TrainedVoter::voter).toList()), fitted,
                TypicalRow.fit(trained, decided), ModelMetadata.NONE.withSeed(choices.seed)), heldOut.outputs(), truth);
        List<TableReport.Training> trainings = weighted.stream().map(TrainedVoter::training).toList();
        return new TableReport(model, task, decisions, split, trainings, learners.size() * split.folds().size() - voters.size(),
                testMetrics(model, split, test), model.metrics(truth, heldOut::outputs), remarks, seconds);
    }

    /** Rows that have a target and a weight. */
    private int[] usableRows() {
        boolean isNumber = task.task() == Task.REGRESSION;
        for (int row = 0; isNumber && row < target.size(); row++) {
            if (!target.isMissing(row) && Double.isNaN(target.number(row))) {
                throw new IllegalArgumentException("the target " + Names.shown(target.name()) + " of a regression expects numbers, got "
                        + Names.shown(target.text(row)) + " in row " + (row + 1));
            }
        }
        Optional<Column> weight = choices.weight.map(table::column);
        int[] usable = IntStream.range(0, table.rows()).filter(row -> !target.isMissing(row)
                && (weight.isEmpty() || !weight.get().isMissing(row))).toArray();
        if (usable.length < table.rows()) {
            remarks.add(table.rows() - usable.length + " of " + table.rows() + " rows are left out, for they have no " + target.name()
                    + weight.map(column -> " or no " + column.name()).orElse(""));
        }
        weight.ifPresent(column -> requireWeights(column, usable));
        if (usable.length < FEWEST_ROWS) {
            throw new IllegalArgumentException("a training of a table expects at least " + FEWEST_ROWS + " rows with a target, got "
                    + usable.length);
        }
        return usable;
    }

    private static void requireWeights(Column column, int[] rows) {
        for (int row : rows) {
            float weight = (float) column.number(row);
            if (!(weight >= 0 && weight < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the weight column " + Names.shown(column.name()) + " expects numbers from 0 to "
                        + Float.MAX_VALUE + ", got " + Names.shown(column.text(row)) + " in row " + (row + 1));
            }
        }
    }

    private List<ColumnDecision> decisions() {
        List<ColumnDecision> decisions = new ArrayList<>();
        for (Column column : table.columns()) {
            if (!column.name().equals(target.name())) {
                decisions.add(decision(column));
            }
        }
        return decisions;
    }

    private ColumnDecision decision(Column column) {
        ColumnKind chosen = choices.kinds.get(column.name());
        Optional<String> name = Optional.of(column.name());
        if (name.equals(choices.group) || name.equals(choices.weight)) {
            return new ColumnDecision(column.name(), ColumnKind.IGNORE, name.equals(choices.group) ? "it says which rows stay together"
                    : "it is the weight of rows");
        }
        return chosen == null ? KindInference.of(column) : KindInference.chosen(column, chosen);
    }

    /** What no file could hold is refused before it is trained. */
    private void requireFewValues(DecidedColumns decided, int networks) {
        long values = decided.all().stream().filter(decision -> decision.kind() == ColumnKind.CATEGORY)
                .mapToLong(decision -> Distinct.of(table.column(decision.name())).count()).sum();
        if (values * networks > FieldWriter.MOST_VALUES) {
            throw new IllegalArgumentException("the categories of all columns have " + values + " different values, which are kept for"
                    + " each of " + networks + " networks, expected at most " + FieldWriter.MOST_VALUES + " in all; ignore a column"
                    + " that has many, or train fewer networks");
        }
    }

    private Target fittedTarget(Column values) {
        return task.task() == Task.CLASSIFICATION ? new Target.Classes(target.name(), Vocabulary.of(Distinct.of(values)))
                : Target.Number.fit(target.name(), choices.unit, IntStream.range(0, values.size()).mapToDouble(values::number).toArray());
    }

    private RowChooser chooser(Target whole) {
        if (choices.group.isPresent() && choices.time.isPresent()) {
            throw new IllegalArgumentException("rows are split by groups or by time, not by both");
        }
        if (choices.group.isPresent()) {
            return groups(table.column(choices.group.get()));
        }
        if (choices.time.isPresent()) {
            return RowChooser.ByTime.of(table.column(choices.time.get()), rows);
        }
        if (whole instanceof Target.Classes classes) {
            int[] labels = IntStream.range(0, target.size()).map(row -> classes.labels().find(target, row)).toArray();
            return new RowChooser.ByClass(labels, classes.outputs(), choices.seed);
        }
        return new RowChooser.AtRandom(choices.seed);
    }

    private RowChooser groups(Column column) {
        int found = (int) IntStream.of(rows).mapToObj(column::text).distinct().count();
        boolean isTested = choices.test.isEmpty() && choices.testShare > 0;
        if (found < (isTested ? 3 : 2)) {
            throw new IllegalArgumentException("rows that are split by " + Names.shown(column.name()) + " expect at least "
                    + (isTested ? "3 different values, for learning, validation and test"
                            : "2 different values, for learning and validation")
                    + ", got " + found);
        }
        return RowChooser.ByGroup.of(column, choices.seed);
    }

    /** Numbers get an interval by what was held out: outputs, and the truth. */
    private static TableModel withInterval(TableModel model, float[] outputs, Column truth) {
        if (!(model.target() instanceof Target.Number number)) {
            return model;
        }
        double[] answers = number.values(outputs), values = number.values(truth);
        double[] residuals = IntStream.range(0, values.length).mapToDouble(i -> values[i] - answers[i]).toArray();
        return model.with(number.withResiduals(residuals));
    }

    /** The rows that measure the model, looked at before anything is learned; those without a target are left out. */
    private Table usableTest(Table given, List<ColumnDecision> decisions, Target whole) {
        try {
            Table trimmed = LabelTrimming.of(given, choices.target, choices.trimmed);
            decisions.stream().filter(decision -> decision.kind() != ColumnKind.IGNORE)
                    .forEach(decision -> trimmed.column(decision.name()));
            return trimmed.at(whole.rows(trimmed.column(target.name())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the table for the test: " + e.getMessage(), e);
        }
    }

    private Map<String, Double> testMetrics(TableModel model, TableSplit split, Optional<Table> test) {
        if (test.isPresent()) {
            return model.metrics(test.get());
        }
        return split.test().length == 0 ? Map.of() : model.metrics(table.at(split.test()));
    }
}
