package dev.lanewise.formats.tensor;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Dropout;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.LayerNorm;
import dev.lanewise.spec.NetworkSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the tensors of a network are called in PyTorch's {@code nn.Sequential}: by the place of their module, where activations and dropout
 * are modules, too: {@code 0.weight}, {@code 0.bias}, {@code 2.weight} and so on.
 */
final class SequentialNames {

    private final Map<String, String> names = new HashMap<>();
    private int place;

    private SequentialNames() {
    }

    /** From names of a spec's tensors; nothing where a layer has no module of PyTorch. */
    static Optional<Map<String, String>> of(NetworkSpec spec) {
        SequentialNames modules = new SequentialNames();
        for (int l = 0; l < spec.layers().size(); l++) {
            if (!modules.add(spec.layers().get(l), NetworkSpec.nameOf(l + 1))) {
                return Optional.empty();
            }
        }
        return Optional.of(modules.names);
    }

    private boolean add(Layer layer, String name) {
        return switch (layer) {
            case Dense dense when !(dense.activation() instanceof Activation.Parametric) -> {
                name(name, ".weight", ".weight");
                name(name, ".bias", ".bias");
                place++;
                if (!(dense.activation() instanceof Activation.Identity)) {
                    name(name, ".alpha", ".weight"); // of nn.PReLU(out)
                    place++;
                }
                yield true;
            }
            case LayerNorm _ -> {
                name(name, ".gamma", ".weight");
                name(name, ".beta", ".bias");
                place++;
                yield true;
            }
            case Dropout _ -> {
                place++;
                yield true;
            }
            default -> false;
        };
    }

    private void name(String layer, String tensor, String theirs) {
        names.put(layer + tensor, place + theirs);
    }
}
