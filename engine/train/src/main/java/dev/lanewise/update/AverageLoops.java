package dev.lanewise.update;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;
import jdk.incubator.vector.FloatVector;

/**
 * A moving average of parameters: {@code a = fma(decay, a, (1 - decay) * w)}, which is w after the first step.
 *
 * <p>Nothing is checked here. Constants change between steps alone; within a step an object serves any number of threads. The scalar and
 * the vector loop give the same bits.
 *
 * @see <a href="https://doi.org/10.1137/0330046">Polyak and Juditsky, Acceleration of Stochastic Approximation by Averaging, 1992</a>
 */
public final class AverageLoops {

    private final float decay;
    private float keep;
    private float rest;

    /**
     * The constant of a run.
     *
     * @param decay how much of the average stays in a step, from 0 to below 1
     */
    public AverageLoops(float decay) {
        this.decay = decay;
    }

    /**
     * Sets the constants of a step.
     *
     * @param step updates done including this one, from 1
     */
    public void beginStep(long step) {
        keep = step == 1 ? 0f : decay;
        rest = 1f - keep;
    }

    /**
     * Takes the parameters of a tile into their average.
     *
     * @param kernels scalar ones or vector ones; the loops are of the same kind
     * @param w       P(rows x cols), parameters after the step
     * @param a       P(rows x cols), their average, updated in place
     */
    public void run(Kernels kernels, Panels w, Panels a) {
        boolean scalar = kernels.vectorBits() == 0;
        int floats = w.rows() * LANES;
        for (int p = 0; p < w.panels(); p++) {
            if (scalar) {
                scalar(floats, w.data(), w.panelAt(p), a.data(), a.panelAt(p));
            } else {
                Vector.run(keep, rest, floats, w.data(), w.panelAt(p), a.data(), a.panelAt(p));
            }
        }
    }

    private void scalar(int floats, float[] w, int wAt, float[] a, int aAt) {
        for (int i = 0; i < floats; i++) {
            a[aAt + i] = Math.fma(keep, a[aAt + i], rest * w[wAt + i]);
        }
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        static void run(float keep, float rest, int floats, float[] w, int wAt, float[] a, int aAt) {
            FloatVector kept = broadcast(S, keep);
            for (int i = 0; i < floats; i += LENGTH) {
                kept.fma(fromArray(S, a, aAt + i), fromArray(S, w, wAt + i).mul(rest)).intoArray(a, aAt + i);
            }
        }
    }
}
