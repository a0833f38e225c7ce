package dev.lanewise.step;

import dev.lanewise.chain.ParameterSet;
import dev.lanewise.chain.Parameters;
import dev.lanewise.model.Network;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import java.util.List;

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
        List<TensorSpec> shapes = spec.tensors();
        return Network.of(spec, tensor -> tensors.rowMajor(shapes.indexOf(tensor)));
    }
}
