package dev.lanewise.table;

import dev.lanewise.data.ClassWeights;
import dev.lanewise.data.Dataset;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.train.FitOptions;
import dev.lanewise.train.FitReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One training of a table, by the choices of a trainer. */
final class TableTraining {

    private static final int FEWEST_ROWS = 5;
    private static final int MOST_EPOCHS = 1000, PATIENCE = 16;
    private static final float SMOOTHING = 0.1f;

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
        task = choices.task.map(chosen -> new Task.Decision(chosen, "it was chosen")).orElseGet(() -> Task.of(target));
        choices.metric.ifPresent(metric -> metric.requireFor(task.task()));
        rows = usableRows();
    }

    TableSplit split() {
        return split(fittedTarget(table.at(rows)));
    }

    private TableSplit split(Target whole) {
        return TableSplit.of(rows, choices.test.isPresent() ? 0 : choices.testShare, choices.validationShare, chooser(whole));
    }

    TableReport run() {
        List<ColumnDecision> decisions = decisions();
        Target whole = fittedTarget(table.at(rows));
        TableSplit split = split(whole);
        Table known = table.at(IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.validation())).toArray());
        remarks.addAll(LeakCheck.remarks(known, decisions, whole, choices.seed));
        choices.planned.accept(new TablePlan(task, decisions, split, remarks));
        Learner learner = choices.network.learner(choices.quality);
        Table train = table.at(split.train()), validation = table.at(split.validation());
        Target fitted = whole instanceof Target.Classes ? whole : fittedTarget(train);
        TableEncoder encoder = TableEncoder.fit(train, decisions, learner.form());
        long start = System.nanoTime();
        FitReport report = learner.fit(lesson(fitted, encoder, train, validation));
        double seconds = (System.nanoTime() - start) / 1e9;
        TableModel model = new TableModel(new Voters(List.of(new Voter(report.best(), encoder))), fitted, TypicalRow.fit(train, decisions),
                ModelMetadata.NONE.withSeed(choices.seed));
        float[] heldOut = model.outputs(validation);
        Column truth = validation.column(target.name());
        return new TableReport(withInterval(model, heldOut, truth), task, decisions, split, report.history(), report.bestEpoch(),
                testMetrics(model, split), model.metrics(truth, () -> heldOut), remarks, seconds);
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
        if (usable.length < FEWEST_ROWS) {
            throw new IllegalArgumentException("a training of a table expects at least " + FEWEST_ROWS + " rows with a target, got "
                    + usable.length);
        }
        return usable;
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

    private Target fittedTarget(Table part) {
        Column values = part.column(target.name());
        return task.task() == Task.CLASSIFICATION ? new Target.Classes(target.name(), Vocabulary.of(Distinct.of(values)))
                : Target.Number.fit(target.name(), choices.unit, IntStream.range(0, values.size()).mapToDouble(values::number).toArray());
    }

    private TableSplit.Chooser chooser(Target whole) {
        if (choices.group.isPresent() && choices.time.isPresent()) {
            throw new IllegalArgumentException("rows are split by groups or by time, not by both");
        }
        if (choices.group.isPresent()) {
            return TableSplit.byGroup(table.column(choices.group.get()), choices.seed);
        }
        if (choices.time.isPresent()) {
            return TableSplit.byTime(table.column(choices.time.get()));
        }
        if (whole instanceof Target.Classes classes) {
            int[] labels = IntStream.range(0, target.size()).map(row -> classes.labels().find(target, row)).toArray();
            return TableSplit.byClass(labels, classes.outputs(), choices.seed);
        }
        return TableSplit.atRandom(choices.seed);
    }

    private Learner.Lesson lesson(Target fitted, TableEncoder encoder, Table train, Table validation) {
        TableMetric metric = choices.metric.orElse(TableMetric.defaultFor(task.task()));
        FitOptions options = FitOptions.epochs(MOST_EPOCHS).withPatience(PATIENCE).withMetric(metric.metric())
                .withListener(choices.listener);
        options = choices.maxTime.isPresent() ? options.withMaxTime(choices.maxTime.get()) : options;
        return new Learner.Lesson(dataset(fitted, encoder, train), dataset(fitted, encoder, validation), encoder.inputs(), task.task(),
                metric == TableMetric.ACCURACY ? SMOOTHING : 0, options, choices.seed, choices.threads);
    }

    private Dataset dataset(Target fitted, TableEncoder encoder, Table part) {
        Column values = part.column(target.name());
        Dataset dataset = switch (fitted) {
            case Target.Classes classes -> Dataset.labelled(encoder.encode(part), classes.labels(values), classes.outputs());
            case Target.Number number -> {
                float[][] targets = Arrays.stream(number.values(values)).mapToObj(value -> new float[] {number.scaled(value)})
                        .toArray(float[][]::new);
                yield Dataset.withTargets(encoder.encode(part), targets);
            }
        };
        Dataset weighted = choices.weight.isPresent() ? dataset.withWeights(weights(part.column(choices.weight.get()))) : dataset;
        if (!choices.hasBalancedClasses) {
            return weighted;
        }
        if (fitted instanceof Target.Number) {
            throw new IllegalArgumentException("balanced classes go with a classification, but this is a regression");
        }
        return weighted.withClassWeights(ClassWeights.balanced(weighted));
    }

    private static float[] weights(Column column) {
        float[] weights = new float[column.size()];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = (float) column.number(row);
            if (!(weights[row] >= 0 && weights[row] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("the weight column " + Names.shown(column.name())
                        + " expects numbers of at least 0, got " + Names.shown(column.text(row)));
            }
        }
        return weights;
    }

    /** Numbers get an interval by what was held out: outputs, and the truth. */
    private static TableModel withInterval(TableModel model, float[] outputs, Column truth) {
        if (!(model.target() instanceof Target.Number number)) {
            return model;
        }
        double[] answers = TableModel.values(number, outputs), values = number.values(truth);
        double[] residuals = IntStream.range(0, values.length).mapToDouble(i -> values[i] - answers[i]).toArray();
        return model.with(number.withResiduals(residuals));
    }

    private Map<String, Double> testMetrics(TableModel model, TableSplit split) {
        if (choices.test.isPresent()) {
            return model.metrics(LabelTrimming.of(choices.test.get(), choices.target, choices.trimmed));
        }
        return split.test().length == 0 ? Map.of() : model.metrics(table.at(split.test()));
    }
}
