package dev.lanewise.kernel;

import dev.lanewise.panel.Panels;

/**
 * The loops of a loss that {@link Kernels} does not have, scalar and vector with the same bits.
 *
 * <p>Nothing is checked here. An object holds constants alone and serves any number of threads.
 */
public abstract class LossLoops {

    LossLoops() {
    }

    /**
     * Scratch that a run needs.
     *
     * @return matrices of one panel, P(out x 16)
     */
    public int scratch() {
        return 0;
    }

    /**
     * J of each sample, and its derivative by the outputs, or by the logits where the loss starts from these.
     *
     * @param kernels scalar ones or vector ones; the loops are of the same kind
     * @param h       P(out x block), outputs or logits
     * @param y       P(targets x block), targets; may be written over
     * @param scale   one over the samples of the update
     * @param d       P(out x block), written: the derivative times the scale
     * @param scratch P({@link #scratch} * out x 16), written; null where there is none
     * @param losses  J of each sample, written; whole panels of sixteen
     * @param at      where the block's first loss goes
     */
    public abstract void run(Kernels kernels, Panels h, Panels y, float scale, Panels d, Panels scratch, float[] losses, int at);
}
