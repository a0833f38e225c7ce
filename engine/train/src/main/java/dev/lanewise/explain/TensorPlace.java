package dev.lanewise.explain;

import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.text.Phrases;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Where a parameter stands.
 *
 * @param tensor  the number of its tensor in {@link NetworkSpec#tensors()}, from 0
 * @param element its row-major position, from 0
 */
record TensorPlace(int tensor, int element) {

    private static final Pattern NAME = Pattern.compile("layer(\\d{1,9})\\.(.+)");
    private static final Pattern TEXT = Pattern.compile("([a-z0-9._]{1,64})\\[(\\d{1,9})(?:, ?(\\d{1,9}))?]");

    /** The place of a weight, a bias or another parameter that one of the tensors has. */
    static TensorPlace of(Variable.Learned parameter, List<TensorSpec> tensors) {
        return switch (parameter) {
            case Variable.Weight(int layer, int to, int from) -> {
                int tensor = indexOf(tensors, name(layer, "weight"));
                yield new TensorPlace(tensor, (to - 1) * tensors.get(tensor).shape().getLast() + from - 1);
            }
            case Variable.Bias(int layer, int to) -> new TensorPlace(indexOf(tensors, name(layer, "bias")), to - 1);
            case Variable.Parameter(int layer, String tensor, int element) ->
                new TensorPlace(indexOf(tensors, name(layer, tensor)), element);
        };
    }

    /** The name of a tensor of a layer. */
    static String name(int layer, String tensor) {
        return "layer" + layer + "." + tensor;
    }

    private static int indexOf(List<TensorSpec> tensors, String name) {
        return IntStream.range(0, tensors.size()).filter(t -> tensors.get(t).name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the network learns "
                        + Phrases.list(tensors.stream().map(TensorSpec::name)) + ", got " + Phrases.shown(name)));
    }

    /** Refuses a position that the tensor does not have. */
    void requireIn(List<TensorSpec> tensors) {
        TensorSpec spec = tensors.get(tensor);
        if (element < 0 || element >= spec.elements()) {
            throw new IllegalArgumentException(spec.name() + " has " + Phrases.count(spec.elements(), "number") + ", got position "
                    + element + " from 0");
        }
    }

    /** The variable at this place: a weight or bias of a dense layer where it is one. */
    Variable.Learned variable(List<TensorSpec> tensors) {
        TensorSpec spec = tensors.get(tensor);
        Matcher name = matched(spec);
        int layer = Integer.parseInt(name.group(1)), columns = spec.shape().getLast();
        if (isOther(spec)) {
            return new Variable.Parameter(layer, name.group(2), element);
        }
        return spec.role() == TensorSpec.Role.BIAS ? new Variable.Bias(layer, element + 1)
                : new Variable.Weight(layer, element / columns + 1, element % columns + 1);
    }

    /** Whether a tensor is neither the weights nor the biases of a dense layer. */
    static boolean isOther(TensorSpec spec) {
        String name = matched(spec).group(2);
        boolean isWeights = spec.role() == TensorSpec.Role.WEIGHT && name.equals("weight");
        boolean isBiases = spec.role() == TensorSpec.Role.BIAS && name.equals("bias");
        return !isWeights && !isBiases;
    }

    private static Matcher matched(TensorSpec spec) {
        Matcher name = NAME.matcher(spec.name());
        if (!name.matches()) {
            throw new IllegalArgumentException(spec.name() + " belongs to no layer");
        }
        return name;
    }

    /** The place of a text such as {@code layer1.weight[0, 1]}. */
    static TensorPlace parse(String text, List<TensorSpec> tensors) {
        Matcher words = TEXT.matcher(text);
        if (!words.matches()) {
            throw new IllegalArgumentException("expected a parameter as tensor[position], such as layer1.weight[0, 1] or layer1.bias[2], "
                    + "got " + Phrases.shown(text));
        }
        TensorPlace first = new TensorPlace(indexOf(tensors, words.group(1)), 0);
        TensorSpec spec = tensors.get(first.tensor);
        int[] position = IntStream.range(2, words.group(3) == null ? 3 : 4).map(i -> Integer.parseInt(words.group(i))).toArray();
        boolean fits = position.length == spec.shape().size()
                && IntStream.range(0, position.length).allMatch(i -> position[i] < spec.shape().get(i));
        if (!fits) {
            throw new IllegalArgumentException(spec.name() + " is " + spec.shapeText() + ", from " + spec.at(0) + " to "
                    + spec.at(spec.elements() - 1) + ", got " + text);
        }
        return new TensorPlace(first.tensor, position.length == 1 ? position[0] : position[0] * spec.shape().getLast() + position[1]);
    }
}
