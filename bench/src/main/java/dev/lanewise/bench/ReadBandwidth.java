package dev.lanewise.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Reads an array once from the cache that it fits, and adds it up. */
public final class ReadBandwidth implements Runnable {

    private final float[] array;
    /** Keeps the loop alive. */
    private float sum;

    /**
     * An array of zeros.
     *
     * @param floats how many
     */
    public ReadBandwidth(int floats) {
        array = new float[floats];
    }

    @Override
    public void run() {
        sum += Sum.of(array);
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
