package dev.lanewise.train;

import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.Function;
import dev.lanewise.model.Loss;
import java.util.List;

/** A loss at work on a network: what the last layer leaves to it. */
final class LossKernel {

    private final Loss loss;
    private final boolean isFromLogits;
    private final Dense output;

    LossKernel(Loss loss, List<Dense> layers) {
        this.loss = loss;
        isFromLogits = loss.isFromLogits();
        output = layers.getLast();
    }

    /** What the forward pass applies to the sums of a layer: a loss from logits starts from the sums of the last one. */
    Function activation(Dense layer) {
        return layer == output && isFromLogits ? Function.IDENTITY : layer.f();
    }

    Loss loss() {
        return loss;
    }

    /** The last layer. */
    Dense output() {
        return output;
    }
}
