package dev.lanewise.bench;

import dev.lanewise.kernel.KernelChoice;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** How long it takes to read an array once from the cache that it fits, and to add it up: the best of many times. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class Reading {

    private static final long NANOS = 40_000_000;

    private float[] array = new float[0];
    private double seconds = Double.NaN;

    /** Reads so many floats, again and again; without the vector module there is nothing to compare with. */
    void measure(int floats, Blackhole blackhole) {
        if (KernelChoice.kernels().vectorBits() == 0) {
            return;
        }
        if (array.length != floats) {
            array = new float[floats];
        }
        long best = Long.MAX_VALUE;
        for (long now = System.nanoTime(), end = now + NANOS; now < end;) {
            long start = now;
            blackhole.consume(Sum.of(array));
            now = System.nanoTime();
            best = Math.min(best, now - start);
        }
        seconds = best / 1e9;
    }

    /**
     * Time of reading the array once.
     *
     * @return seconds, or NaN where it was not measured
     */
    public double readSeconds() {
        return seconds;
    }

    /** The loop, with eight vectors under way. */
    private static final class Sum {
        private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
        private static final int L = S.length();

        static float of(float[] a) {
            FloatVector c0 = FloatVector.zero(S), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
            int i = 0;
            for (int bound = a.length - a.length % (8 * L); i < bound; i += 8 * L) {
                c0 = c0.add(FloatVector.fromArray(S, a, i));
                c1 = c1.add(FloatVector.fromArray(S, a, i + L));
                c2 = c2.add(FloatVector.fromArray(S, a, i + 2 * L));
                c3 = c3.add(FloatVector.fromArray(S, a, i + 3 * L));
                c4 = c4.add(FloatVector.fromArray(S, a, i + 4 * L));
                c5 = c5.add(FloatVector.fromArray(S, a, i + 5 * L));
                c6 = c6.add(FloatVector.fromArray(S, a, i + 6 * L));
                c7 = c7.add(FloatVector.fromArray(S, a, i + 7 * L));
            }
            for (; i + L <= a.length; i += L) {
                c0 = c0.add(FloatVector.fromArray(S, a, i));
            }
            return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).reduceLanes(VectorOperators.ADD);
        }
    }
}
