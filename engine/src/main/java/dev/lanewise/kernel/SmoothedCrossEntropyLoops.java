package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.lanewise.panel.Panels;
import jdk.incubator.vector.FloatVector;

/**
 * The softmax cross-entropy with label smoothing: {@code y = fma(1 - s, y, s / out)} in place, then
 * {@link Kernels#softmaxCrossEntropy}. The quotient is worked out in double and rounded.
 *
 * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al., Rethinking the Inception Architecture for Computer Vision, 2016</a>
 */
public final class SmoothedCrossEntropyLoops extends LossLoops {

    private final float smoothing;

    /**
     * The loss of a share.
     *
     * @param smoothing above 0, below 1
     */
    public SmoothedCrossEntropyLoops(float smoothing) {
        this.smoothing = smoothing;
    }

    @Override
    public void run(Kernels kernels, Panels z, Panels y, float scale, Panels d, Panels scratch, float[] losses, int at) {
        float kept = 1f - smoothing, share = (float) ((double) smoothing / z.rows());
        for (int t = 0; t < y.panels(); t++) {
            if (kernels.vectorBits() == 0) {
                smooth(kept, share, y.rows() * LANES, y.data(), y.panelAt(t));
            } else {
                Vector.smooth(kept, share, y.rows() * LANES, y.data(), y.panelAt(t));
            }
        }
        kernels.softmaxCrossEntropy(z, y, scale, d, losses, at);
    }

    private static void smooth(float kept, float share, int floats, float[] y, int at) {
        for (int i = at; i < at + floats; i++) {
            y[i] = Math.fma(kept, y[i], share);
        }
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        static void smooth(float kept, float share, int floats, float[] y, int at) {
            FloatVector factor = broadcast(S, kept), rest = broadcast(S, share);
            for (int i = at; i < at + floats; i += LENGTH) {
                fromArray(S, y, i).fma(factor, rest).intoArray(y, i);
            }
        }
    }
}
