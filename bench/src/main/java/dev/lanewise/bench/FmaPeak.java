package dev.lanewise.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.infra.Blackhole;

/** What a core can do at the JVM's vector width: twelve independent chains of fused multiply-adds in registers. */
final class FmaPeak {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
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
            double rate = 2.0 * CHAINS * S.length() * LENGTH / (System.nanoTime() - start);
            idle = rate > STABLE * best ? 0 : idle + 1;
            best = Math.max(best, rate);
        }
        return best;
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
}
