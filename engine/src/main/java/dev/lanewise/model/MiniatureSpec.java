package dev.lanewise.model;

import dev.lanewise.kernel.MiniatureSizes;
import java.util.HashSet;
import java.util.Set;

/** The smallest network that runs the same kernels as another one; for the engine's own packages. */
public final class MiniatureSpec {

    private MiniatureSpec() {
    }

    /**
     * One hidden layer of each activation, and the last layer.
     *
     * @param spec the other network's
     * @param few  whether there are fewer than sixteen samples in a call, so that a lane is an output
     * @param sums how long the sums of the first layer may be: {@link MiniatureSizes#SHORT_SUMS} or {@link MiniatureSizes#LONG_SUMS}
     * @return as many inputs as {@link MiniatureSizes#inputs}, hidden layers of at most 255 outputs, at most 18 outputs
     */
    public static NetworkSpec of(NetworkSpec spec, boolean few, int sums) {
        NetworkSpec.Builder small = NetworkSpec.inputs(MiniatureSizes.inputs(spec.inputs(), sums));
        Set<Activation> seen = new HashSet<>();
        for (int l = 0; l < spec.layers().size() - 1; l++) {
            Activation activation = spec.layers().get(l).activation();
            if (seen.add(activation)) {
                small.dense(MiniatureSizes.hidden(spec.outputsOf(l), few), activation);
            }
        }
        return small.dense(MiniatureSizes.last(spec.outputs(), few), spec.layers().getLast().activation()).build();
    }
}
