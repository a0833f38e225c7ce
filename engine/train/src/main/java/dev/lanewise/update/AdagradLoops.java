package dev.lanewise.update;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.SQRT;

import jdk.incubator.vector.FloatVector;

/**
 * Adagrad: {@code s = fma(g, g, s); w = fma(-lr, g / (sqrt(s) + eps), w)}.
 *
 * @see <a href="https://jmlr.org/papers/v12/duchi11a.html">Duchi, Hazan and Singer, Adaptive Subgradient Methods, JMLR 2011</a>
 */
public final class AdagradLoops extends OptimizerLoops {

    private final float eps;

    /**
     * The constant of a run.
     *
     * @param eps added to the square root, positive
     */
    public AdagradLoops(float eps) {
        this.eps = eps;
    }

    @Override
    void scalar(int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
        float minusLr = -lr();
        for (int i = wAt, j = gAt; i < wAt + floats; i++, j++) {
            float sum = Math.fma(g[j], g[j], w[i + apart]);
            w[i + apart] = sum;
            w[i] = Math.fma(minusLr, g[j] / ((float) Math.sqrt(sum) + eps), w[i]);
        }
    }

    @Override
    void vector(int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
        Vector.run(-lr(), eps, floats, g, gAt, w, wAt, apart);
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        static void run(float minusLr, float eps, int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
            FloatVector rate = broadcast(S, minusLr);
            for (int i = 0; i < floats; i += LENGTH) {
                int at = wAt + i;
                FloatVector gradient = fromArray(S, g, gAt + i), sum = gradient.fma(gradient, fromArray(S, w, at + apart));
                sum.intoArray(w, at + apart);
                rate.fma(gradient.div(sum.lanewise(SQRT).add(eps)), fromArray(S, w, at)).intoArray(w, at);
            }
        }
    }
}
