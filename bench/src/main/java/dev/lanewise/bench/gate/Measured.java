package dev.lanewise.bench.gate;

import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.platform.Jvm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The numbers of one JVM; see {@link Train} for what is quiet and what is a ratio. NaN where nothing is counted.
 *
 * @param meanGflops       what the case reached on average
 * @param quietGflops      what it reached in quiet
 * @param peakGflops       what one core reached in registers alone, in quiet
 * @param ratio            how fast the case was beside the reference
 * @param ratioToOther     how many times as fast as another way it was
 * @param referenceShare   the share of the peak that the reference had in quiet
 * @param samplesPerSecond samples of the network a second, on average
 * @param bytesPerOp       bytes allocated by a step or call
 * @param vectorBits       bits of the vectors in use, 0 for the scalar twin
 * @param registers        vector registers of the CPU
 * @param histogram        slices of the reference
 */
record Measured(double meanGflops, double quietGflops, double peakGflops, double ratio, double ratioToOther, double referenceShare,
        double samplesPerSecond, double bytesPerOp, int vectorBits, int registers, Histogram histogram) {

    private static final int BEFORE_HISTOGRAM = 10;

    /** The numbers of this JVM: a train of rounds of some calls, nanoseconds of a call on average, and bytes of a call. */
    static Measured of(Case which, Train train, int calls, double meanNanos, double bytes) {
        return new Measured(counted(which.flops() / meanNanos), counted(train.quietGflops()), train.peakGflops(), counted(train.ratio()),
                train.ratioToOther(), train.referenceShare(), counted(which.samples() * 1e9 / meanNanos), bytes,
                KernelChoice.kernels().vectorBits(), Jvm.vectorRegisters(), train.histogram());
    }

    private static double counted(double number) {
        return number == 0 ? Double.NaN : number;
    }

    /** The quiet share of the peak of one core. */
    double quietShare() {
        return quietGflops / peakGflops;
    }

    /** The share of the peak of one core on average. */
    double meanShare() {
        return meanGflops / peakGflops;
    }

    /** All numbers in the order of {@link #of(List)}. */
    double[] numbers() {
        double[] all = {meanGflops, quietGflops, peakGflops, ratio, ratioToOther, referenceShare, samplesPerSecond, bytesPerOp, vectorBits,
            registers};
        return DoubleStream.concat(Arrays.stream(all), Arrays.stream(histogram.counts()).asDoubleStream())
                .toArray();
    }

    /** What another JVM has printed. */
    static Measured of(List<Double> all) {
        int[] counts = all.subList(BEFORE_HISTOGRAM, all.size()).stream().mapToInt(Double::intValue).toArray();
        return new Measured(all.get(0), all.get(1), all.get(2), all.get(3), all.get(4), all.get(5), all.get(6), all.get(7),
                all.get(8).intValue(), all.get(9).intValue(), new Histogram(counts));
    }
}
