package dev.lanewise.bench;

import dev.lanewise.kernel.KernelChoice;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.infra.Blackhole;

/** What a core can do at the engine's vector width: twelve independent chains of fused multiply-adds in registers. */
public final class FmaPeak {

    private static final VectorSpecies<Float> S = VectorSpecies.of(float.class,
            VectorShape.forBitSize(KernelChoice.kernels().vectorBits()));
    private static final int CHAINS = 12;
    private static final int LENGTH = 1_000_000;
    private static final int LEAST_RUNS = 8;
    private static final int MOST_RUNS = 100;
    private static final double STABLE = 1.002;

    private FmaPeak() {
    }

    /** The best of as many runs as it takes until eight in a row bring nothing, in GFLOP/s. */
    static double gflops(Blackhole blackhole) {
        double best = 0;
        for (int run = 0, idle = 0; run < MOST_RUNS && idle < LEAST_RUNS; run++) {
            long start = System.nanoTime();
            blackhole.consume(chains(LENGTH));
            double rate = flops(LENGTH) / (System.nanoTime() - start);
            idle = rate > STABLE * best ? 0 : idle + 1;
            best = Math.max(best, rate);
        }
        return best;
    }

    /**
     * Floating-point operations of {@link #chains}.
     *
     * @param length of the chains
     * @return their number
     */
    public static double flops(int length) {
        return 2.0 * CHAINS * S.length() * length;
    }

    /**
     * Runs the chains.
     *
     * @param length multiply-adds of each chain
     * @return a number that depends on all of them
     */
    public static float chains(int length) {
        FloatVector m = FloatVector.broadcast(S, 0.999f), a = FloatVector.broadcast(S, 0.001f);
        FloatVector c0 = m, c1 = m, c2 = m, c3 = m, c4 = m, c5 = m, c6 = m, c7 = m, c8 = m, c9 = m, c10 = m, c11 = m;
        for (int k = 0; k < length; k++) {
            c0 = m.fma(a, c0); c1 = m.fma(a, c1); c2 = m.fma(a, c2); c3 = m.fma(a, c3); c4 = m.fma(a, c4); c5 = m.fma(a, c5);
            c6 = m.fma(a, c6); c7 = m.fma(a, c7); c8 = m.fma(a, c8); c9 = m.fma(a, c9); c10 = m.fma(a, c10); c11 = m.fma(a, c11);
        }
        return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).add(c10).add(c11).lane(0);
    }
}
