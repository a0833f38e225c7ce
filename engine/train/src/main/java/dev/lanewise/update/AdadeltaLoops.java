package dev.lanewise.update;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.SQRT;

import jdk.incubator.vector.FloatVector;

/**
 * Adadelta: {@code v = fma(rho, v, ((1 - rho) * g) * g); d = (sqrt(u + eps) / sqrt(v + eps)) * g; u = fma(rho, u, ((1 - rho) * d) * d)};
 * {@code w = fma(-lr, d, w)}.
 *
 * @see <a href="https://arxiv.org/abs/1212.5701">Zeiler, Adadelta: An Adaptive Learning Rate Method, 2012</a>
 */
public final class AdadeltaLoops extends OptimizerLoops {

    private final float rho;
    private final float eps;

    /**
     * The constants of a run.
     *
     * @param rho how much of the mean squares stays in a step, from 0 to below 1
     * @param eps added to the mean squares, positive
     */
    public AdadeltaLoops(float rho, float eps) {
        this.rho = rho;
        this.eps = eps;
    }

    @Override
    void scalar(int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
        float minusLr = -lr(), rest = 1f - rho;
        for (int i = wAt, j = gAt; i < wAt + floats; i++, j++) {
            float v = Math.fma(rho, w[i + apart], (rest * g[j]) * g[j]), u = w[i + 2 * apart];
            float d = ((float) Math.sqrt(u + eps) / (float) Math.sqrt(v + eps)) * g[j];
            w[i + apart] = v;
            w[i + 2 * apart] = Math.fma(rho, u, (rest * d) * d);
            w[i] = Math.fma(minusLr, d, w[i]);
        }
    }

    @Override
    void vector(int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
        Vector.run(-lr(), rho, eps, floats, g, gAt, w, wAt, apart);
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        static void run(float minusLr, float rho, float eps, int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
            FloatVector rate = broadcast(S, minusLr), keep = broadcast(S, rho);
            float rest = 1f - rho;
            for (int i = 0; i < floats; i += LENGTH) {
                int at = wAt + i;
                FloatVector gradient = fromArray(S, g, gAt + i), u = fromArray(S, w, at + 2 * apart);
                FloatVector v = keep.fma(fromArray(S, w, at + apart), gradient.mul(rest).mul(gradient));
                FloatVector d = u.add(eps).lanewise(SQRT).div(v.add(eps).lanewise(SQRT)).mul(gradient);
                v.intoArray(w, at + apart);
                keep.fma(u, d.mul(rest).mul(d)).intoArray(w, at + 2 * apart);
                rate.fma(d, fromArray(S, w, at)).intoArray(w, at);
            }
        }
    }
}
