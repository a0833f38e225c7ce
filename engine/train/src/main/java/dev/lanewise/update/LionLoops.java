package dev.lanewise.update;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;

/**
 * Lion: {@code c = fma(b1, m, (1 - b1) * g)}, {@code w = fma(-lr, fma(decay, w, sign(c)), w)}, {@code m = fma(b2, m, (1 - b2) * g)}. The
 * sign of a zero, and of what is no number, is itself.
 *
 * @see <a href="https://arxiv.org/abs/2302.06675">Chen et al., Symbolic Discovery of Optimization Algorithms, NeurIPS 2023</a>
 */
public final class LionLoops extends OptimizerLoops {

    private final float beta1;
    private final float beta2;
    private final float decay;

    /**
     * The constants of a run.
     *
     * @param beta1 share of the mean in what gives the sign, from 0 to below 1
     * @param beta2 decay of the mean, from 0 to below 1
     * @param decay decoupled weight decay
     */
    public LionLoops(float beta1, float beta2, float decay) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.decay = decay;
    }

    @Override
    public float decay() {
        return decay;
    }

    @Override
    void scalar(int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
        float minusLr = -lr(), shrink = stepDecay(), rest1 = 1f - beta1, rest2 = 1f - beta2;
        for (int i = wAt, j = gAt; i < wAt + floats; i++, j++) {
            float m = w[i + apart], c = Math.fma(beta1, m, rest1 * g[j]), notAbove = c > 0f ? 1f : c;
            w[i + apart] = Math.fma(beta2, m, rest2 * g[j]);
            w[i] = Math.fma(minusLr, Math.fma(shrink, w[i], c < 0f ? -1f : notAbove), w[i]);
        }
    }

    @Override
    void vector(int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
        Vector.run(-lr(), beta1, beta2, stepDecay(), floats, g, gAt, w, wAt, apart);
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        static void run(float minusLr, float beta1, float beta2, float decay, int floats, float[] g, int gAt, float[] w, int wAt,
                int apart) {
            FloatVector rate = broadcast(S, minusLr), mix = broadcast(S, beta1), keep = broadcast(S, beta2);
            FloatVector shrink = broadcast(S, decay);
            float rest1 = 1f - beta1, rest2 = 1f - beta2;
            for (int i = 0; i < floats; i += LENGTH) {
                int at = wAt + i;
                FloatVector gradient = fromArray(S, g, gAt + i), m = fromArray(S, w, at + apart), weight = fromArray(S, w, at);
                FloatVector c = mix.fma(m, gradient.mul(rest1));
                FloatVector sign = c.blend(1f, c.compare(GT, 0f)).blend(-1f, c.compare(LT, 0f));
                keep.fma(m, gradient.mul(rest2)).intoArray(w, at + apart);
                rate.fma(shrink.fma(weight, sign), weight).intoArray(w, at);
            }
        }
    }
}
