package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/**
 * The pinball loss of {@code r = h - y} at a level q: {@code J = sum fma(r > 0 ? 1 - q : -q, r, J)}. Its derivative is that factor, and 0
 * where r is 0. There is an output for each level and target, all targets of the first level first. J is within (outputs + 1) * 2^-24 of
 * itself of the loss of r in double.
 *
 * @see <a href="https://doi.org/10.2307/1913643">Koenker and Bassett, Regression Quantiles, 1978</a>
 */
public final class QuantileLoops extends OutputLoss {

    /** Of outputs above their target, for each level. */
    private final float[] above;
    /** Of outputs below. */
    private final float[] below;

    /**
     * The loss of some levels.
     *
     * @param levels each between 0 and 1
     */
    public QuantileLoops(List<Float> levels) {
        above = new float[levels.size()];
        below = new float[levels.size()];
        for (int level = 0; level < above.length; level++) {
            above[level] = 1f - levels.get(level);
            below[level] = -levels.get(level);
        }
    }

    @Override
    void scalar(int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at) {
        int size = out / above.length * LANES;
        for (int lane = 0; lane < LANES; lane++) {
            float loss = 0f;
            for (int level = 0; level < above.length; level++) {
                float up = above[level], down = below[level];
                int from = level * size;
                for (int t = lane; t < size; t += LANES) {
                    float r = h[hAt + from + t] - y[yAt + t];
                    loss = Math.fma(r > 0f ? up : down, r, loss);
                    d[dAt + from + t] = r > 0f ? up * scale : r < 0f ? down * scale : 0f;
                }
            }
            losses[at + lane] = loss;
        }
    }

    @Override
    void vector(int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at) {
        Vector.run(above, below, out / above.length * LANES, h, hAt, y, yAt, scale, d, dAt, losses, at);
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        static void run(float[] above, float[] below, int size, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt,
                float[] losses, int at) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector loss = zero(S);
                for (int level = 0; level < above.length; level++) {
                    float up = above[level], down = below[level];
                    int from = level * size;
                    for (int t = lane; t < size; t += LANES) {
                        FloatVector r = fromArray(S, h, hAt + from + t).sub(fromArray(S, y, yAt + t));
                        loss = broadcast(S, down).blend(up, r.compare(GT, 0f)).fma(r, loss);
                        zero(S).blend(up * scale, r.compare(GT, 0f)).blend(down * scale, r.compare(LT, 0f)).intoArray(d, dAt + from + t);
                    }
                }
                loss.intoArray(losses, at + lane);
            }
        }
    }
}
