package dev.lanewise.bench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * How the working tree's time compares with the baseline's: a ratio is the baseline's time divided by the working tree's, so below 1 is
 * slower. Turns of all slices are taken together, which evens out where each slice's arrays happen to lie.
 *
 * <p>The mean leaves out the slowest tenth of each build's turns: interrupts, and whatever else had the core. The 95th percentile is that
 * of the speed, the time that a twentieth of the turns stay below: what a build does while nobody disturbs it. Noise spoils one of them
 * at most; a slower build has both.
 *
 * @param baselineMean    nanoseconds of a call of the baseline, the trimmed mean
 * @param currentMean     the same of the working tree
 * @param baselineFastest nanoseconds of a call of the baseline at the 95th percentile of its speed
 * @param currentFastest  the same of the working tree
 * @param spread          how far apart slices are: the range of the middle half of their own ratios of means
 * @param turns           turns of each build
 */
record Ratios(double baselineMean, double currentMean, double baselineFastest, double currentFastest, double spread, int turns) {

    private static final double KEPT = 0.9;
    private static final double FASTEST = 0.05;

    /** The ratios of at least one slice with at least one turn. */
    static Ratios of(List<Slice> slices) {
        double[] baseline = sorted(slices, Slice::baseline), current = sorted(slices, Slice::current);
        double[] own = slices.stream().map(List::of).mapToDouble(slice -> mean(sorted(slice, Slice::baseline))
                / mean(sorted(slice, Slice::current))).sorted().toArray();
        return new Ratios(mean(baseline), mean(current), quantile(baseline, FASTEST), quantile(current, FASTEST),
                quantile(own, 0.75) - quantile(own, 0.25), baseline.length);
    }

    private static double[] sorted(List<Slice> slices, Function<Slice, double[]> build) {
        return slices.stream().map(build).flatMapToDouble(DoubleStream::of).sorted().toArray();
    }

    private static double mean(double[] sorted) {
        return Arrays.stream(sorted, 0, (int) Math.ceil(KEPT * sorted.length)).average().orElseThrow();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /** The baseline's mean time to the working tree's. */
    double means() {
        return baselineMean / currentMean;
    }

    /** The baseline's time at the 95th percentile of the speed to the working tree's. */
    double percentiles() {
        return baselineFastest / currentFastest;
    }

    /** Whether both ratios are below a limit. */
    boolean areBelow(double limit) {
        return means() < limit && percentiles() < limit;
    }
}
