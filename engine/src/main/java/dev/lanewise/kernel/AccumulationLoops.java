package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.PER_PANEL;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.kernel.VectorWidth.at;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.lanewise.panel.Panels;
import jdk.incubator.vector.FloatVector;

/**
 * Gradients of more samples: the sums of {@link Kernels#weightGradient} and {@link Kernels#columnSums} go on from what the micro-batches
 * before have left, so that they are those of all samples at once, to the last bit.
 *
 * <p>Nothing is checked here. There is no state; any number of threads may call. The scalar and the vector loops give the same bits.
 */
public final class AccumulationLoops {

    private AccumulationLoops() {
    }

    /**
     * {@code dW[i][o] = fma(h[b][i], dz[b][o], dW[i][o])}, for all b in order.
     *
     * @param kernels scalar ones or vector ones; the loops are of the same kind
     * @param h       P(batch x in)
     * @param dz      P(batch x out)
     * @param dW      P(in x out), updated in place
     */
    public static void weightGradient(Kernels kernels, Panels h, Panels dz, Panels dW) {
        if (kernels.vectorBits() > 0) {
            Vector.weightGradient(h, dz, dW);
            return;
        }
        for (int p = 0; p < dz.panels(); p++) {
            for (int r = 0; r < dW.rows(); r += LANES) {
                ScalarKernels.accumulate(Math.min(LANES, dW.rows() - r), dz.rows(), h.data(), h.index(0, r), 1, LANES,
                        dz.data(), dz.panelAt(p), dW.data(), dW.index(r, p * LANES));
            }
        }
    }

    /**
     * {@code sums[0][c] += m[r][c]}, for all rows in order.
     *
     * @param kernels scalar ones or vector ones; the loops are of the same kind
     * @param m       P(rows x cols)
     * @param sums    P(1 x cols), updated in place
     */
    public static void columnSums(Kernels kernels, Panels m, Panels sums) {
        for (int p = 0; p < m.panels(); p++) {
            if (kernels.vectorBits() > 0) {
                Vector.columnSums(m.rows(), m.data(), m.panelAt(p), sums.data(), sums.panelAt(p));
            } else {
                columnSums(m.rows(), m.data(), m.panelAt(p), sums.data(), sums.panelAt(p));
            }
        }
    }

    private static void columnSums(int rows, float[] m, int mAt, float[] sums, int sumsAt) {
        for (int i = 0; i < rows * LANES; i++) {
            sums[sumsAt + (i & LANES - 1)] += m[mAt + i];
        }
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        static void weightGradient(Panels h, Panels dz, Panels dW) {
            int vectors = dz.panels() * PER_PANEL, v = 0;
            for (; v + 2 <= vectors; v += 2) {
                twoVectors(h, dz.rows(), dz.data(), at(dz, v), at(dz, v + 1), dW, at(dW, v), at(dW, v + 1));
            }
            if (v < vectors) {
                oneVector(h, dz.rows(), dz.data(), at(dz, v), dW, at(dW, v));
            }
        }

        private static void twoVectors(Panels h, int depth, float[] b, int b0, int b1, Panels dW, int c0, int c1) {
            int r = 0, rows = dW.rows();
            for (; r + 4 <= rows; r += 4) {
                tile4x2(depth, h.data(), h.index(0, r), b, b0, b1, dW.data(), c0 + r * LANES, c1 + r * LANES);
            }
            for (; r < rows; r++) {
                tile1x1(depth, h.data(), h.index(0, r), b, b0, dW.data(), c0 + r * LANES);
                tile1x1(depth, h.data(), h.index(0, r), b, b1, dW.data(), c1 + r * LANES);
            }
        }

        private static void oneVector(Panels h, int depth, float[] b, int b0, Panels dW, int c0) {
            for (int r = 0; r < dW.rows(); r++) {
                tile1x1(depth, h.data(), h.index(0, r), b, b0, dW.data(), c0 + r * LANES);
            }
        }

        /** Register budget: 8 accumulators, which two ports with a latency of four keep busy, 2 of b and up to 4 broadcasts. */
        private static void tile4x2(int depth, float[] a, int aAt, float[] b, int b0, int b1, float[] c, int c0, int c1) {
            FloatVector c00 = fromArray(S, c, c0), c01 = fromArray(S, c, c1);
            FloatVector c10 = fromArray(S, c, c0 + 16), c11 = fromArray(S, c, c1 + 16);
            FloatVector c20 = fromArray(S, c, c0 + 32), c21 = fromArray(S, c, c1 + 32);
            FloatVector c30 = fromArray(S, c, c0 + 48), c31 = fromArray(S, c, c1 + 48);
            for (int k = 0; k < depth; k++) {
                int at = aAt + k * LANES, row = k * LANES;
                FloatVector x0 = fromArray(S, b, b0 + row), x1 = fromArray(S, b, b1 + row);
                FloatVector a0 = broadcast(S, a[at]);     c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01);
                FloatVector a1 = broadcast(S, a[at + 1]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11);
                FloatVector a2 = broadcast(S, a[at + 2]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21);
                FloatVector a3 = broadcast(S, a[at + 3]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31);
            }
            c00.intoArray(c, c0); c01.intoArray(c, c1);
            c10.intoArray(c, c0 + 16); c11.intoArray(c, c1 + 16);
            c20.intoArray(c, c0 + 32); c21.intoArray(c, c1 + 32);
            c30.intoArray(c, c0 + 48); c31.intoArray(c, c1 + 48);
        }

        /** For the last rows, and for the last panel of an odd number at 512 bits. */
        private static void tile1x1(int depth, float[] a, int aAt, float[] b, int b0, float[] c, int c0) {
            FloatVector c00 = fromArray(S, c, c0);
            for (int k = 0; k < depth; k++) {
                c00 = broadcast(S, a[aAt + k * LANES]).fma(fromArray(S, b, b0 + k * LANES), c00);
            }
            c00.intoArray(c, c0);
        }

        static void columnSums(int rows, float[] m, int mAt, float[] sums, int sumsAt) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector sum = fromArray(S, sums, sumsAt + lane);
                for (int r = 0; r < rows; r++) {
                    sum = sum.add(fromArray(S, m, mAt + lane + r * LANES));
                }
                sum.intoArray(sums, sumsAt + lane);
            }
        }
    }
}
