package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.lanewise.panel.Panels;
import jdk.incubator.vector.FloatVector;

/**
 * What becomes of a tile's gradient in scratch before the optimizer sees it: clipped by value, {@code g = min(max(g, -clip), clip)}, then
 * with those of penalties, {@code g = fma(l1, sign(w), fma(l2, w, g))}. The sign of a zero, and of what is no number, is itself.
 *
 * <p>Nothing is checked here. An object holds constants alone and serves any number of threads; the scalar and the vector loops give the
 * same bits.
 *
 * @see <a href="https://proceedings.mlr.press/v28/pascanu13.html">Pascanu, Mikolov and Bengio, On the difficulty of training recurrent
 *      neural networks, ICML 2013</a>
 */
public final class GradientLoops {

    private final float l1;
    private final float l2;
    private final float clip;

    /**
     * The constants of a run.
     *
     * @param l1   factor of the sum of absolute values in the loss, at least 0
     * @param l2   factor of half the sum of squares in the loss, at least 0
     * @param clip largest absolute value of a gradient, positive; infinite where nothing is clipped
     */
    public GradientLoops(float l1, float l2, float clip) {
        this.l1 = l1;
        this.l2 = l2;
        this.clip = clip;
    }

    /**
     * Changes the gradient of a tile.
     *
     * @param kernels scalar ones or vector ones; the loops are of the same kind
     * @param g       P(rows x cols), gradients, changed in place
     * @param w       P(rows x cols), parameters
     */
    public void run(Kernels kernels, Panels g, Panels w) {
        boolean scalar = kernels.vectorBits() == 0, isPenalized = l1 > 0 || l2 > 0;
        int floats = w.rows() * LANES;
        for (int p = 0; p < w.panels(); p++) {
            int gAt = g.panelAt(p), wAt = w.panelAt(p);
            if (clip < Float.POSITIVE_INFINITY) {
                if (scalar) {
                    clip(floats, g.data(), gAt);
                } else {
                    Vector.clip(clip, floats, g.data(), gAt);
                }
            }
            if (isPenalized) {
                if (scalar) {
                    penalize(floats, g.data(), gAt, w.data(), wAt);
                } else {
                    Vector.penalize(l1, l2, floats, g.data(), gAt, w.data(), wAt);
                }
            }
        }
    }

    /**
     * Multiplies the gradient of a tile by one factor.
     *
     * @param kernels scalar ones or vector ones; the loops are of the same kind
     * @param factor  of all numbers
     * @param g       P(rows x cols), gradients, changed in place
     */
    public static void scale(Kernels kernels, float factor, Panels g) {
        int floats = g.rows() * LANES;
        for (int p = 0; p < g.panels(); p++) {
            if (kernels.vectorBits() == 0) {
                scale(factor, floats, g.data(), g.panelAt(p));
            } else {
                VectorLoops.scale(floats, factor, g.data(), g.panelAt(p));
            }
        }
    }

    private static void scale(float factor, int floats, float[] g, int gAt) {
        for (int i = gAt; i < gAt + floats; i++) {
            g[i] *= factor;
        }
    }

    private void clip(int floats, float[] g, int gAt) {
        for (int i = gAt; i < gAt + floats; i++) {
            float below = g[i] > clip ? clip : g[i];
            g[i] = below < -clip ? -clip : below;
        }
    }

    private void penalize(int floats, float[] g, int gAt, float[] w, int wAt) {
        for (int i = gAt, j = wAt; i < gAt + floats; i++, j++) {
            float notAbove = w[j] > 0f ? 1f : w[j], sign = w[j] < 0f ? -1f : notAbove;
            g[i] = Math.fma(l1, sign, Math.fma(l2, w[j], g[i]));
        }
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        static void clip(float clip, int floats, float[] g, int gAt) {
            for (int i = gAt; i < gAt + floats; i += LENGTH) {
                FloatVector gradient = fromArray(S, g, i), below = gradient.blend(clip, gradient.compare(GT, clip));
                below.blend(-clip, below.compare(LT, -clip)).intoArray(g, i);
            }
        }

        static void penalize(float l1, float l2, int floats, float[] g, int gAt, float[] w, int wAt) {
            FloatVector ofSign = broadcast(S, l1), ofWeight = broadcast(S, l2);
            for (int i = 0; i < floats; i += LENGTH) {
                FloatVector weight = fromArray(S, w, wAt + i);
                FloatVector sign = weight.blend(1f, weight.compare(GT, 0f)).blend(-1f, weight.compare(LT, 0f));
                ofSign.fma(sign, ofWeight.fma(weight, fromArray(S, g, gAt + i))).intoArray(g, gAt + i);
            }
        }
    }
}
