package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/**
 * The absolute error {@code J = sum |r|} with {@code r = h - y}. Its derivative is -1 or 1, and 0 where r is 0. J is within
 * outputs * 2^-24 of itself of the loss of r in double.
 */
public final class AbsoluteErrorLoops extends OutputLoss {

    /** The one absolute error. */
    public AbsoluteErrorLoops() {
    }

    @Override
    void scalar(int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            float loss = 0f;
            for (int o = lane; o < out * LANES; o += LANES) {
                float r = h[hAt + o] - y[yAt + o];
                loss += Math.abs(r);
                d[dAt + o] = r > 0f ? scale : r < 0f ? -scale : 0f;
            }
            losses[at + lane] = loss;
        }
    }

    @Override
    void vector(int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at) {
        Vector.run(out, h, hAt, y, yAt, scale, d, dAt, losses, at);
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        static void run(int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector loss = zero(S);
                for (int o = lane; o < out * LANES; o += LANES) {
                    FloatVector r = fromArray(S, h, hAt + o).sub(fromArray(S, y, yAt + o));
                    loss = loss.add(r.abs());
                    zero(S).blend(scale, r.compare(GT, 0f)).blend(-scale, r.compare(LT, 0f)).intoArray(d, dAt + o);
                }
                loss.intoArray(losses, at + lane);
            }
        }
    }
}
