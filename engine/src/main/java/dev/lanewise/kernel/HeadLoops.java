package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.lanewise.panel.Panels;
import jdk.incubator.vector.FloatVector;

/**
 * Dense layers of which each row has one of its own, as the members of an ensemble have: a lane is a row, and its weights stand in the same
 * lane. Lanes repeat their weights after so many panels as the weights have: panel p of the rows goes with panel p modulo these.
 *
 * <p>Sums are chains of fused multiply-adds in index order, begun with the bias, or on the way back with +0.0. Nothing is checked here. An
 * object has no state and serves any number of threads.
 */
public abstract class HeadLoops {

    /** Panels side by side: as many chains as hide the latency of a fused multiply-add. */
    private static final int STRIPS = 4;

    HeadLoops() {
    }

    /**
     * The loops that suit some kernels; one object for all calls, so that a step may ask.
     *
     * @param kernels scalar ones or vector ones
     * @return loops of the same kind
     */
    public static HeadLoops of(Kernels kernels) {
        return kernels.vectorBits() == 0 ? Scalar.LOOPS : Vector.LOOPS;
    }

    /**
     * The outputs: {@code z[o] = b[o] + sum_f h[f] w[o * features + f]}, lane by lane.
     *
     * @param w    P(outputs * features x lanes), whole panels
     * @param bias P(outputs x lanes)
     * @param h    P(features x rows)
     * @param z    P(outputs x rows), written
     */
    public final void forward(Panels w, Panels bias, Panels h, Panels z) {
        int period = w.panels(), panels = h.panels();
        for (int q = 0; q < Math.min(period, panels); q++) {
            int p = q;
            for (; p + (STRIPS - 1) * period < panels; p += STRIPS * period) {
                strips(h.rows(), z.rows(), w.data(), w.panelAt(q), bias.data(), bias.panelAt(q), h.data(), h.panelAt(p),
                        period * h.stride(), z.data(), z.panelAt(p), period * z.stride());
            }
            for (; p < panels; p += period) {
                strip(h.rows(), z.rows(), w.data(), w.panelAt(q), bias.data(), bias.panelAt(q), h.data(), h.panelAt(p),
                        z.data(), z.panelAt(p));
            }
        }
    }

    /**
     * The way back: {@code dh[f] = sum_o w[o * features + f] dz[o]}, lane by lane.
     *
     * @param w  as in {@link #forward}
     * @param dz P(outputs x rows)
     * @param dh P(features x rows), written
     */
    public final void backward(Panels w, Panels dz, Panels dh) {
        for (int p = 0; p < dh.panels(); p++) {
            back(dh.rows(), dz.rows(), w.data(), w.panelAt(p % w.panels()), dz.data(), dz.panelAt(p), dh.data(), dh.panelAt(p));
        }
    }

    abstract void strip(int features, int outputs, float[] w, int wAt, float[] bias, int biasAt, float[] h, int hAt, float[] z, int zAt);

    /** Four strips, some floats apart. */
    abstract void strips(int features, int outputs, float[] w, int wAt, float[] bias, int biasAt, float[] h, int hAt, int hStep,
            float[] z, int zAt, int zStep);

    abstract void back(int features, int outputs, float[] w, int wAt, float[] dz, int dzAt, float[] dh, int dhAt);

    private static final class Scalar extends HeadLoops {

        private static final HeadLoops LOOPS = new Scalar();

        @Override
        void strip(int features, int outputs, float[] w, int wAt, float[] bias, int biasAt, float[] h, int hAt, float[] z, int zAt) {
            for (int o = 0; o < outputs; o++) {
                for (int lane = 0; lane < LANES; lane++) {
                    float sum = bias[biasAt + o * LANES + lane];
                    int weight = wAt + o * features * LANES + lane;
                    for (int f = 0; f < features; f++) {
                        sum = Math.fma(h[hAt + f * LANES + lane], w[weight + f * LANES], sum);
                    }
                    z[zAt + o * LANES + lane] = sum;
                }
            }
        }

        @Override
        void strips(int features, int outputs, float[] w, int wAt, float[] bias, int biasAt, float[] h, int hAt, int hStep,
                float[] z, int zAt, int zStep) {
            for (int s = 0; s < STRIPS; s++) {
                strip(features, outputs, w, wAt, bias, biasAt, h, hAt + s * hStep, z, zAt + s * zStep);
            }
        }

        @Override
        void back(int features, int outputs, float[] w, int wAt, float[] dz, int dzAt, float[] dh, int dhAt) {
            for (int f = 0; f < features; f++) {
                for (int lane = 0; lane < LANES; lane++) {
                    float sum = 0f;
                    for (int o = 0; o < outputs; o++) {
                        sum = Math.fma(w[wAt + (o * features + f) * LANES + lane], dz[dzAt + o * LANES + lane], sum);
                    }
                    dh[dhAt + f * LANES + lane] = sum;
                }
            }
        }
    }

    /** A vector of lanes at a time. Loaded only when wanted. */
    private static final class Vector extends HeadLoops {

        private static final HeadLoops LOOPS = new Vector();

        @Override
        void strip(int features, int outputs, float[] w, int wAt, float[] bias, int biasAt, float[] h, int hAt, float[] z, int zAt) {
            for (int o = 0; o < outputs; o++) {
                for (int lane = 0; lane < LANES; lane += LENGTH) {
                    FloatVector sum = fromArray(S, bias, biasAt + o * LANES + lane);
                    int weight = wAt + o * features * LANES + lane, from = hAt + lane;
                    for (int f = 0; f < features * LANES; f += LANES) {
                        sum = fromArray(S, h, from + f).fma(fromArray(S, w, weight + f), sum);
                    }
                    sum.intoArray(z, zAt + o * LANES + lane);
                }
            }
        }

        @Override
        void strips(int features, int outputs, float[] w, int wAt, float[] bias, int biasAt, float[] h, int hAt, int hStep,
                float[] z, int zAt, int zStep) {
            for (int o = 0; o < outputs; o++) {
                for (int lane = 0; lane < LANES; lane += LENGTH) {
                    FloatVector b = fromArray(S, bias, biasAt + o * LANES + lane), z0 = b, z1 = b, z2 = b, z3 = b;
                    int weight = wAt + o * features * LANES + lane, from = hAt + lane;
                    for (int f = 0; f < features * LANES; f += LANES) {
                        FloatVector a = fromArray(S, w, weight + f);
                        z0 = fromArray(S, h, from + f).fma(a, z0);
                        z1 = fromArray(S, h, from + hStep + f).fma(a, z1);
                        z2 = fromArray(S, h, from + 2 * hStep + f).fma(a, z2);
                        z3 = fromArray(S, h, from + 3 * hStep + f).fma(a, z3);
                    }
                    int to = zAt + o * LANES + lane;
                    z0.intoArray(z, to);
                    z1.intoArray(z, to + zStep);
                    z2.intoArray(z, to + 2 * zStep);
                    z3.intoArray(z, to + 3 * zStep);
                }
            }
        }

        @Override
        void back(int features, int outputs, float[] w, int wAt, float[] dz, int dzAt, float[] dh, int dhAt) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                for (int f = 0; f < features; f++) {
                    FloatVector sum = FloatVector.zero(S);
                    for (int o = 0; o < outputs; o++) {
                        sum = fromArray(S, w, wAt + (o * features + f) * LANES + lane)
                                .fma(fromArray(S, dz, dzAt + o * LANES + lane), sum);
                    }
                    sum.intoArray(dh, dhAt + f * LANES + lane);
                }
            }
        }
    }
}
