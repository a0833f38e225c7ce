package dev.lanewise.bench.predictions;

import dev.lanewise.model.WeightFormat;
import java.util.List;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Reads weights of a format once, widens them to floats and adds them up: what a prediction of one sample takes at least. */
final class Widening implements Runnable {

    private final WeightFormat format;
    private final float[] floats;
    private final int[] pairs;
    private final byte[] whole;
    /** Keeps the loops alive. */
    private float sum;

    /** The weights of a network with layers of these sizes. */
    Widening(WeightFormat format, List<Integer> sizes) {
        this.format = format;
        int weights = 0;
        for (int l = 1; l < sizes.size(); l++) {
            weights += sizes.get(l - 1) * (sizes.get(l) + 15) / 16 * 16;
        }
        floats = new float[format == WeightFormat.FLOAT32 ? weights : 0];
        pairs = new int[format == WeightFormat.BF16 ? weights / 2 : 0];
        whole = new byte[format == WeightFormat.INT8 ? weights : 0];
    }

    @Override
    public void run() {
        sum += switch (format) {
            case FLOAT32 -> Loops.of(floats);
            case BF16 -> Loops.of(pairs);
            case INT8 -> Loops.of(whole);
        };
    }

    /** Four vectors of floats under way. */
    private static final class Loops {

        private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
        private static final VectorSpecies<Integer> INTS = S.withLanes(int.class);
        private static final VectorSpecies<Byte> BYTES = S.length() == 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;
        private static final int L = S.length();

        private static float of(float[] w) {
            FloatVector c0 = FloatVector.zero(S), c1 = c0, c2 = c0, c3 = c0;
            for (int i = 0; i + 4 * L <= w.length; i += 4 * L) {
                c0 = c0.add(FloatVector.fromArray(S, w, i));
                c1 = c1.add(FloatVector.fromArray(S, w, i + L));
                c2 = c2.add(FloatVector.fromArray(S, w, i + 2 * L));
                c3 = c3.add(FloatVector.fromArray(S, w, i + 3 * L));
            }
            return c0.add(c1).add(c2.add(c3)).reduceLanes(VectorOperators.ADD);
        }

        private static float of(int[] w) {
            FloatVector c0 = FloatVector.zero(S), c1 = c0, c2 = c0, c3 = c0;
            for (int i = 0; i + 2 * L <= w.length; i += 2 * L) {
                IntVector a = IntVector.fromArray(INTS, w, i), b = IntVector.fromArray(INTS, w, i + L);
                c0 = c0.add(a.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats());
                c1 = c1.add(a.and(0xffff0000).reinterpretAsFloats());
                c2 = c2.add(b.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats());
                c3 = c3.add(b.and(0xffff0000).reinterpretAsFloats());
            }
            return c0.add(c1).add(c2.add(c3)).reduceLanes(VectorOperators.ADD);
        }

        private static float of(byte[] w) {
            FloatVector c0 = FloatVector.zero(S), c1 = c0, c2 = c0, c3 = c0;
            for (int i = 0; i + 4 * BYTES.length() <= w.length; i += 4 * L) {
                c0 = c0.add(floats(w, i));
                c1 = c1.add(floats(w, i + L));
                c2 = c2.add(floats(w, i + 2 * L));
                c3 = c3.add(floats(w, i + 3 * L));
            }
            return c0.add(c1).add(c2.add(c3)).reduceLanes(VectorOperators.ADD);
        }

        private static FloatVector floats(byte[] w, int at) {
            return (FloatVector) ((IntVector) ByteVector.fromArray(BYTES, w, at).convertShape(VectorOperators.B2I, INTS, 0))
                    .convert(VectorOperators.I2F, 0);
        }
    }
}
