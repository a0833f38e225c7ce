package dev.lanewise.bench;

import dev.lanewise.kernel.KernelChoice;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a core can do, measured before every iteration in the same JVM; it also counts what the threads of a benchmark allocate. A JVM
 * without the vector module has no peak to measure.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class PeakAndAllocations {

    private double peak;
    private double allocated = Double.NaN;

    /**
     * Measures the peak.
     *
     * @param blackhole keeps the chains alive
     */
    @Setup(Level.Iteration)
    public void measure(Blackhole blackhole) {
        peak = vectorBits() > 0 ? FmaPeak.gflops(blackhole) : Double.NaN;
    }

    /** Counts what this thread and the engine's own threads allocate while work runs a number of times. */
    void count(int times, Runnable work) {
        allocated = Allocations.perCall(times, work);
    }

    /**
     * The peak of this iteration.
     *
     * @return GFLOP/s, or NaN without the vector module
     */
    public double peakGflops() {
        return peak;
    }

    /**
     * Bytes that an operation allocates.
     *
     * @return bytes, or NaN where they are not counted
     */
    public double bytesPerOp() {
        return allocated;
    }

    /**
     * Bits of the vectors that the engine uses.
     *
     * @return 512, 256, 128, or 0 for the scalar twin
     */
    public double vectorBits() {
        return KernelChoice.kernels().vectorBits();
    }
}
