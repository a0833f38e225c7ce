package dev.lanewise.spec;

import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a network looks like: its inputs and its layers, from the input to the output.
 *
 * @param inputs floats in a sample, at least 1
 * @param layers from 1 to {@link #MAX_LAYERS}
 */
public record NetworkSpec(int inputs, List<Layer> layers) {

    /** Layers of the deepest network: ten times as many as anybody trains. */
    public static final int MAX_LAYERS = 10_000;
    /** What {@link #classOf} answers where the outputs stand for no class. */
    public static final int NO_CLASS = -1;

    /** Sizes that are shown of a network with more. */
    private static final int MOST_SIZES = 16;

    /**
     * Checks the shapes.
     *
     * @throws IllegalArgumentException if there is no input or layer, there are too many layers, a softmax is not the last activation,
     *                                  members and heads do not go together, or a layer or what one sample leaves on its way does not
     *                                  fit an array
     */
    public NetworkSpec {
        layers = List.copyOf(layers);
        if (inputs < 1) {
            throw new IllegalArgumentException("a network needs at least 1 input, got " + inputs);
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least 1 layer, got none");
        }
        requireLayers(layers.stream().mapToInt(layer -> layer.parts().size()).sum());
        int in = inputs;
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            layer.requirePlace(l + 1, layers.size());
            int out = layer.outputs(in);
            long floats = Math.max(largestTensor(layer, in), Panels.size(1, in));
            if (floats > Arena.MAX_FLOATS) {
                throw new IllegalArgumentException("layer " + (l + 1) + " with " + Phrases.count(in, "input") + " and "
                        + Phrases.count(out, "output") + " needs " + floats + " floats, but an array holds at most "
                        + Arena.MAX_FLOATS);
            }
            in = out;
        }
        Members.requireHeads(layers);
    }

    private static long largestTensor(Layer layer, int inputs) {
        return layer.tensors("layer", inputs).stream().mapToLong(TensorSpec::floats).max().orElse(0);
    }

    private static void requireLayers(int layers) {
        if (layers > MAX_LAYERS) {
            throw new IllegalArgumentException("a network has at most " + MAX_LAYERS + " layers, got " + layers);
        }
    }

    /**
     * Begins a spec.
     *
     * @param inputs floats in a sample
     * @return a builder without layers
     */
    public static Builder inputs(int inputs) {
        return new Builder(inputs);
    }

    /** Collects layers. */
    public static final class Builder {
        private final int inputs;
        private final List<Layer> layers = new ArrayList<>();

        private Builder(int inputs) {
            this.inputs = inputs;
        }

        /**
         * Adds a layer with the initializer that suits its activation and zero biases.
         *
         * @param outputs    its outputs
         * @param activation what it makes of its sums
         * @return this
         * @throws IllegalArgumentException if it has no outputs
         */
        public Builder dense(int outputs, Activation activation) {
            return layer(Layer.dense(outputs, activation));
        }

        /**
         * Adds a layer.
         *
         * @param layer the layer
         * @return this
         */
        public Builder layer(Layer layer) {
            layers.add(Objects.requireNonNull(layer, "layer"));
            return this;
        }

        /**
         * The spec.
         *
         * @return the spec
         * @throws IllegalArgumentException if there is no input or layer, or the shapes are not possible
         */
        public NetworkSpec build() {
            return new NetworkSpec(inputs, layers);
        }
    }

    /**
     * Inputs of the network, then outputs of each layer; worked out each time. So the entry before that of a layer has its inputs.
     *
     * @return one more than there are layers
     */
    public List<Integer> widths() {
        List<Integer> widths = new ArrayList<>(List.of(inputs));
        layers.forEach(layer -> widths.add(layer.outputs(widths.getLast())));
        return widths;
    }

    /**
     * Outputs of the last layer.
     *
     * @return at least 1
     */
    public int outputs() {
        int width = inputs;
        // no iterator: every step asks
        for (int l = 0; l < layers.size(); l++) {
            width = layers.get(l).outputs(width);
        }
        return width;
    }

    /**
     * Weights and biases, without padding.
     *
     * @return their number
     */
    public long parameterCount() {
        return tensors().stream().mapToLong(TensorSpec::elements).sum();
    }

    /**
     * What a network of this spec learns, from the first layer to the last: {@code layer1.weight} of shape [out, in], {@code layer1.bias}
     * of shape [out], and so on.
     *
     * @return names and shapes
     */
    public List<TensorSpec> tensors() {
        return tensors(inputs, layers);
    }

    /**
     * What the names of a layer's tensors begin with.
     *
     * @param layer its number, from 1
     * @return such as {@code layer1}
     */
    public static String nameOf(int layer) {
        return "layer" + layer;
    }

    private static List<TensorSpec> tensors(int inputs, List<Layer> layers) {
        List<TensorSpec> tensors = new ArrayList<>();
        int in = inputs;
        for (int l = 0; l < layers.size(); l++) {
            tensors.addAll(layers.get(l).tensors(nameOf(l + 1), in));
            in = layers.get(l).outputs(in);
        }
        return tensors;
    }

    /**
     * The sizes, from the input to the output; of more than sixteen the first fifteen and the last.
     *
     * @return for example {@code 784-128-10}
     */
    public String shape() {
        List<Integer> widths = widths();
        boolean isCut = widths.size() > MOST_SIZES;
        List<Integer> shown = widths.subList(0, isCut ? MOST_SIZES - 1 : widths.size());
        return shown.stream().map(String::valueOf).collect(Collectors.joining("-")) + (isCut ? "-...-" + widths.getLast() : "");
    }

    /**
     * Classes that the outputs tell apart.
     *
     * @return as many as there are outputs; 2 for a single output whose activation saturates, such as sigmoid or tanh; 0 for another
     *         single output
     */
    public int classes() {
        return Decision.classes(this);
    }

    /**
     * Refuses a network whose outputs are no classes.
     *
     * @throws IllegalArgumentException if it has a single output whose activation does not saturate
     */
    public void requireClasses() {
        Decision.requireClasses(this);
    }

    /**
     * The class that outputs stand for: the largest of several, the first where several are equal; of a single one 1 where it reaches the
     * middle of its activation's bounds, such as 0.5 (sigmoid) or 0 (tanh), else 0.
     *
     * @param outputs [outputs], as the last activation gives them
     * @return the class, from 0, or {@link #NO_CLASS} where an output is not a number or the largest is infinite
     * @throws IllegalArgumentException if the length does not fit, or the network has no {@link #classes()}
     */
    public int classOf(float[] outputs) {
        return Decision.classOf(this, outputs);
    }

    /**
     * {@link #classOf(float[])} of outputs that stand somewhere in an array.
     *
     * @param outputs of one or more samples
     * @param from    index of the first output of the sample
     * @return the class, from 0, or {@link #NO_CLASS}
     * @throws IllegalArgumentException if there are fewer outputs from there on, or the network has no {@link #classes()}
     */
    public int classOf(float[] outputs, int from) {
        return Decision.classOf(this, outputs, from);
    }

    /**
     * The spec as a model file has it: a line with the inputs, then a line a layer.
     *
     * @return the text
     */
    public String toText() {
        StringBuilder text = new StringBuilder().append(inputs).append('\n');
        layers.forEach(layer -> text.append(layer.toText()).append('\n'));
        return text.toString();
    }

    /**
     * The spec of such a text.
     *
     * @param text what {@link #toText()} writes
     * @return the spec
     * @throws IllegalArgumentException if it is not of that form
     */
    public static NetworkSpec parse(String text) {
        // counted first: a file may have millions of lines, and layers of millions of parts
        long parts = text.chars().filter(c -> c == ';').count();
        requireLayers((int) Math.min(Integer.MAX_VALUE, Math.max(0, text.lines().count() - 1) + parts));
        List<String> lines = text.lines().toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("expected a spec that begins with its inputs, got an empty text");
        }
        return new NetworkSpec(parseSize(lines.getFirst()), lines.stream().skip(1).map(Layer::parse).toList());
    }

    static int parseSize(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number, got " + Phrases.shown(text), e);
        }
    }
}
