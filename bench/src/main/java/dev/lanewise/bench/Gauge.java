package dev.lanewise.bench;

import com.sun.management.ThreadMXBean;
import dev.lanewise.kernel.KernelChoice;
import java.lang.management.ManagementFactory;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a core can do, measured before every iteration in the same JVM: the best of a few runs of twelve independent chains of fused
 * multiply-adds in registers. It also counts what the threads of a benchmark allocate.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class Gauge {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int CHAINS = 12;
    private static final int LENGTH = 1_000_000;
    private static final int RUNS = 8;

    private double peak;
    private double allocated = Double.NaN;

    /**
     * Measures the peak.
     *
     * @param blackhole keeps the chains alive
     */
    @Setup(Level.Iteration)
    public void measure(Blackhole blackhole) {
        peak = 0;
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            blackhole.consume(chains(LENGTH));
            peak = Math.max(peak, 2.0 * CHAINS * S.length() * LENGTH / (System.nanoTime() - start));
        }
    }

    private static float chains(int length) {
        FloatVector m = FloatVector.broadcast(S, 0.999f), a = FloatVector.broadcast(S, 0.001f);
        FloatVector c0 = m, c1 = m, c2 = m, c3 = m, c4 = m, c5 = m, c6 = m, c7 = m, c8 = m, c9 = m, c10 = m, c11 = m;
        for (int k = 0; k < length; k++) {
            c0 = c0.fma(m, a); c1 = c1.fma(m, a); c2 = c2.fma(m, a); c3 = c3.fma(m, a); c4 = c4.fma(m, a); c5 = c5.fma(m, a);
            c6 = c6.fma(m, a); c7 = c7.fma(m, a); c8 = c8.fma(m, a); c9 = c9.fma(m, a); c10 = c10.fma(m, a); c11 = c11.fma(m, a);
        }
        return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).add(c10).add(c11).lane(0);
    }

    /** Counts what this thread and the engine's own threads allocate while work runs a number of times. */
    void count(int times, Runnable work) {
        // the list is made first, since making it allocates
        long[] helpers = Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("lanewise-"))
                .mapToLong(Thread::threadId).toArray();
        long before = allocatedBy(helpers) + THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        long after = THREADS.getCurrentThreadAllocatedBytes();
        allocated = (after + allocatedBy(helpers) - before) / (double) times;
    }

    private static long allocatedBy(long[] threads) {
        long sum = 0;
        for (long thread : threads) {
            sum += THREADS.getThreadAllocatedBytes(thread);
        }
        return sum;
    }

    /**
     * The peak of this iteration.
     *
     * @return GFLOP/s
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
