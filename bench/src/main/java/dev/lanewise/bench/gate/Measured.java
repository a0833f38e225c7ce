package dev.lanewise.bench.gate;

import java.util.Collection;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * The numbers of one JVM. Noise only ever slows a run down, so the best iteration counts, and the best peak.
 *
 * @param gflops           what the case reached, NaN where nothing is counted
 * @param peakGflops       what one core reached beside it
 * @param samplesPerSecond samples of the network a second, NaN where there are none
 * @param threads          threads of the engine
 * @param vectorBits       bits of the vectors in use, 0 for the scalar twin
 * @param bytesPerOp       bytes allocated by a step or call, NaN where they are not counted
 * @param ratio            what else was compared in the same JVM, NaN where nothing was
 */
record Measured(double gflops, double peakGflops, double samplesPerSecond, int threads, int vectorBits, double bytesPerOp, double ratio) {

    /** The share of the peak of one core. */
    double share() {
        return gflops / peakGflops;
    }

    static Measured of(Case measured, BenchmarkResult jvm) {
        Collection<IterationResult> iterations = jvm.getIterationResults();
        double calls = best(iterations, i -> i.getPrimaryResult().getScore());
        double ratio = switch (measured.judged()) {
            case SHARE, FRESH_JVMS -> Double.NaN;
            case SHARE_AND_READING -> calls * iterations.stream().mapToDouble(i -> secondary(i, "readSeconds")).min().orElseThrow();
            case TURNS -> median(iterations, i -> secondary(i, "timesAsFast"));
        };
        return new Measured(counted(calls * measured.flops() / 1e9), best(iterations, i -> secondary(i, "peakGflops")),
                counted(calls * measured.samples()), measured.threads(), (int) best(iterations, i -> secondary(i, "vectorBits")),
                iterations.stream().mapToDouble(i -> secondary(i, "bytesPerOp")).min().orElseThrow(), ratio);
    }

    Measured withPeak(double gflopsOfAnotherJvm) {
        return new Measured(gflops, gflopsOfAnotherJvm, samplesPerSecond, threads, vectorBits, bytesPerOp, ratio);
    }

    private static double counted(double number) {
        return number == 0 ? Double.NaN : number;
    }

    private static double best(Collection<IterationResult> iterations, ToDoubleFunction<IterationResult> number) {
        return iterations.stream().mapToDouble(number).max().orElseThrow();
    }

    /** Of two things that take turns either can be slowed down, so neither end counts. */
    private static double median(Collection<IterationResult> iterations, ToDoubleFunction<IterationResult> number) {
        return iterations.stream().mapToDouble(number).sorted().toArray()[iterations.size() / 2];
    }

    private static double secondary(IterationResult iteration, String name) {
        Result<?> result = iteration.getSecondaryResults().get(name);
        return result == null ? Double.NaN : result.getScore();
    }
}
