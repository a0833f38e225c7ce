package dev.lanewise.update;

import static dev.lanewise.panel.Panels.LANES;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;

/**
 * How an optimizer changes parameters: a pass over the gradient of a tile, which stands in scratch that stays in cache. An optimizer is
 * one class with its scalar and its vector loop, which give the same bits. SGD, momentum and Adam stand in {@link Kernels} instead.
 *
 * <p>Nothing is checked here. Constants change between steps alone; within a step an object serves any number of threads. A gradient of
 * +0.0 leaves parameters and slots of +0.0 as they are, so that padding stays.
 */
public abstract class OptimizerLoops {

    private float lr;
    private float stepDecay;

    OptimizerLoops() {
    }

    /**
     * Sets the constants of a step.
     *
     * @param step        updates done including this one, from 1
     * @param rate        learning rate of this step
     * @param decayFactor what the decay is multiplied by in this step
     */
    public void beginStep(long step, float rate, double decayFactor) {
        lr = rate;
        stepDecay = (float) (decay() * decayFactor);
    }

    /** Decoupled weight decay of the step at hand. */
    final float stepDecay() {
        return stepDecay;
    }

    /** Learning rate of the step at hand. */
    final float lr() {
        return lr;
    }

    /**
     * Decoupled weight decay, before its schedule.
     *
     * @return 0 where the optimizer has none
     */
    public float decay() {
        return 0f;
    }

    /**
     * Updates a tile.
     *
     * @param kernels scalar ones or vector ones; the loops are of the same kind
     * @param g       P(rows x cols), gradients
     * @param w       P(rows x cols), updated in place
     * @param slots   P(rows x cols) each, on the array of w, with its stride and at equal distances from w on; updated in place
     */
    public final void run(Kernels kernels, Panels g, Panels w, Panels[] slots) {
        boolean scalar = kernels.vectorBits() == 0;
        int floats = w.rows() * LANES, apart = slots.length == 0 ? 0 : slots[0].offset() - w.offset();
        for (int p = 0; p < w.panels(); p++) {
            if (scalar) {
                scalar(floats, g.data(), g.panelAt(p), w.data(), w.panelAt(p), apart);
            } else {
                vector(floats, g.data(), g.panelAt(p), w.data(), w.panelAt(p), apart);
            }
        }
    }

    /** Updates a panel of parameters; the first slot of each is {@code apart} floats behind it, the second twice as many. */
    abstract void scalar(int floats, float[] g, int gAt, float[] w, int wAt, int apart);

    /** The same in vectors of lanes. */
    abstract void vector(int floats, float[] g, int gAt, float[] w, int wAt, int apart);
}
