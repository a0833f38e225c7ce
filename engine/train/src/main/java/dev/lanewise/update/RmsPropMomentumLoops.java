package dev.lanewise.update;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.SQRT;

import jdk.incubator.vector.FloatVector;

/**
 * RMSProp with momentum: {@code v = fma(alpha, v, ((1 - alpha) * g) * g); b = fma(mu, b, g / (sqrt(v) + eps)); w = fma(-lr, b, w)}.
 *
 * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">Tieleman and Hinton, Lecture 6.5: RMSProp,
 *      2012</a>
 */
public final class RmsPropMomentumLoops extends OptimizerLoops {

    private final float alpha;
    private final float eps;
    private final float mu;

    /**
     * The constants of a run.
     *
     * @param alpha how much of the mean square stays in a step, from 0 to below 1
     * @param eps   added to the square root, positive
     * @param mu    momentum, from 0 to below 1
     */
    public RmsPropMomentumLoops(float alpha, float eps, float mu) {
        this.alpha = alpha;
        this.eps = eps;
        this.mu = mu;
    }

    @Override
    void scalar(int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
        float minusLr = -lr(), rest = 1f - alpha;
        for (int i = wAt, j = gAt; i < wAt + floats; i++, j++) {
            float v = Math.fma(alpha, w[i + apart], (rest * g[j]) * g[j]);
            float b = Math.fma(mu, w[i + 2 * apart], g[j] / ((float) Math.sqrt(v) + eps));
            w[i + apart] = v;
            w[i + 2 * apart] = b;
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
                FloatVector gradient = fromArray(S, g, gAt + i);
                FloatVector v = keep.fma(fromArray(S, w, at + apart), gradient.mul(rest).mul(gradient));
                FloatVector b = push.fma(fromArray(S, w, at + 2 * apart), gradient.div(v.lanewise(SQRT).add(eps)));
                v.intoArray(w, at + apart);
                b.intoArray(w, at + 2 * apart);
                rate.fma(b, fromArray(S, w, at)).intoArray(w, at);
            }
        }
    }
}
