package dev.lanewise.metric;

import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.text.Phrases;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * How many samples of each class got which answer, and the scores that follow from this. Immutable, compared by value, and safe for
 * any number of threads. Only what came up is stored, so twenty thousand classes take no more memory than the samples do.
 *
 * <p>Samples may have weights; then scores are of weights instead of numbers of samples. Scores and weights do not depend on the order of
 * the samples, nor on how they were cut into batches.
 */
public final class ConfusionMatrix {

    /** Classes that are printed as a table. */
    private static final int MOST_PRINTED = 30;

    private final int classes;
    /** What came up, ascending: see {@link #pair}. */
    private final long[] pairs;
    private final int[] counts;
    private final double[] weights;
    private final ClassScores scores;

    private ConfusionMatrix(int classes, long[] pairs, int[] counts, double[] weights) {
        this.classes = classes;
        this.pairs = pairs;
        this.counts = counts;
        this.weights = weights;
        double[] right = new double[classes], ofClass = new double[classes], ofAnswer = new double[classes + 1];
        for (int i = 0; i < pairs.length; i++) {
            ofClass[actual(i)] += weights[i];
            ofAnswer[answer(i) - NetworkSpec.NO_CLASS] += weights[i];
            right[actual(i)] += actual(i) == answer(i) ? weights[i] : 0;
        }
        scores = new ClassScores(right, ofClass, ofAnswer);
    }

    /** Samples that have a class and an answer in common. */
    private static final class Cell {
        private int count;
        private final ExactSum weight = new ExactSum();

        private void add(int samples, ExactSum theirs) {
            count = Math.addExact(count, samples);
            weight.add(theirs);
        }
    }

    /** Counts samples as they come in. Not safe for several threads: give each its own and merge them. */
    public static final class Builder {

        private final int classes;
        private final Map<Long, Cell> cells = new HashMap<>();

        private Builder(int classes) {
            this.classes = classes;
        }

        /**
         * Counts a sample.
         *
         * @param actual its class
         * @param answer the answer to it, {@link NetworkSpec#NO_CLASS} where there was none
         * @return this
         * @throws IndexOutOfBoundsException if there is no such class
         */
        public Builder add(int actual, int answer) {
            return add(actual, answer, 1);
        }

        /**
         * Counts a sample with a weight.
         *
         * @param actual its class
         * @param answer the answer to it, {@link NetworkSpec#NO_CLASS} where there was none
         * @param weight how much it counts, finite and at least 0
         * @return this
         * @throws IndexOutOfBoundsException if there is no such class
         * @throws IllegalArgumentException  if the weight is negative or not finite
         */
        public Builder add(int actual, int answer, double weight) {
            Objects.checkIndex(actual, classes);
            Objects.checkIndex(answer - NetworkSpec.NO_CLASS, classes + 1);
            SampleCheck.requireWeight(weight);
            Cell cell = cells.computeIfAbsent(pair(classes, actual, answer), pair -> new Cell());
            cell.count = Math.addExact(cell.count, 1);
            cell.weight.add(weight);
            return this;
        }

        /**
         * Counts all samples of another builder, too.
         *
         * @param other stays as it is
         * @return this
         * @throws IllegalArgumentException if it is of another number of classes
         */
        public Builder merge(Builder other) {
            if (other.classes != classes) {
                throw new IllegalArgumentException("samples of " + Phrases.count(other.classes, "class", "classes")
                        + " cannot join those of " + Phrases.count(classes, "class", "classes"));
            }
            other.cells.forEach((pair, cell) -> cells.computeIfAbsent(pair, absent -> new Cell()).add(cell.count, cell.weight));
            return this;
        }

        /** {@return the samples that were counted until now} */
        public ConfusionMatrix build() {
            long[] pairs = cells.keySet().stream().mapToLong(pair -> pair).sorted().toArray();
            return new ConfusionMatrix(classes, pairs, Arrays.stream(pairs).mapToInt(pair -> cells.get(pair).count).toArray(),
                    Arrays.stream(pairs).mapToDouble(pair -> cells.get(pair).weight.value()).toArray());
        }
    }

    /**
     * Begins to count.
     *
     * @param classes number of classes, 0 for samples without classes
     * @return a builder
     * @throws IllegalArgumentException if it is negative
     */
    public static Builder builder(int classes) {
        if (classes < 0) {
            throw new IllegalArgumentException("a confusion matrix expects a number of classes, got " + classes);
        }
        return new Builder(classes);
    }

    /**
     * Counts samples.
     *
     * @param classes number of classes
     * @param actual  [samples], the class of each
     * @param answers [samples], the answer to each, {@link NetworkSpec#NO_CLASS} where there was none
     * @return the matrix
     * @throws IllegalArgumentException  if there are more or fewer answers than samples
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public static ConfusionMatrix of(int classes, int[] actual, int[] answers) {
        if (actual.length != answers.length) {
            throw new IllegalArgumentException("expected as many answers as samples, got " + answers.length + " answers for "
                    + Phrases.count(actual.length, "sample"));
        }
        Builder builder = builder(classes);
        for (int i = 0; i < actual.length; i++) {
            builder.add(actual[i], answers[i]);
        }
        return builder.build();
    }

    /** One number for a class and an answer, classes first; the answer that there is none comes before the others. */
    private static long pair(int classes, int actual, int answer) {
        return actual * (classes + 1L) + answer - NetworkSpec.NO_CLASS;
    }

    private int actual(int i) {
        return (int) (pairs[i] / (classes + 1L));
    }

    private int answer(int i) {
        return (int) (pairs[i] % (classes + 1L)) + NetworkSpec.NO_CLASS;
    }

    /**
     * Number of classes.
     *
     * @return 0 where the samples have no classes
     */
    public int classes() {
        return classes;
    }

    /** Where a pair stands, negative where it did not come up. */
    private int find(int actual, int answer) {
        Objects.checkIndex(actual, classes);
        Objects.checkIndex(answer - NetworkSpec.NO_CLASS, classes + 1);
        return Arrays.binarySearch(pairs, pair(classes, actual, answer));
    }

    /**
     * Samples of a class that got an answer.
     *
     * @param actual the class of the samples
     * @param answer a class, or {@link NetworkSpec#NO_CLASS} for those whose outputs had no largest value
     * @return their number
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public int count(int actual, int answer) {
        int at = find(actual, answer);
        return at < 0 ? 0 : counts[at];
    }

    /**
     * Weight of the samples of a class that got an answer.
     *
     * @param actual the class of the samples
     * @param answer a class, or {@link NetworkSpec#NO_CLASS} for those whose outputs had no largest value
     * @return the sum of their weights, rounded once; their number where none had a weight
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public double weight(int actual, int answer) {
        int at = find(actual, answer);
        return at < 0 ? 0 : weights[at];
    }

    /**
     * Samples of a class, whatever they got as answer.
     *
     * @param actual the class
     * @return their number
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public int samples(int actual) {
        Objects.checkIndex(actual, classes);
        int sum = 0;
        int end = end(actual);
        for (int at = end(actual - 1); at < end; at++) {
            sum += counts[at];
        }
        return sum;
    }

    /** Where the pairs of a class end. */
    private int end(int actual) {
        int at = Arrays.binarySearch(pairs, pair(classes, actual + 1, NetworkSpec.NO_CLASS));
        return at < 0 ? -at - 1 : at;
    }

    /** {@return precision, recall, F1 and what else follows} */
    public ClassScores scores() {
        return scores;
    }

    /**
     * Share of the samples of a class that were answered right, by their weights.
     *
     * @param actual the class
     * @return from 0 to 1, or NaN where the class has no samples
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public double recall(int actual) {
        return scores().recall(actual);
    }

    /** Hears of what came up. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Some samples of one class got one answer.
         *
         * @param actual the class
         * @param answer a class, or {@link NetworkSpec#NO_CLASS}
         * @param count  number of samples, at least 1
         */
        void visit(int actual, int answer, int count);
    }

    /**
     * Tells of every class and answer that came up, by class, then by answer.
     *
     * @param visitor is told
     */
    public void forEach(Visitor visitor) {
        for (int i = 0; i < pairs.length; i++) {
            visitor.visit(actual(i), answer(i), counts[i]);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix && classes == matrix.classes && Arrays.equals(pairs, matrix.pairs)
                && Arrays.equals(counts, matrix.counts) && Arrays.equals(weights, matrix.weights);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(pairs) + Arrays.hashCode(counts);
    }

    /** A table with a row for each class, where there are at most thirty. */
    @Override
    public String toString() {
        if (classes == 0) {
            return "no classes";
        }
        if (classes > MOST_PRINTED) {
            return Phrases.count(classes, "class", "classes") + ", " + Phrases.count(pairs.length, "pair")
                    + " of class and answer came up";
        }
        int width = 1 + Math.max("class".length(), Integer.toString(Arrays.stream(counts).max().orElse(0)).length());
        StringBuilder text = new StringBuilder(cell(width, "class"));
        for (int answer = 0; answer < classes; answer++) {
            text.append(cell(width, Integer.toString(answer)));
        }
        text.append(cell(width, "none")).append("   recall");
        for (int actual = 0; actual < classes; actual++) {
            text.append('\n').append(cell(width, Integer.toString(actual)));
            for (int answer = 0; answer < classes; answer++) {
                text.append(cell(width, number(count(actual, answer))));
            }
            text.append(cell(width, number(count(actual, NetworkSpec.NO_CLASS))));
            text.append(samples(actual) == 0 ? "        -" : String.format(Locale.ROOT, " %6.1f %%", 100 * recall(actual)));
        }
        return text.toString();
    }

    private static String number(int count) {
        return count == 0 ? "." : Integer.toString(count);
    }

    private static String cell(int width, String text) {
        return " ".repeat(Math.max(1, width - text.length())) + text;
    }
}
