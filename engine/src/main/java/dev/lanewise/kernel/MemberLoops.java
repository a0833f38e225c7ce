package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.lanewise.panel.Panels;
import jdk.incubator.vector.FloatVector;

/**
 * Samples as rows of the members of an ensemble, and back: {@code u[s, m] = x[s] r[m]}, feature by feature, and
 * {@code dx[s] = sum_m du[s, m] r[m]}. A lane is a feature; the rows of a sample's members follow each other.
 *
 * <p>Sums are chains of fused multiply-adds from +0.0 in the order of members. Nothing is checked here. An object has no state and serves
 * any number of threads.
 */
public abstract class MemberLoops {

    MemberLoops() {
    }

    /**
     * The loops that suit some kernels; one object for all calls, so that a step may ask.
     *
     * @param kernels scalar ones or vector ones
     * @return loops of the same kind
     */
    public static MemberLoops of(Kernels kernels) {
        return kernels.vectorBits() == 0 ? Scalar.LOOPS : Vector.LOOPS;
    }

    /**
     * The rows of members.
     *
     * @param x P(samples x features)
     * @param r P(members x features)
     * @param u P(samples * members x features), written
     */
    public final void scale(Panels x, Panels r, Panels u) {
        for (int p = 0; p < u.panels(); p++) {
            scale(x.rows(), r.rows(), x.data(), x.panelAt(p), r.data(), r.panelAt(p), u.data(), u.panelAt(p));
        }
    }

    /**
     * The way back.
     *
     * @param du P(samples * members x features)
     * @param r  P(members x features)
     * @param dx P(samples x features), written
     */
    public final void sum(Panels du, Panels r, Panels dx) {
        for (int p = 0; p < dx.panels(); p++) {
            sum(dx.rows(), r.rows(), du.data(), du.panelAt(p), r.data(), r.panelAt(p), dx.data(), dx.panelAt(p));
        }
    }

    abstract void scale(int samples, int members, float[] x, int xAt, float[] r, int rAt, float[] u, int uAt);

    abstract void sum(int samples, int members, float[] du, int duAt, float[] r, int rAt, float[] dx, int dxAt);

    private static final class Scalar extends MemberLoops {

        private static final MemberLoops LOOPS = new Scalar();

        @Override
        void scale(int samples, int members, float[] x, int xAt, float[] r, int rAt, float[] u, int uAt) {
            for (int s = 0; s < samples; s++) {
                for (int m = 0; m < members; m++) {
                    int to = uAt + (s * members + m) * LANES;
                    for (int lane = 0; lane < LANES; lane++) {
                        u[to + lane] = x[xAt + s * LANES + lane] * r[rAt + m * LANES + lane];
                    }
                }
            }
        }

        @Override
        void sum(int samples, int members, float[] du, int duAt, float[] r, int rAt, float[] dx, int dxAt) {
            for (int s = 0; s < samples; s++) {
                for (int lane = 0; lane < LANES; lane++) {
                    float sum = 0f;
                    for (int m = 0; m < members; m++) {
                        sum = Math.fma(du[duAt + (s * members + m) * LANES + lane], r[rAt + m * LANES + lane], sum);
                    }
                    dx[dxAt + s * LANES + lane] = sum;
                }
            }
        }
    }

    /** A vector of lanes at a time. Loaded only when wanted. */
    private static final class Vector extends MemberLoops {

        private static final MemberLoops LOOPS = new Vector();

        @Override
        void scale(int samples, int members, float[] x, int xAt, float[] r, int rAt, float[] u, int uAt) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                for (int s = 0, to = uAt + lane; s < samples; s++) {
                    FloatVector sample = fromArray(S, x, xAt + s * LANES + lane);
                    for (int m = 0; m < members; m++, to += LANES) {
                        sample.mul(fromArray(S, r, rAt + m * LANES + lane)).intoArray(u, to);
                    }
                }
            }
        }

        @Override
        void sum(int samples, int members, float[] du, int duAt, float[] r, int rAt, float[] dx, int dxAt) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                for (int s = 0, from = duAt + lane; s < samples; s++) {
                    FloatVector sum = FloatVector.zero(S);
                    for (int m = 0; m < members; m++, from += LANES) {
                        sum = fromArray(S, du, from).fma(fromArray(S, r, rAt + m * LANES + lane), sum);
                    }
                    sum.intoArray(dx, dxAt + s * LANES + lane);
                }
            }
        }
    }
}
