package dev.lanewise.kernel;

import static dev.lanewise.panel.Panels.LANES;

import dev.lanewise.panel.Panels;

/**
 * A loss that is a sum over the outputs of a function of one output and its target, {@code J = sum_o l(h[o], y[o])}, in order from +0.0.
 * A loss is one class with its scalar and its vector loop, which give the same bits.
 *
 * <p>Nothing is checked here. An object holds constants alone and serves any number of threads.
 */
public abstract class OutputLoss {

    OutputLoss() {
    }

    /**
     * J of each sample, and {@code dz = (l'(h) * scale) * f'(h)}.
     *
     * @param kernels scalar ones or vector ones; the loops are of the same kind
     * @param h       P(out x block), outputs
     * @param y       P(out x block), targets
     * @param f       activation of the outputs
     * @param slope   of the leaky ReLU
     * @param scale   one over the samples of the update
     * @param dz      P(out x block), written
     * @param losses  J of each sample, written; whole panels of sixteen
     * @param at      where the block's first loss goes
     */
    public final void run(Kernels kernels, Panels h, Panels y, ElementwiseFunction f, float slope, float scale, Panels dz, float[] losses,
            int at) {
        boolean scalar = kernels.vectorBits() == 0;
        for (int t = 0; t < h.panels(); t++) {
            int hAt = h.panelAt(t), yAt = y.panelAt(t), dzAt = dz.panelAt(t), lossesAt = at + t * LANES;
            if (scalar) {
                scalar(h.rows(), h.data(), hAt, y.data(), yAt, scale, dz.data(), dzAt, losses, lossesAt);
            } else {
                vector(h.rows(), h.data(), hAt, y.data(), yAt, scale, dz.data(), dzAt, losses, lossesAt);
            }
        }
        kernels.derive(h, f, slope, dz);
    }

    /** The losses of a panel's sixteen samples, and {@code d = l'(h) * scale}. */
    abstract void scalar(int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at);

    /** The same in vectors of lanes. */
    abstract void vector(int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at);
}
