package dev.lanewise.samples;

import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorFactors.Target;
import dev.lanewise.spec.TensorFactors;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that gives groups of tensors learning rates of their own. */
final class RateFactors {

    private static final String NAME = "--lr-factor";

    @Option(names = NAME, paramLabel = "GROUP=FACTOR",
            description = "Multiplies the learning rate (of explain: the step size) of a group of tensors: weights, biases, activations,"
                    + " norms, embeddings, heads, a layer such as layer1, or a tensor such as layer1.weight; 0 freezes them. May be given"
                    + " for several groups. Default: 1")
    private final List<String> rates = new ArrayList<>();

    /**
     * The factors.
     *
     * @throws IllegalArgumentException if one is negative or no number, there is no such group, or a group has two
     */
    TensorFactors factors() {
        return typed().factors();
    }

    /** The same, but a layer or tensor that a network does not have is refused, too. */
    TensorFactors fitting(NetworkSpec network) {
        return typed().fitting(network);
    }

    private GroupFactors typed() {
        return new GroupFactors(NAME, Target.LEARNING_RATE, rates);
    }
}
