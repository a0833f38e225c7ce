package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static dev.lanewise.panel.Panels.column;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.lanewise.panel.Panels;
import jdk.incubator.vector.FloatVector;

/**
 * A factor for each feature: {@code to = from * s[feature]}. That is y of x and, on the way back, dx of dy. The gradient of a factor is
 * the sum over the samples of {@code dy * x}.
 *
 * <p>Padding columns that are +0.0 stay so where those of s are. Nothing is checked here. An object has no state and serves any number
 * of threads.
 */
public abstract class ScaleLoops {

    ScaleLoops() {
    }

    /**
     * The loops that suit some kernels; one object for all calls, so that a step may ask.
     *
     * @param kernels scalar ones or vector ones
     * @return loops of the same kind
     */
    public static ScaleLoops of(Kernels kernels) {
        return kernels.vectorBits() == 0 ? Scalar.LOOPS : Vector.LOOPS;
    }

    /**
     * Scales where a lane is a sample.
     *
     * @param from P(features x block)
     * @param s    P(1 x features)
     * @param to   P(features x block), written; may be {@code from}
     */
    public final void lanes(Panels from, Panels s, Panels to) {
        for (int p = 0; p < to.panels(); p++) {
            int panel = p * LANES;
            lanes(to.rows(), from.data(), from.index(0, panel), s.data(), s.offset(), s.stride(), to.data(), to.index(0, panel));
        }
    }

    /**
     * Scales where a row is a sample.
     *
     * @param from P(batch x features)
     * @param s    P(1 x features)
     * @param to   P(batch x features), written; may be {@code from}
     */
    public final void rows(Panels from, Panels s, Panels to) {
        for (int p = 0; p < to.panels(); p++) {
            int panel = p * LANES;
            rows(to.rows(), from.data(), from.index(0, panel), s.data(), s.index(0, panel), to.data(), to.index(0, panel));
        }
    }

    /**
     * Scales each column by a factor of its own, in place: where a lane is a sample, each sample.
     *
     * @param m       P(rows x cols)
     * @param factors of the columns, whole panels of sixteen
     * @param at      where that of the first column stands
     */
    public final void columns(Panels m, float[] factors, int at) {
        for (int p = 0; p < m.panels(); p++) {
            rows(m.rows(), m.data(), m.panelAt(p), factors, at + p * LANES, m.data(), m.panelAt(p));
        }
    }

    /**
     * Scales each row by a factor of its own, in place: where a row is a sample, each sample.
     *
     * @param m       P(rows x cols)
     * @param factors of the rows
     * @param at      where that of the first row stands
     */
    public final void eachRow(Panels m, float[] factors, int at) {
        for (int p = 0; p < m.panels(); p++) {
            lanes(m.rows(), m.data(), m.panelAt(p), factors, at, LANES, m.data(), m.panelAt(p));
        }
    }

    abstract void lanes(int features, float[] from, int fromAt, float[] s, int sAt, int sStride, float[] to, int toAt);

    abstract void rows(int samples, float[] from, int fromAt, float[] s, int sAt, float[] to, int toAt);

    private static final class Scalar extends ScaleLoops {

        private static final ScaleLoops LOOPS = new Scalar();

        @Override
        void lanes(int features, float[] from, int fromAt, float[] s, int sAt, int sStride, float[] to, int toAt) {
            for (int f = 0; f < features; f++) {
                float factor = s[sAt + column(f, sStride)];
                for (int i = f * LANES; i < (f + 1) * LANES; i++) {
                    to[toAt + i] = from[fromAt + i] * factor;
                }
            }
        }

        @Override
        void rows(int samples, float[] from, int fromAt, float[] s, int sAt, float[] to, int toAt) {
            for (int b = 0; b < samples; b++) {
                for (int lane = 0; lane < LANES; lane++) {
                    to[toAt + b * LANES + lane] = from[fromAt + b * LANES + lane] * s[sAt + lane];
                }
            }
        }
    }

    /** A vector of lanes at a time. Loaded only when wanted. */
    private static final class Vector extends ScaleLoops {

        private static final ScaleLoops LOOPS = new Vector();

        @Override
        void lanes(int features, float[] from, int fromAt, float[] s, int sAt, int sStride, float[] to, int toAt) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                for (int f = 0; f < features; f++) {
                    fromArray(S, from, fromAt + lane + f * LANES).mul(s[sAt + column(f, sStride)]).intoArray(to, toAt + lane + f * LANES);
                }
            }
        }

        @Override
        void rows(int samples, float[] from, int fromAt, float[] s, int sAt, float[] to, int toAt) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector factors = fromArray(S, s, sAt + lane);
                for (int b = 0; b < samples; b++) {
                    fromArray(S, from, fromAt + lane + b * LANES).mul(factors).intoArray(to, toAt + lane + b * LANES);
                }
            }
        }
    }
}
