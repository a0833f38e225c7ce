package dev.lanewise.step;

import dev.lanewise.chain.Chain;
import dev.lanewise.chain.Tensor;
import dev.lanewise.chain.TensorGradient;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Whole gradients of the tensors that learn, where a step needs all of them before it changes a parameter. */
final class GradientMemory {

    private final Map<Integer, Panels> ofTensors = new TreeMap<>();

    /** Takes memory. */
    GradientMemory(Chain chain, UpdateRules rules) {
        tensors(chain).filter(tensor -> !rules.of(tensor).isFrozen()).forEach(tensor -> {
            Arena arena = new Arena(tensor.floats(), "the gradient of a tensor");
            ofTensors.put(tensor.number(), arena.panels(tensor.values().rows(), tensor.values().cols()));
        });
    }

    /** The tensors of a chain in their order. */
    private static Stream<Tensor> tensors(Chain chain) {
        return chain.gradients().stream().flatMap(gradient -> switch (gradient) {
            case TensorGradient.OfProduct product -> Stream.of(product.weights(), product.bias()).filter(tensor -> tensor != null);
            case TensorGradient.OfColumns columns -> Stream.of(columns.vector());
            case TensorGradient.OfTable table -> Stream.of(table.table());
            case TensorGradient.OfMembers sum -> Stream.of(sum.tensor());
        }).sorted(Comparator.comparing(Tensor::number));
    }

    /** The gradient of a tensor that is not frozen, P(rows x columns). */
    Panels of(Tensor tensor) {
        return ofTensors.get(tensor.number());
    }

    /** All of them, in the order of tensors. */
    List<Panels> all() {
        return List.copyOf(ofTensors.values());
    }
}
