package dev.lanewise.update;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Nesterov's momentum: {@code v = fma(mu, v, g); w = fma(-lr, fma(mu, v, g), w)}.
 *
 * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever et al., On the importance of initialization and momentum in
 *      deep learning, ICML 2013</a>
 */
public final class NesterovLoops extends OptimizerLoops {

    private final float mu;

    /**
     * The momentum of a run.
     *
     * @param mu from 0 to below 1
     */
    public NesterovLoops(float mu) {
        this.mu = mu;
    }

    @Override
    void scalar(int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
        float minusLr = -lr();
        for (int i = wAt, j = gAt; i < wAt + floats; i++, j++) {
            float v = Math.fma(mu, w[i + apart], g[j]);
            w[i + apart] = v;
            w[i] = Math.fma(minusLr, Math.fma(mu, v, g[j]), w[i]);
        }
    }

    @Override
    void vector(int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
        Vector.run(-lr(), mu, floats, g, gAt, w, wAt, apart);
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        static void run(float minusLr, float mu, int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
            FloatVector rate = broadcast(S, minusLr), keep = broadcast(S, mu);
            for (int i = 0; i < floats; i += LENGTH) {
                int at = wAt + i;
                FloatVector gradient = fromArray(S, g, gAt + i), v = keep.fma(fromArray(S, w, at + apart), gradient);
                v.intoArray(w, at + apart);
                rate.fma(keep.fma(v, gradient), fromArray(S, w, at)).intoArray(w, at);
            }
        }
    }
}
