package dev.lanewise.train;

import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.text.Phrases;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * How many samples of each class got which answer. Only what came up is stored, so twenty thousand classes take no more memory than the
 * samples do. Immutable, and compared by value.
 */
public final class ConfusionMatrix {

    /** Of samples without classes. */
    static final ConfusionMatrix EMPTY = new ConfusionMatrix(0, new long[0], new int[0]);

    /** Classes that are printed as a table. */
    private static final int MOST_PRINTED = 30;

    private final int classes;
    /** What came up, ascending: see {@link #pair}. */
    private final long[] pairs;
    private final int[] counts;

    private ConfusionMatrix(int classes, long[] pairs, int[] counts) {
        this.classes = classes;
        this.pairs = pairs;
        this.counts = counts;
    }

    /**
     * Counts samples.
     *
     * @param classes number of classes
     * @param actual  [samples], the class of each
     * @param answers [samples], the answer to each, {@link NetworkSpec#NO_CLASS} where there was none
     */
    static ConfusionMatrix of(int classes, int[] actual, int[] answers) {
        long[] sorted = new long[actual.length];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = pair(classes, actual[i], answers[i]);
        }
        Arrays.sort(sorted);
        int different = (int) Arrays.stream(sorted).distinct().count();
        long[] pairs = new long[different];
        int[] counts = new int[different];
        int last = -1;
        for (long pair : sorted) {
            if (last < 0 || pairs[last] != pair) {
                pairs[++last] = pair;
            }
            counts[last]++;
        }
        return new ConfusionMatrix(classes, pairs, counts);
    }

    /** One number for a class and an answer, classes first; the answer that there is none comes before the others. */
    private static long pair(int classes, int actual, int answer) {
        return actual * (classes + 1L) + answer - NetworkSpec.NO_CLASS;
    }

    /**
     * Number of classes.
     *
     * @return 0 where the samples have no classes
     */
    public int classes() {
        return classes;
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
        Objects.checkIndex(actual, classes);
        Objects.checkIndex(answer - NetworkSpec.NO_CLASS, classes + 1);
        int at = Arrays.binarySearch(pairs, pair(classes, actual, answer));
        return at < 0 ? 0 : counts[at];
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

    /**
     * Share of the samples of a class that were answered right.
     *
     * @param actual the class
     * @return from 0 to 1, or NaN where the class has no samples
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public double recall(int actual) {
        return count(actual, actual) / (double) samples(actual);
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
            visitor.visit((int) (pairs[i] / (classes + 1L)), (int) (pairs[i] % (classes + 1L)) + NetworkSpec.NO_CLASS, counts[i]);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix && classes == matrix.classes && Arrays.equals(pairs, matrix.pairs)
                && Arrays.equals(counts, matrix.counts);
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
