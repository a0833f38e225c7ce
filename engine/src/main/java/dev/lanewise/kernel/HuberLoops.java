package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/**
 * Huber's loss of {@code r = h - y}: {@code a = |r| > delta ? delta : |r|; J = sum fma(a, fma(-0.5, a, |r|), J)}, which is half the square
 * up to delta and straight beyond. Its derivative is r, cut off at -delta and delta. J is within (outputs + 2) * 2^-24 of itself of the
 * loss of r in double.
 *
 * @see <a href="https://doi.org/10.1214/aoms/1177703732">Huber, Robust Estimation of a Location Parameter, 1964</a>
 */
public final class HuberLoops extends OutputLoss {

    private final float delta;

    /**
     * The loss of a delta.
     *
     * @param delta positive and finite
     */
    public HuberLoops(float delta) {
        this.delta = delta;
    }

    @Override
    void scalar(int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            float loss = 0f;
            for (int o = lane; o < out * LANES; o += LANES) {
                float r = h[hAt + o] - y[yAt + o], size = Math.abs(r), a = size > delta ? delta : size;
                loss = Math.fma(a, Math.fma(-0.5f, a, size), loss);
                float below = r > delta ? delta : r;
                d[dAt + o] = (below < -delta ? -delta : below) * scale;
            }
            losses[at + lane] = loss;
        }
    }

    @Override
    void vector(int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at) {
        Vector.run(delta, out, h, hAt, y, yAt, scale, d, dAt, losses, at);
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        static void run(float delta, int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses,
                int at) {
            FloatVector minusHalf = broadcast(S, -0.5f);
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector loss = FloatVector.zero(S);
                for (int o = lane; o < out * LANES; o += LANES) {
                    FloatVector r = fromArray(S, h, hAt + o).sub(fromArray(S, y, yAt + o)), size = r.abs();
                    FloatVector a = size.blend(delta, size.compare(GT, delta));
                    loss = a.fma(minusHalf.fma(a, size), loss);
                    FloatVector below = r.blend(delta, r.compare(GT, delta));
                    below.blend(-delta, below.compare(LT, -delta)).mul(scale).intoArray(d, dAt + o);
                }
                loss.intoArray(losses, at + lane);
            }
        }
    }
}
