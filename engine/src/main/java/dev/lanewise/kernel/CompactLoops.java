package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.PER_PANEL;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.kernel.VectorWidth.at;
import static dev.lanewise.kernel.VectorWidth.offset;
import static dev.lanewise.panel.Panels.LANES;
import static dev.lanewise.panel.Panels.SHIFT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.B2I;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;

import dev.lanewise.panel.Panels;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products with {@link CompactMatrix compact weights}. Floats, in this order:
 *
 * <pre>{@code
 * z[o] = bias[o];  z[o] = fma(h[i], w[i][o], z[o])                                      bfloat16, i in order
 * s[o] = +0.0;     s[o] = fma(h[i], q[i][o], s[o]);  z[o] = fma(scale[o], s[o], bias[o])    INT8
 * }</pre>
 *
 * <p>One row widens weights in registers: what is read is half or a quarter. More rows widen a group of columns into scratch, which the
 * products of floats then read. Nothing is checked here. An object has no state and serves any number of threads.
 */
public abstract class CompactLoops {

    private static final int HALF = 16;

    CompactLoops() {
    }

    /**
     * The loops that suit some kernels; one object for all calls.
     *
     * @param kernels scalar ones or vector ones
     * @return loops of the same kind
     */
    public static CompactLoops of(Kernels kernels) {
        return kernels.vectorBits() == 0 ? Scalar.LOOPS : Vector.LOOPS;
    }

    /**
     * The sums of one row.
     *
     * @param w    P(in x out)
     * @param bias P(1 x out)
     * @param h    P(batch x in)
     * @param row  of h and z
     * @param z    P(batch x out), that row is written
     */
    public abstract void row(CompactMatrix w, Panels bias, Panels h, int row, Panels z);

    /**
     * Some columns as floats: weights of bfloat16, or whole numbers without their scales.
     *
     * @param w     P(in x out)
     * @param panel the first panel
     * @param to    P(in x columns), written
     */
    public abstract void widen(CompactMatrix w, int panel, Panels to);

    /**
     * {@code z[b][o] = fma(scale[o], z[b][o], bias[o])}, or transposed.
     *
     * @param scales P(1 x out)
     * @param bias   P(1 x out)
     * @param isRows whether a row of z is a sample
     * @param z      P(batch x out) or P(out x batch), updated
     */
    public final void scale(Panels scales, Panels bias, boolean isRows, Panels z) {
        float[] data = z.data(), scale = scales.data(), start = bias.data();
        for (int p = 0; p < z.panels(); p++) {
            for (int r = 0; r < z.rows(); r++) {
                int at = z.panelAt(p) + r * LANES;
                if (isRows) {
                    int scaleAt = scales.panelAt(p), biasAt = bias.panelAt(p);
                    for (int lane = 0; lane < LANES; lane++) {
                        data[at + lane] = Math.fma(scale[scaleAt + lane], data[at + lane], start[biasAt + lane]);
                    }
                } else {
                    float factor = scale[scales.index(0, r)], first = start[bias.index(0, r)];
                    for (int lane = 0; lane < LANES; lane++) {
                        data[at + lane] = Math.fma(factor, data[at + lane], first);
                    }
                }
            }
        }
    }

    /** Plain loops. */
    static final class Scalar extends CompactLoops {

        private static final CompactLoops LOOPS = new Scalar();

        @Override
        public void row(CompactMatrix w, Panels bias, Panels h, int row, Panels z) {
            float[] x = h.data(), sums = z.data();
            for (int p = 0; p < z.panels(); p++) {
                int at = z.index(row, p * LANES), biasAt = bias.panelAt(p);
                boolean isScaled = w.scales() != null;
                for (int lane = 0; lane < LANES; lane++) {
                    sums[at + lane] = isScaled ? 0f : bias.data()[biasAt + lane];
                }
                for (int k = 0; k < w.rows(); k++) {
                    if (isScaled) {
                        add(x[h.index(row, k)], w.whole(), (p * w.rows() + k) * LANES, sums, at);
                    } else {
                        add(x[h.index(row, k)], w.pairs(), p * w.pairStride() + k / 2 * LANES, k % 2 == 0, sums, at);
                    }
                }
                for (int lane = 0; isScaled && lane < LANES; lane++) {
                    float scale = w.scales().data()[w.scales().panelAt(p) + lane];
                    sums[at + lane] = Math.fma(scale, sums[at + lane], bias.data()[biasAt + lane]);
                }
            }
        }

        private static void add(float x, byte[] whole, int from, float[] sums, int at) {
            for (int lane = 0; lane < LANES; lane++) {
                sums[at + lane] = Math.fma(x, whole[from + lane], sums[at + lane]);
            }
        }

        private static void add(float x, int[] pairs, int from, boolean isFirst, float[] sums, int at) {
            for (int lane = 0; lane < LANES; lane++) {
                sums[at + lane] = Math.fma(x, half(pairs[from + lane], isFirst), sums[at + lane]);
            }
        }

        private static float half(int pair, boolean isFirst) {
            return Float.intBitsToFloat(isFirst ? pair << HALF : pair & CompactMatrix.UPPER);
        }

        @Override
        public void widen(CompactMatrix w, int panel, Panels to) {
            for (int p = 0; p < to.panels(); p++) {
                for (int k = 0; k < w.rows(); k++) {
                    int at = to.panelAt(p) + k * LANES;
                    for (int lane = 0; lane < LANES; lane++) {
                        to.data()[at + lane] = w.scales() != null ? w.whole()[((panel + p) * w.rows() + k) * LANES + lane]
                                : half(w.pairs()[(panel + p) * w.pairStride() + k / 2 * LANES + lane], k % 2 == 0);
                    }
                }
            }
        }
    }

    /** Eight chains side by side; where fewer are left, the last of them is computed several times, which takes no longer than once. */
    static final class Vector extends CompactLoops {

        private static final CompactLoops LOOPS = new Vector();

        private static final int CHAINS = 8;
        private static final VectorSpecies<Integer> INTS = S.withLanes(int.class);
        /** No vector of bytes is shorter than 64 bits: at 128 bits one makes two vectors of floats. */
        private static final VectorSpecies<Byte> BYTES = LENGTH == LANES ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;
        private static final int PARTS = BYTES.length() / LENGTH;

        @Override
        public void row(CompactMatrix w, Panels bias, Panels h, int row, Panels z) {
            int last = z.panels() * PER_PANEL - 1, hAt = h.index(row, 0), jump = h.stride() - LANES, zAt = z.index(row, 0);
            for (int v = 0; v <= last; v += CHAINS) {
                if (w.scales() == null) {
                    pairs(w.rows(), h.data(), hAt, jump, w.pairs(), w.pairStride(), v, last, bias, z.data(), zAt, z.stride());
                } else {
                    whole(w.rows(), h.data(), hAt, jump, w.whole(), v, last, z.data(), zAt, z.stride());
                }
            }
            for (int v = 0; w.scales() != null && v <= last; v++) {
                FloatVector scale = fromArray(S, w.scales().data(), at(w.scales(), v)), start = fromArray(S, bias.data(), at(bias, v));
                int sum = zAt + offset(v, z.stride());
                scale.fma(fromArray(S, z.data(), sum), start).intoArray(z.data(), sum);
            }
        }

        /** Where the vector of a chain stands: those beyond the last repeat it, or at 128 bits the last two, which share bytes. */
        private static int of(int v, int chain, int last, int stride) {
            return offset(Math.min(v + chain, last + 1 - PARTS + (chain & PARTS - 1)), stride);
        }

        private static void pairs(int depth, float[] h, int hAt, int jump, int[] w, int stride, int v, int last, Panels bias,
                float[] z, int zAt, int zStride) {
            int at0 = of(v, 0, last, stride);
            int at1 = of(v, 1, last, stride);
            int at2 = of(v, 2, last, stride);
            int at3 = of(v, 3, last, stride);
            int at4 = of(v, 4, last, stride);
            int at5 = of(v, 5, last, stride);
            int at6 = of(v, 6, last, stride);
            int at7 = of(v, 7, last, stride);
            float[] start = bias.data();
            int s = bias.offset(), sStride = bias.stride();
            FloatVector c0 = fromArray(S, start, s + of(v, 0, last, sStride));
            FloatVector c1 = fromArray(S, start, s + of(v, 1, last, sStride));
            FloatVector c2 = fromArray(S, start, s + of(v, 2, last, sStride));
            FloatVector c3 = fromArray(S, start, s + of(v, 3, last, sStride));
            FloatVector c4 = fromArray(S, start, s + of(v, 4, last, sStride));
            FloatVector c5 = fromArray(S, start, s + of(v, 5, last, sStride));
            FloatVector c6 = fromArray(S, start, s + of(v, 6, last, sStride));
            FloatVector c7 = fromArray(S, start, s + of(v, 7, last, sStride));
            IntVector upper = IntVector.broadcast(INTS, CompactMatrix.UPPER);
            int row = 0;
            for (int k = 0; k < depth - 1; k += 2, row += LANES) {
                int from = hAt + k + (k >> SHIFT) * jump;
                FloatVector x = broadcast(S, h[from]), y = broadcast(S, h[from + 1]);
                IntVector w0 = IntVector.fromArray(INTS, w, at0 + row);
                c0 = x.fma(w0.lanewise(LSHL, HALF).reinterpretAsFloats(), c0);
                c0 = y.fma(w0.and(upper).reinterpretAsFloats(), c0);
                IntVector w1 = IntVector.fromArray(INTS, w, at1 + row);
                c1 = x.fma(w1.lanewise(LSHL, HALF).reinterpretAsFloats(), c1);
                c1 = y.fma(w1.and(upper).reinterpretAsFloats(), c1);
                IntVector w2 = IntVector.fromArray(INTS, w, at2 + row);
                c2 = x.fma(w2.lanewise(LSHL, HALF).reinterpretAsFloats(), c2);
                c2 = y.fma(w2.and(upper).reinterpretAsFloats(), c2);
                IntVector w3 = IntVector.fromArray(INTS, w, at3 + row);
                c3 = x.fma(w3.lanewise(LSHL, HALF).reinterpretAsFloats(), c3);
                c3 = y.fma(w3.and(upper).reinterpretAsFloats(), c3);
                IntVector w4 = IntVector.fromArray(INTS, w, at4 + row);
                c4 = x.fma(w4.lanewise(LSHL, HALF).reinterpretAsFloats(), c4);
                c4 = y.fma(w4.and(upper).reinterpretAsFloats(), c4);
                IntVector w5 = IntVector.fromArray(INTS, w, at5 + row);
                c5 = x.fma(w5.lanewise(LSHL, HALF).reinterpretAsFloats(), c5);
                c5 = y.fma(w5.and(upper).reinterpretAsFloats(), c5);
                IntVector w6 = IntVector.fromArray(INTS, w, at6 + row);
                c6 = x.fma(w6.lanewise(LSHL, HALF).reinterpretAsFloats(), c6);
                c6 = y.fma(w6.and(upper).reinterpretAsFloats(), c6);
                IntVector w7 = IntVector.fromArray(INTS, w, at7 + row);
                c7 = x.fma(w7.lanewise(LSHL, HALF).reinterpretAsFloats(), c7);
                c7 = y.fma(w7.and(upper).reinterpretAsFloats(), c7);
            }
            if (depth % 2 == 1) {
                FloatVector x = broadcast(S, h[hAt + depth - 1 + (depth - 1 >> SHIFT) * jump]);
                c0 = x.fma(IntVector.fromArray(INTS, w, at0 + row).lanewise(LSHL, HALF).reinterpretAsFloats(), c0);
                c1 = x.fma(IntVector.fromArray(INTS, w, at1 + row).lanewise(LSHL, HALF).reinterpretAsFloats(), c1);
                c2 = x.fma(IntVector.fromArray(INTS, w, at2 + row).lanewise(LSHL, HALF).reinterpretAsFloats(), c2);
                c3 = x.fma(IntVector.fromArray(INTS, w, at3 + row).lanewise(LSHL, HALF).reinterpretAsFloats(), c3);
                c4 = x.fma(IntVector.fromArray(INTS, w, at4 + row).lanewise(LSHL, HALF).reinterpretAsFloats(), c4);
                c5 = x.fma(IntVector.fromArray(INTS, w, at5 + row).lanewise(LSHL, HALF).reinterpretAsFloats(), c5);
                c6 = x.fma(IntVector.fromArray(INTS, w, at6 + row).lanewise(LSHL, HALF).reinterpretAsFloats(), c6);
                c7 = x.fma(IntVector.fromArray(INTS, w, at7 + row).lanewise(LSHL, HALF).reinterpretAsFloats(), c7);
            }
            c0.intoArray(z, zAt + of(v, 0, last, zStride));
            c1.intoArray(z, zAt + of(v, 1, last, zStride));
            c2.intoArray(z, zAt + of(v, 2, last, zStride));
            c3.intoArray(z, zAt + of(v, 3, last, zStride));
            c4.intoArray(z, zAt + of(v, 4, last, zStride));
            c5.intoArray(z, zAt + of(v, 5, last, zStride));
            c6.intoArray(z, zAt + of(v, 6, last, zStride));
            c7.intoArray(z, zAt + of(v, 7, last, zStride));
        }

        private static void whole(int depth, float[] h, int hAt, int jump, byte[] w, int v, int last,
                float[] z, int zAt, int zStride) {
            int stride = depth * LANES;
            int at0 = of(v, 0, last, stride) & -BYTES.length();
            int at1 = of(v, 1, last, stride) & -BYTES.length();
            int at2 = of(v, 2, last, stride) & -BYTES.length();
            int at3 = of(v, 3, last, stride) & -BYTES.length();
            int at4 = of(v, 4, last, stride) & -BYTES.length();
            int at5 = of(v, 5, last, stride) & -BYTES.length();
            int at6 = of(v, 6, last, stride) & -BYTES.length();
            int at7 = of(v, 7, last, stride) & -BYTES.length();
            FloatVector c0 = FloatVector.zero(S), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
            for (int k = 0, row = 0; k < depth; k++, row += LANES) {
                FloatVector x = broadcast(S, h[hAt + k + (k >> SHIFT) * jump]);
                c0 = x.fma((FloatVector) ((IntVector) ByteVector.fromArray(BYTES, w, at0 + row)
                        .convertShape(B2I, INTS, 0 & PARTS - 1)).convert(I2F, 0), c0);
                c1 = x.fma((FloatVector) ((IntVector) ByteVector.fromArray(BYTES, w, at1 + row)
                        .convertShape(B2I, INTS, 1 & PARTS - 1)).convert(I2F, 0), c1);
                c2 = x.fma((FloatVector) ((IntVector) ByteVector.fromArray(BYTES, w, at2 + row)
                        .convertShape(B2I, INTS, 2 & PARTS - 1)).convert(I2F, 0), c2);
                c3 = x.fma((FloatVector) ((IntVector) ByteVector.fromArray(BYTES, w, at3 + row)
                        .convertShape(B2I, INTS, 3 & PARTS - 1)).convert(I2F, 0), c3);
                c4 = x.fma((FloatVector) ((IntVector) ByteVector.fromArray(BYTES, w, at4 + row)
                        .convertShape(B2I, INTS, 4 & PARTS - 1)).convert(I2F, 0), c4);
                c5 = x.fma((FloatVector) ((IntVector) ByteVector.fromArray(BYTES, w, at5 + row)
                        .convertShape(B2I, INTS, 5 & PARTS - 1)).convert(I2F, 0), c5);
                c6 = x.fma((FloatVector) ((IntVector) ByteVector.fromArray(BYTES, w, at6 + row)
                        .convertShape(B2I, INTS, 6 & PARTS - 1)).convert(I2F, 0), c6);
                c7 = x.fma((FloatVector) ((IntVector) ByteVector.fromArray(BYTES, w, at7 + row)
                        .convertShape(B2I, INTS, 7 & PARTS - 1)).convert(I2F, 0), c7);
            }
            c0.intoArray(z, zAt + of(v, 0, last, zStride));
            c1.intoArray(z, zAt + of(v, 1, last, zStride));
            c2.intoArray(z, zAt + of(v, 2, last, zStride));
            c3.intoArray(z, zAt + of(v, 3, last, zStride));
            c4.intoArray(z, zAt + of(v, 4, last, zStride));
            c5.intoArray(z, zAt + of(v, 5, last, zStride));
            c6.intoArray(z, zAt + of(v, 6, last, zStride));
            c7.intoArray(z, zAt + of(v, 7, last, zStride));
        }

        @Override
        public void widen(CompactMatrix w, int panel, Panels to) {
            for (int p = 0; p < to.panels(); p++) {
                if (w.scales() == null) {
                    widen(w.rows(), w.pairs(), (panel + p) * w.pairStride(), to.data(), to.panelAt(p));
                } else {
                    widen(w.rows() * LANES, w.whole(), (panel + p) * w.rows() * LANES, to.data(), to.panelAt(p));
                }
            }
        }

        private static void widen(int rows, int[] pairs, int from, float[] to, int at) {
            for (int i = 0; i < (rows + 1) / 2 * LANES; i += LENGTH) {
                IntVector both = IntVector.fromArray(INTS, pairs, from + i);
                int first = at + i / LANES * 2 * LANES + i % LANES;
                both.lanewise(LSHL, HALF).reinterpretAsFloats().intoArray(to, first);
                if (i < rows / 2 * LANES) {
                    both.and(CompactMatrix.UPPER).reinterpretAsFloats().intoArray(to, first + LANES);
                }
            }
        }

        private static void widen(int floats, byte[] whole, int from, float[] to, int at) {
            for (int i = 0; i < floats; i += BYTES.length()) {
                ByteVector bytes = ByteVector.fromArray(BYTES, whole, from + i);
                for (int part = 0; part < PARTS; part++) {
                    ((FloatVector) ((IntVector) bytes.convertShape(B2I, INTS, part)).convert(I2F, 0))
                            .intoArray(to, at + i + part * LENGTH);
                }
            }
        }
    }
}
