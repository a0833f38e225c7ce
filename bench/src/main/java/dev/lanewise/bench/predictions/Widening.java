package dev.lanewise.bench.predictions;

import dev.lanewise.bench.ReadBandwidth;
import dev.lanewise.model.WeightFormat;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Reads weights of a format once, widens them to floats and adds them up, to compare predictions of one sample with. */
final class Widening implements Runnable {

    private final WeightFormat format;
    private final ReadBandwidth floats;
    private final int[] pairs;
    private final byte[] whole;
    /** Keeps the loops alive. */
    private float sum;

    /** So many weights, with those that fill panels. */
    Widening(WeightFormat format, int weights) {
        this.format = format;
        floats = new ReadBandwidth(format == WeightFormat.FLOAT32 ? weights : 0);
        pairs = new int[format == WeightFormat.BF16 ? weights / 2 : 0];
        whole = new byte[format == WeightFormat.INT8 ? weights : 0];
    }

    @Override
    public void run() {
        switch (format) {
            case FLOAT32 -> floats.run();
            case BF16 -> sum += Loops.of(pairs);
            case INT8 -> sum += Loops.of(whole);
        }
    }

    /** Eight vectors of floats under way: an addition takes four cycles, and two begin in each. */
    private static final class Loops {

        private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
        private static final VectorSpecies<Integer> INTS = S.withLanes(int.class);
        private static final VectorSpecies<Byte> BYTES = S.length() == 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;
        private static final int L = S.length();

        private static float of(int[] w) {
            FloatVector c0 = FloatVector.zero(S), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
            for (int i = 0; i + 4 * L <= w.length; i += 4 * L) {
                IntVector a = IntVector.fromArray(INTS, w, i), b = IntVector.fromArray(INTS, w, i + L);
                c0 = c0.add(first(a));
                c1 = c1.add(second(a));
                c2 = c2.add(first(b));
                c3 = c3.add(second(b));
                IntVector d = IntVector.fromArray(INTS, w, i + 2 * L), e = IntVector.fromArray(INTS, w, i + 3 * L);
                c4 = c4.add(first(d));
                c5 = c5.add(second(d));
                c6 = c6.add(first(e));
                c7 = c7.add(second(e));
            }
            return sum(c0, c1, c2, c3) + sum(c4, c5, c6, c7);
        }

        private static float of(byte[] w) {
            FloatVector c0 = FloatVector.zero(S), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
            for (int i = 0; i + 7 * L + BYTES.length() <= w.length; i += 8 * L) {
                c0 = c0.add(floats(w, i));
                c1 = c1.add(floats(w, i + L));
                c2 = c2.add(floats(w, i + 2 * L));
                c3 = c3.add(floats(w, i + 3 * L));
                c4 = c4.add(floats(w, i + 4 * L));
                c5 = c5.add(floats(w, i + 5 * L));
                c6 = c6.add(floats(w, i + 6 * L));
                c7 = c7.add(floats(w, i + 7 * L));
            }
            return sum(c0, c1, c2, c3) + sum(c4, c5, c6, c7);
        }

        private static float sum(FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
            return a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
        }

        private static FloatVector first(IntVector pairs) {
            return pairs.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
        }

        private static FloatVector second(IntVector pairs) {
            return pairs.and(0xffff0000).reinterpretAsFloats();
        }

        private static FloatVector floats(byte[] w, int at) {
            return (FloatVector) ((IntVector) ByteVector.fromArray(BYTES, w, at).convertShape(VectorOperators.B2I, INTS, 0))
                    .convert(VectorOperators.I2F, 0);
        }
    }
}
