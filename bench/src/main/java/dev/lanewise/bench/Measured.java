package dev.lanewise.bench;

import java.util.Collection;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * One case of the gate with its numbers. Noise only ever slows a run down, so the best iteration counts, and the best peak.
 *
 * @param name             for example {@code W1 step 2 threads}
 * @param gflops           what the case reached
 * @param peakGflops       what one core reached in the same JVM, iteration by iteration beside it
 * @param samplesPerSecond samples of the network a second
 * @param threads          threads of the engine
 * @param vectorBits       bits of the vectors in use, 0 for the scalar twin
 * @param bytesPerOp       bytes allocated by a step or call, NaN where they are not counted
 */
public record Measured(String name, double gflops, double peakGflops, double samplesPerSecond, int threads, int vectorBits,
        double bytesPerOp) {

    /** A share above this is no measurement. */
    private static final double MOST = 1.02;

    /**
     * The share of the peak of one core.
     *
     * @return gflops / peakGflops
     */
    public double share() {
        return gflops / peakGflops;
    }

    /** Whether the numbers are possible: no more than the peak of each thread. */
    boolean isPossible() {
        return share() <= MOST * threads;
    }

    static Measured of(RunResult result) {
        BenchmarkParams params = result.getParams();
        String benchmark = params.getBenchmark().replace(Measured.class.getPackageName() + ".", "");
        Collection<IterationResult> iterations = result.getBenchmarkResults().iterator().next().getIterationResults();
        double callsPerSecond = best(iterations, i -> i.getPrimaryResult().getScore());
        double peak = best(iterations, i -> secondary(i, "peakGflops"));
        int bits = (int) best(iterations, i -> secondary(i, "vectorBits"));
        double bytes = iterations.stream().mapToDouble(i -> secondary(i, "bytesPerOp")).min().orElseThrow();
        Work work = Work.of(benchmark, params);
        return new Measured(work.name(), callsPerSecond * work.flops() / 1e9, peak, callsPerSecond * work.samples(), work.threads(), bits,
                bytes);
    }

    private static double best(Collection<IterationResult> iterations, ToDoubleFunction<IterationResult> number) {
        return iterations.stream().mapToDouble(number).max().orElseThrow();
    }

    private static double secondary(IterationResult iteration, String name) {
        return iteration.getSecondaryResults().get(name).getScore();
    }

    /**
     * What a call of a benchmark does.
     *
     * @param name    of the case
     * @param flops   floating-point operations
     * @param samples samples
     * @param threads threads of the engine
     */
    private record Work(String name, double flops, int samples, int threads) {

        static Work of(String benchmark, BenchmarkParams params) {
            switch (benchmark) {
                case "TrainStep.step" -> {
                    Net net = Net.valueOf(params.getParam("net"));
                    int threads = Integer.parseInt(params.getParam("threads"));
                    return new Work(net + " step" + (threads == 1 ? "" : " " + threads + " threads"), net.stepFlops(), net.batch, threads);
                }
                case "Predict.predictions" -> {
                    Net net = Net.valueOf(params.getParam("net"));
                    int samples = Integer.parseInt(params.getParam("samples"));
                    return new Work(net + " predict " + samples, net.predictFlops(samples), samples, 1);
                }
                default -> {
                    String layer = params.getParam("layer");
                    Net net = Net.valueOf(layer.substring(0, 2));
                    int l = Integer.parseInt(layer.substring(3));
                    String product = benchmark.substring(benchmark.indexOf('.') + 1);
                    return new Work(net + " product " + product + " " + l, net.productFlops(l), net.batch, 1);
                }
            }
        }
    }
}
