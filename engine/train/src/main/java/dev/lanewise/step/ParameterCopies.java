package dev.lanewise.step;

import dev.lanewise.chain.ParameterSet;
import dev.lanewise.chain.Parameters;
import dev.lanewise.model.Network;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorFactors;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;

/** Copies between networks, which never change, and the parameters that training changes. */
public final class ParameterCopies {

    private ParameterCopies() {
    }

    /** Parameters of their own with the numbers of a network. */
    public static Parameters of(Network network) {
        Parameters parameters = new Parameters(network.spec());
        copy(network, parameters.tensors());
        return parameters;
    }

    /** Writes the tensors of a network to tensors of the same shapes, whatever their names; slots stay as they are. */
    public static void copy(Network from, ParameterSet to) {
        for (int t = 0; t < to.tensors().size(); t++) {
            to.set(t, from.tensor(t));
        }
    }

    /** Tensors of a network's shapes, whatever their names, as a network. */
    public static Network network(NetworkSpec spec, ParameterSet tensors) {
        PrimitiveIterator.OfInt numbers = IntStream.range(0, tensors.tensors().size()).iterator();
        return Network.of(spec, _ -> tensors.rowMajor(numbers.nextInt()));
    }

    /** The last slot of each tensor as a network; of frozen tensors, which have no use for it, their own numbers. */
    public static Network lastSlots(NetworkSpec spec, ParameterSet tensors, TensorFactors factors) {
        ParameterSet slot = tensors.slots().getLast();
        PrimitiveIterator.OfInt numbers = IntStream.range(0, tensors.tensors().size()).iterator();
        return Network.of(spec, tensor -> {
            boolean isFrozen = factors.of(TensorFactors.Target.LEARNING_RATE, tensor) == 0;
            return (isFrozen ? tensors : slot).rowMajor(numbers.nextInt());
        });
    }
}
