package dev.lanewise.kernel;

import dev.lanewise.panel.Panels;

/** A loss that {@link Kernels} has, of outputs that nobody has finished: for chains whose losses are not those of samples. */
public final class KernelLoss extends LossLoops {

    private final LossFunction function;

    /**
     * The loops of a function.
     *
     * @param function one that there are kernels for
     */
    public KernelLoss(LossFunction function) {
        this.function = function;
    }

    @Override
    public void run(Kernels kernels, Panels h, Panels y, float scale, Panels d, Panels scratch, float[] losses, int at) {
        switch (function) {
            case SQUARED_ERROR -> kernels.squaredError(h, y, ElementwiseFunction.IDENTITY, 0f, scale, d, losses, at);
            case SOFTMAX_CROSS_ENTROPY -> kernels.softmaxCrossEntropy(h, y, scale, d, losses, at);
            case SIGMOID_CROSS_ENTROPY -> kernels.sigmoidCrossEntropy(h, y, scale, d, losses, at);
            case OWN -> throw new IllegalStateException("there is no kernel of a loss with loops of its own");
        }
    }
}
