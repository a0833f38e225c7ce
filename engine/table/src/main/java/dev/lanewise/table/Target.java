package dev.lanewise.table;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** What is predicted, and what the outputs of the network say of it. Immutable. */
sealed interface Target {

    /** The name of its column. */
    String name();

    Task task();

    /** Outputs of a network for it. */
    int outputs();

    /** What the outputs of a row, beginning at a place, say. */
    Answer answer(float[] outputs, int at);

    /** How well outputs, asked for when the truth has been looked at, fit it: {@code accuracy auc logLoss} or {@code rmse mae r2}. */
    Map<String, Double> metrics(Column truth, Supplier<float[]> outputs);

    void write(FieldWriter out);

    /** Reads what {@link #write} writes. */
    static Target read(FieldReader in) {
        String task = in.line("classification", "regression"), name = in.text();
        if (task.equals("classification")) {
            return new Classes(name, Vocabulary.read(in, 2));
        }
        Number number = new Number(name, in.text(), in.number(), in.number(), in.number(), in.number(), in.number(), in.number());
        if (!(number.deviation > 0 && number.least <= number.most && number.low <= number.high)) {
            throw in.problem("expected a positive deviation and ranges that rise, got " + number);
        }
        return number;
    }

    /**
     * One of several classes; the outputs are their probabilities.
     *
     * @param name   of the column
     * @param labels its classes
     */
    record Classes(String name, Vocabulary labels) implements Target {

        @Override
        public Task task() {
            return Task.CLASSIFICATION;
        }

        @Override
        public int outputs() {
            return labels.size();
        }

        @Override
        public Answer answer(float[] outputs, int at) {
            int best = best(outputs, at);
            Map<String, Double> probabilities = new LinkedHashMap<>();
            for (int i = 0; i < labels.size(); i++) {
                probabilities.put(labels.texts().get(i), (double) outputs[at + i]);
            }
            return new Answer(Double.NaN, Double.NaN, Double.NaN, labels.texts().get(best), probabilities);
        }

        /** Of equally probable classes the first. */
        int best(float[] outputs, int at) {
            int best = 0;
            for (int i = 1; i < labels.size(); i++) {
                best = outputs[at + i] > outputs[at + best] ? i : best;
            }
            return best;
        }

        /** The class of each row; refused where one is none of them. */
        int[] labels(Column column) {
            IntStream.range(0, column.size()).forEach(row -> require(column, row));
            return IntStream.range(0, column.size()).map(row -> labels.find(column, row)).toArray();
        }

        @Override
        public void require(Column column, int row) {
            if (labels.find(column, row) == Vocabulary.UNKNOWN) {
                throw new IllegalArgumentException("the target " + Names.shown(name) + " expects one of the classes "
                        + Names.list(labels.texts()) + ", got "
                        + (column.isMissing(row) ? "none" : Names.shown(column.text(row))) + " in row " + (row + 1));
            }
        }

        @Override
        public Map<String, Double> metrics(Column truth, Supplier<float[]> outputs) {
            int[] found = labels(truth);
            return TableMetrics.of(outputs.get(), found, outputs());
        }

        @Override
        public void write(FieldWriter out) {
            out.line("classification").add(name);
            labels.write(out);
        }
    }

    /**
     * A number; the output is {@code (y - mean) / deviation}.
     *
     * @param name      of the column
     * @param unit      of its numbers, for people; may be empty
     * @param mean      of the training
     * @param deviation of the training, its standard deviation
     * @param least     of the training; no answer is less
     * @param most      of the training; no answer is more
     * @param low       what to add to an answer so that the truth is less in one of twenty rows that were held out
     * @param high      what to add so that it is more in one of twenty
     */
    record Number(String name, String unit, double mean, double deviation, double least, double most, double low, double high)
            implements Target {

        private static final double TAIL = 0.05;

        static Number fit(String name, String unit, double[] values) {
            double mean = Arrays.stream(values).sum() / values.length, squares = 0;
            for (double value : values) {
                squares += (value - mean) * (value - mean);
            }
            double deviation = Math.sqrt(squares / values.length), least = Arrays.stream(values).min().orElseThrow();
            double most = Arrays.stream(values).max().orElseThrow();
            if (!Double.isFinite(deviation)) {
                throw new IllegalArgumentException("the target " + Names.shown(name) + " expects numbers whose squares can be added, got "
                        + NumberText.of(least) + " to " + NumberText.of(most) + "; take a smaller unit or their logarithm");
            }
            return new Number(name, unit, mean, deviation > 0 ? deviation : 1, least, most, 0, 0);
        }

        /** The same with an interval by what was held out: truth minus answer of some rows. */
        Number withResiduals(double[] residuals) {
            double[] sorted = residuals.clone();
            Arrays.sort(sorted);
            // with n rows held out, the next one is below the k-th in k of n + 1 cases
            int tail = (int) Math.floor((sorted.length + 1) * TAIL), last = sorted.length - 1;
            return new Number(name, unit, mean, deviation, least, most, sorted[Math.max(0, tail - 1)], sorted[Math.min(last,
                    sorted.length - tail)]);
        }

        @Override
        public Task task() {
            return Task.REGRESSION;
        }

        @Override
        public int outputs() {
            return 1;
        }

        float scaled(double value) {
            return (float) ((value - mean) / deviation);
        }

        double value(float output) {
            return Math.clamp(output * deviation + mean, least, most);
        }

        @Override
        public Answer answer(float[] outputs, int at) {
            double value = value(outputs[at]);
            return new Answer(value, value + low, value + high, NumberText.of(value), Map.of());
        }

        /** The number of each row; refused where one is missing. */
        double[] values(Column column) {
            IntStream.range(0, column.size()).forEach(row -> require(column, row));
            return IntStream.range(0, column.size()).mapToDouble(column::number).toArray();
        }

        @Override
        public void require(Column column, int row) {
            if (Double.isNaN(column.number(row))) {
                throw new IllegalArgumentException("the target " + Names.shown(name) + " expects a number in every row, got "
                        + (column.isMissing(row) ? "none" : Names.shown(column.text(row))) + " in row " + (row + 1));
            }
        }

        @Override
        public Map<String, Double> metrics(Column truth, Supplier<float[]> outputs) {
            double[] values = values(truth);
            return TableMetrics.of(values(outputs.get()), values);
        }

        /** The numbers that outputs say. */
        double[] values(float[] outputs) {
            return IntStream.range(0, outputs.length).mapToDouble(i -> value(outputs[i])).toArray();
        }

        @Override
        public void write(FieldWriter out) {
            out.line("regression").add(name).add(unit).add(mean).add(deviation).add(least).add(most).add(low).add(high);
        }
    }

    /** Refuses a row whose truth is missing or nothing that could be answered. */
    void require(Column truth, int row);

    /** The rows that have a truth; refused where one of these is nothing that could be answered, and where there are none. */
    default int[] rows(Column truth) {
        int[] rows = IntStream.range(0, truth.size()).filter(row -> !truth.isMissing(row)).toArray();
        Arrays.stream(rows).forEach(row -> require(truth, row));
        if (rows.length == 0) {
            throw new IllegalArgumentException("expected rows with a target " + Names.shown(name()) + ", got none");
        }
        return rows;
    }

    /** The place of a class among its classes. */
    default int classNumber(String label) {
        int number = classes().indexOf(label);
        if (number < 0) {
            throw new IllegalArgumentException(classes().isEmpty() ? "the model predicts numbers of " + Names.shown(name())
                    + ", so there is no class " + Names.shown(label)
                    : "expected one of the classes " + Names.list(classes()) + ", got " + Names.shown(label));
        }
        return number;
    }

    /** The classes of a target, or none. */
    default List<String> classes() {
        return this instanceof Classes classes ? classes.labels.texts() : List.of();
    }
}
