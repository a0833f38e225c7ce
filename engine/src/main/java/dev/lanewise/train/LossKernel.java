package dev.lanewise.train;

import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.Function;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.Loss;
import dev.lanewise.panel.Panels;
import java.util.List;

/** A loss at work on a network: what the last layer leaves to it, and the kernel. */
final class LossKernel {

    private final Loss loss;
    private final Dense output;

    LossKernel(Loss loss, List<Dense> layers) {
        this.loss = loss;
        output = layers.getLast();
    }

    /** What the forward pass applies to the sums of a layer: the cross-entropies start from the sums of the last one. */
    Function activation(Dense layer) {
        boolean fromSums = switch (loss) {
            case Loss.SquaredError s -> false;
            case Loss.SoftmaxCrossEntropy s -> true;
            case Loss.SigmoidCrossEntropy s -> true;
        };
        return layer == output && fromSums ? Function.IDENTITY : layer.f();
    }

    /** Losses of the samples of a block and dz of the last layer, from what the forward pass left: P(out x block). */
    void apply(Kernels kernels, Panels last, Panels y, float scale, Panels dz, float[] losses, int at) {
        switch (loss) {
            case Loss.SquaredError s -> kernels.squaredError(last, y, output.f(), output.slope(), scale, dz, losses, at);
            case Loss.SoftmaxCrossEntropy s -> kernels.softmaxCrossEntropy(last, y, scale, dz, losses, at);
            case Loss.SigmoidCrossEntropy s -> kernels.sigmoidCrossEntropy(last, y, scale, dz, losses, at);
        }
    }
}
