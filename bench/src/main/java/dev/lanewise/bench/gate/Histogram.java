package dev.lanewise.bench.gate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How much of a core a run had: slices of the reference by their speed, as a share of the best one.
 *
 * @param counts of slices from each of {@link #LEAST} to the one before
 */
record Histogram(int... counts) {

    /** Where ranges begin. */
    private static final double[] LEAST = {0.97, 0.9, 0.7, 0.6, 0};
    /** With fewer quiet slices nothing can be said; several threads wait for the last one, so that a call needs quiet on all cores. */
    private static final double FEW = 0.05, FEW_ON_THREADS = 0.5;

    static Histogram none() {
        return new Histogram(new int[LEAST.length]);
    }

    static Histogram of(Samples speeds) {
        double best = speeds.max();
        return new Histogram(IntStream.range(0, LEAST.length)
                .map(i -> speeds.between(LEAST[i] * best, i == 0 ? Double.POSITIVE_INFINITY : LEAST[i - 1] * best)).toArray());
    }

    Histogram and(Histogram other) {
        return new Histogram(IntStream.range(0, LEAST.length).map(i -> counts[i] + other.counts[i]).toArray());
    }

    int slices() {
        return Arrays.stream(counts).sum();
    }

    /** The share of slices that were as good as undisturbed. */
    double quiet() {
        return counts[0] / (double) slices();
    }

    /** Whether a call on so many threads, 0 for all, was hardly ever alone on its cores. */
    boolean isTooBusy(int threads) {
        return !(quiet() >= (threads == 1 ? FEW : FEW_ON_THREADS));
    }

    /** For example {@code reference: 100 slices; of the best one 0.97 and more 47.0 %, ..., less than 0.6 3.0 %}. */
    String line() {
        return String.format(Locale.ROOT, "reference: %,d slices; of the speed of the best one they had 0.97 or more %s, 0.9 to 0.97 %s, "
                + "0.7 to 0.9 %s, 0.6 to 0.7 %s, less %s", slices(), share(0), share(1), share(2), share(3), share(4));
    }

    private String share(int range) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * counts[range] / slices());
    }
}
