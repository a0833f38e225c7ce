package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;

/**
 * The loss of a Poisson distribution whose rate is the exponential of an output: {@code e = exp(h); J += fma(-y, h, e)}. Its derivative is
 * {@code e - y}. J is within {@code (outputs + 3) * 2^-24 * sum (e + |y h|)} of the loss in double.
 */
public final class PoissonLoops extends OutputLoss {

    /** The one Poisson loss. */
    public PoissonLoops() {
    }

    @Override
    void scalar(int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            float loss = 0f;
            for (int o = lane; o < out * LANES; o += LANES) {
                float e = Elementary.exp(h[hAt + o]), target = y[yAt + o];
                loss += Math.fma(-target, h[hAt + o], e);
                d[dAt + o] = (e - target) * scale;
            }
            losses[at + lane] = loss;
        }
    }

    @Override
    void vector(int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at) {
        System.arraycopy(h, hAt, d, dAt, out * LANES);
        VectorElementary.exp(out * LANES, d, dAt);
        Vector.run(out, h, hAt, y, yAt, scale, d, dAt, losses, at);
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        /** Where d begins with the exponentials. */
        static void run(int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector loss = zero(S);
                for (int o = lane; o < out * LANES; o += LANES) {
                    FloatVector e = fromArray(S, d, dAt + o), target = fromArray(S, y, yAt + o);
                    loss = loss.add(target.neg().fma(fromArray(S, h, hAt + o), e));
                    e.sub(target).mul(scale).intoArray(d, dAt + o);
                }
                loss.intoArray(losses, at + lane);
            }
        }
    }
}
