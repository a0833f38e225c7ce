package dev.lanewise.samples;

import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorFactors.Factor;
import dev.lanewise.spec.TensorFactors.Target;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.spec.TensorGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option that gives groups of tensors learning rates of their own. */
final class RateFactors {

    @Option(names = "--lr-factor", paramLabel = "GROUP=FACTOR",
            description = "Multiplies the learning rate (of explain: the step size) of a group of tensors: weights, biases, activations,"
                    + " norms, embeddings, a layer such as layer1, or a tensor such as layer1.weight; 0 freezes them. May be given for"
                    + " several groups. Default: 1")
    private final Map<String, Float> rates = new LinkedHashMap<>();

    /**
     * The factors.
     *
     * @throws IllegalArgumentException if one is negative or not finite, or there is no such group
     */
    TensorFactors factors() {
        return added(TensorFactors.NONE, Target.LEARNING_RATE, rates);
    }

    /** The same, but a layer or tensor that a network does not have is refused, too. */
    TensorFactors fitting(NetworkSpec network) {
        TensorFactors factors = factors();
        factors.requireFit(network);
        return factors;
    }

    /** Some factors and those of an option. */
    static TensorFactors added(TensorFactors factors, Target target, Map<String, Float> typed) {
        TensorFactors all = factors;
        for (Map.Entry<String, Float> entry : typed.entrySet()) {
            all = all.with(new Factor(target, TensorGroup.parse(entry.getKey()), entry.getValue()));
        }
        return all;
    }
}
