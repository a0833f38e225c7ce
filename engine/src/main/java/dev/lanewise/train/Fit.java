package dev.lanewise.train;

import dev.lanewise.model.Loss;
import dev.lanewise.model.NetworkSpec;

/** Whether samples, network and loss go together; asked at the door, never in a loop. */
final class Fit {

    private Fit() {
    }

    static void require(NetworkSpec spec, Loss loss, int features, int outputs) {
        loss.requireOutput(spec.layers().getLast().activation());
        if (features != spec.inputs()) {
            throw new IllegalArgumentException("layer 1 of the network " + spec.sizes() + " expects " + spec.inputs()
                    + " inputs, but samples have " + features + " features");
        }
        if (outputs != spec.outputs()) {
            throw new IllegalArgumentException("the network " + spec.sizes() + " has " + spec.outputs() + " outputs, but samples have "
                    + outputs + " classes or targets");
        }
    }
}
