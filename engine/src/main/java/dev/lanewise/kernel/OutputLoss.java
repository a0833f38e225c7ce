package dev.lanewise.kernel;

import static dev.lanewise.panel.Panels.LANES;

import dev.lanewise.panel.Panels;

/**
 * A loss that is a sum over the outputs of a function of one output and its target, {@code J = sum_o l(h[o], y[o])}, in order from +0.0.
 * A loss is one class with its scalar and its vector loop, which give the same bits.
 */
public abstract class OutputLoss extends LossLoops {

    OutputLoss() {
    }

    @Override
    public final void run(Kernels kernels, Panels h, Panels y, float scale, Panels d, Panels scratch, float[] losses, int at) {
        boolean scalar = kernels.vectorBits() == 0;
        for (int t = 0; t < h.panels(); t++) {
            int hAt = h.panelAt(t), yAt = y.panelAt(t), dAt = d.panelAt(t), lossesAt = at + t * LANES;
            if (scalar) {
                scalar(h.rows(), h.data(), hAt, y.data(), yAt, scale, d.data(), dAt, losses, lossesAt);
            } else {
                vector(h.rows(), h.data(), hAt, y.data(), yAt, scale, d.data(), dAt, losses, lossesAt);
            }
        }
    }

    /** The losses of a panel's sixteen samples, and {@code d = l'(h) * scale}. */
    abstract void scalar(int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at);

    /** The same in vectors of lanes. */
    abstract void vector(int out, float[] h, int hAt, float[] y, int yAt, float scale, float[] d, int dAt, float[] losses, int at);
}
