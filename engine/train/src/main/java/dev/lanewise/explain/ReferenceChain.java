package dev.lanewise.explain;

import dev.lanewise.spec.Heads;
import dev.lanewise.spec.Members;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * A network as naive references, one after the other. Value 0 is the input; value v is what stage v - 1 makes of value v - 1. The last
 * value of a layer is its outputs; the one before, in a layer of two stages, is its sums.
 */
final class ReferenceChain {

    final List<StageReference> stages = new ArrayList<>();
    /** The value that is the input of each layer, and the last one. */
    private final List<Integer> inputs = new ArrayList<>();
    final List<TensorSpec> tensorSpecs;
    final List<ReferenceTensor> tensors = new ArrayList<>();
    private final List<List<ReferenceTensor>> tensorsByLayer = new ArrayList<>();

    /**
     * The references of a network.
     *
     * @param spec   the network's
     * @param values the floats of a tensor by its number, row-major, read, not copied
     */
    ReferenceChain(NetworkSpec spec, IntFunction<float[]> values) {
        tensorSpecs = spec.tensors();
        List<Integer> widths = spec.widths();
        for (int l = 0; l < spec.layers().size(); l++) {
            int first = tensors.size(), count = spec.layers().get(l).tensors("layer", widths.get(l)).size();
            for (int t = first; t < first + count; t++) {
                tensors.add(new ReferenceTensor(t, tensorSpecs.get(t), values.apply(t)));
            }
            inputs.add(stages.size());
            tensorsByLayer.add(List.copyOf(tensors.subList(first, first + count)));
            List<StageReference> functions = LayerReference.of(spec.layers().get(l), widths.get(l), tensorsByLayer.get(l));
            stages.addAll(isShared(spec, l) ? memberwise(spec, l, functions) : functions);
        }
        inputs.add(stages.size());
    }

    /** Whether the members of an ensemble go through a layer, from 0, each by itself. */
    private static boolean isShared(NetworkSpec spec, int layer) {
        return layer < spec.layers().size() - 1 && spec.layers().subList(0, layer).stream().anyMatch(Members.class::isInstance);
    }

    private static List<StageReference> memberwise(NetworkSpec spec, int layer, List<StageReference> functions) {
        int members = ((Heads) spec.layers().getLast()).members(), outputs = spec.widths().get(layer + 1);
        List<StageReference> shared = new ArrayList<>();
        for (StageReference function : functions) {
            shared.add(new MemberwiseReference(function, members, shared.isEmpty() ? spec.widths().get(layer) : outputs, outputs));
        }
        return shared;
    }

    /** The shape of a network, without numbers. */
    static ReferenceChain ofShape(NetworkSpec spec) {
        return new ReferenceChain(spec, tensor -> new float[0]);
    }

    /** What a layer learns, from 1. */
    List<ReferenceTensor> tensorsOf(int layer) {
        return tensorsByLayer.get(layer - 1);
    }

    /** What a reader should know of the functions, each sentence once. */
    List<String> notes() {
        return stages.stream().map(StageReference::note).filter(note -> !note.isEmpty()).distinct().toList();
    }

    /** The number of the value in which an output or a sum stands. */
    int valueOf(Variable.Node node) {
        return switch (node) {
            case Variable.Output output -> inputs.get(output.layer() - 1);
            case Variable.PreActivation sum when hasSums(sum.layer()) -> inputs.get(sum.layer() - 1) + 1;
            case Variable.PreActivation sum -> throw new IllegalArgumentException(sum + " is no node of the network");
        };
    }

    /** Whether a layer, from 1, has sums that an activation follows. */
    boolean hasSums(int layer) {
        return inputs.get(layer) - inputs.get(layer - 1) == 2;
    }

    /** The inputs of the network by which there is a derivative, from 0. */
    int[] smoothInputs(int inputs) {
        return IntStream.range(0, inputs).filter(stages.getFirst()::hasDerivativeBy).toArray();
    }

    /** The first stage of a layer, from 1. */
    StageReference firstOf(int layer) {
        return stages.get(inputs.get(layer - 1));
    }

    /** What works out an output or a sum. */
    StageReference writerOf(Variable.Node node) {
        return stages.get(valueOf(node) - 1);
    }

    /** The variable of a number of a value. */
    Variable.Node node(int value, int i) {
        int layer = inputs.size();
        while (inputs.get(layer - 1) > value) {
            layer--;
        }
        return inputs.get(layer - 1) == value ? new Variable.Output(layer, i + 1) : new Variable.PreActivation(layer, i + 1);
    }

    /** The stage that learns a tensor. */
    int learnerOf(ReferenceTensor tensor) {
        for (int s = 0; s < stages.size(); s++) {
            if (stages.get(s).tensors().stream().anyMatch(own -> own.number() == tensor.number())) {
                return s;
            }
        }
        throw new IllegalArgumentException("no reference learns " + tensor.spec().name());
    }

    /** Outputs, or sums, of each layer: {@code h[l]} of layer l + 1, {@code z[l]} of dense layer l + 1, empty of other layers. */
    float[][] outputs(Traced[] values) {
        return inputs.stream().map(value -> values[value].floats()).toArray(float[][]::new);
    }

    float[][] sums(Traced[] values) {
        float[][] sums = new float[inputs.size() - 1][];
        for (int l = 0; l < sums.length; l++) {
            sums[l] = hasSums(l + 1) ? values[inputs.get(l) + 1].floats() : new float[0];
        }
        return sums;
    }
}
