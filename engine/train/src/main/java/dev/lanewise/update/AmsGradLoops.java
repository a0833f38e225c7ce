package dev.lanewise.update;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.SQRT;

import dev.lanewise.kernel.AdamConstants;
import jdk.incubator.vector.FloatVector;

/**
 * AMSGrad: Adam whose second moment never becomes smaller. {@code m = fma(b1, m, (1 - b1) * g)},
 * {@code v = fma(b2, v, ((1 - b2) * g) * g)}, {@code top = max(top, v)},
 * {@code w = fma(-lr, (m * mScale) / (sqrt(top * vScale) + eps), w)}, with the bias corrections
 * {@code 1 / (1 - beta^step)} as PyTorch has them.
 *
 * @see <a href="https://openreview.net/forum?id=ryQu7f-RZ">Reddi, Kale and Kumar, On the Convergence of Adam and Beyond, ICLR 2018</a>
 */
public final class AmsGradLoops extends OptimizerLoops {

    private final AdamConstants constants;

    /**
     * The constants of a run.
     *
     * @param beta1 decay of the first moments, from 0 to below 1
     * @param beta2 decay of the second moments, from 0 to below 1
     * @param eps   added to the square root, positive
     */
    public AmsGradLoops(float beta1, float beta2, float eps) {
        constants = new AdamConstants(beta1, beta2, eps, 0f);
    }

    @Override
    public void beginStep(long step, float rate, double decayFactor) {
        constants.atStep(step, rate, decayFactor);
    }

    @Override
    void scalar(int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
        AdamConstants c = constants;
        float rest1 = 1f - c.beta1(), rest2 = 1f - c.beta2();
        for (int i = wAt, j = gAt; i < wAt + floats; i++, j++) {
            float m = Math.fma(c.beta1(), w[i + apart], rest1 * g[j]), before = w[i + 3 * apart];
            float v = Math.fma(c.beta2(), w[i + 2 * apart], (rest2 * g[j]) * g[j]), top = v > before ? v : before;
            w[i + apart] = m;
            w[i + 2 * apart] = v;
            w[i + 3 * apart] = top;
            w[i] = Math.fma(-c.lr(), (m * c.mScale()) / ((float) Math.sqrt(top * c.vScale()) + c.eps()), w[i]);
        }
    }

    @Override
    void vector(int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
        Vector.run(constants, floats, g, gAt, w, wAt, apart);
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        static void run(AdamConstants c, int floats, float[] g, int gAt, float[] w, int wAt, int apart) {
            FloatVector rate = broadcast(S, -c.lr()), beta1 = broadcast(S, c.beta1()), beta2 = broadcast(S, c.beta2());
            float rest1 = 1f - c.beta1(), rest2 = 1f - c.beta2();
            for (int i = 0; i < floats; i += LENGTH) {
                int at = wAt + i;
                FloatVector gradient = fromArray(S, g, gAt + i), before = fromArray(S, w, at + 3 * apart);
                FloatVector m = beta1.fma(fromArray(S, w, at + apart), gradient.mul(rest1));
                FloatVector v = beta2.fma(fromArray(S, w, at + 2 * apart), gradient.mul(rest2).mul(gradient));
                FloatVector top = before.blend(v, v.compare(GT, before));
                m.intoArray(w, at + apart);
                v.intoArray(w, at + 2 * apart);
                top.intoArray(w, at + 3 * apart);
                FloatVector d = m.mul(c.mScale()).div(top.mul(c.vScale()).lanewise(SQRT).add(c.eps()));
                rate.fma(d, fromArray(S, w, at)).intoArray(w, at);
            }
        }
    }
}
