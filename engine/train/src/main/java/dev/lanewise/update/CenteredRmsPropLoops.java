package dev.lanewise.update;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.SQRT;

import jdk.incubator.vector.FloatVector;

/**
 * RMSProp by the variance of gradients: {@code v = fma(alpha, v, ((1 - alpha) * g) * g); m = fma(alpha, m, (1 - alpha) * g)},
 * {@code s = fma(-m, m, v)}, or 0 where that is negative, {@code b = fma(mu, b, g / (sqrt(s) + eps)); w = fma(-lr, b, w)}. The slots are
 * v, m and b.
 *
 * @see <a href="https://arxiv.org/abs/1308.0850">Graves, Generating Sequences With Recurrent Neural Networks, 2013, equations 38 to 45</a>
 */
public final class CenteredRmsPropLoops extends OptimizerLoops {

    private final float alpha;
    private final float eps;
    private final float mu;

    /**
     * The constants of a run.
     *
     * @param alpha how much of the means stays in a step, from 0 to below 1
     * @param eps   added to the square root, positive
     * @param mu    momentum, from 0 to below 1
     */
    public CenteredRmsPropLoops(float alpha, float eps, float mu) {
        this.alpha = alpha;
        this.eps = eps;
        this.mu = mu;
    }

    @Override
    void scalar(int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
        float minusLr = -lr(), rest = 1f - alpha;
        for (int i = wAt, j = gAt; i < wAt + floats; i++, j++) {
            float v = Math.fma(alpha, w[i + apart], (rest * g[j]) * g[j]), m = Math.fma(alpha, w[i + 2 * apart], rest * g[j]);
            float variance = Math.fma(-m, m, v);
            float b = Math.fma(mu, w[i + 3 * apart], g[j] / ((float) Math.sqrt(variance < 0 ? 0f : variance) + eps));
            w[i + apart] = v;
            w[i + 2 * apart] = m;
            w[i + 3 * apart] = b;
            w[i] = Math.fma(minusLr, b, w[i]);
        }
    }

    @Override
    void vector(int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
        Vector.run(-lr(), alpha, eps, mu, floats, g, gAt, w, wAt, apart);
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        static void run(float minusLr, float alpha, float eps, float mu, int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
            FloatVector rate = broadcast(S, minusLr), keep = broadcast(S, alpha), push = broadcast(S, mu);
            float rest = 1f - alpha;
            for (int i = 0; i < floats; i += LENGTH) {
                int at = wAt + i;
                FloatVector gradient = fromArray(S, g, gAt + i), share = gradient.mul(rest);
                FloatVector v = keep.fma(fromArray(S, w, at + apart), share.mul(gradient));
                FloatVector m = keep.fma(fromArray(S, w, at + 2 * apart), share), variance = m.neg().fma(m, v);
                FloatVector root = variance.blend(0f, variance.compare(LT, 0f)).lanewise(SQRT);
                FloatVector b = push.fma(fromArray(S, w, at + 3 * apart), gradient.div(root.add(eps)));
                v.intoArray(w, at + apart);
                m.intoArray(w, at + 2 * apart);
                b.intoArray(w, at + 3 * apart);
                rate.fma(b, fromArray(S, w, at)).intoArray(w, at);
            }
        }
    }
}
