package dev.lanewise.model;

import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network looks like: its inputs and its dense layers, from the input to the output.
 *
 * @param inputs floats in a sample, at least 1
 * @param layers at least one
 */
public record NetworkSpec(int inputs, List<Layer> layers) {

    /**
     * Checks the shapes.
     *
     * @throws IllegalArgumentException if there is no input or layer, a softmax is not the last activation, or a layer or what
     *                                  one sample leaves on its way does not fit an array
     */
    public NetworkSpec {
        layers = List.copyOf(layers);
        if (inputs < 1) {
            throw new IllegalArgumentException("a network needs at least 1 input, got " + inputs);
        }
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least 1 layer, got none");
        }
        int in = inputs;
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            if (layer.activation() instanceof Activation.Softmax && l < layers.size() - 1) {
                throw new IllegalArgumentException("layer " + (l + 1) + " has a softmax, which only the last layer, here layer "
                        + layers.size() + ", may have");
            }
            long floats = Math.max(Panels.size(in, layer.outputs()), Panels.size(1, in));
            if (floats > Arena.MAX_FLOATS) {
                throw new IllegalArgumentException("layer " + (l + 1) + " with " + in + " inputs and " + layer.outputs() + " outputs needs "
                        + floats + " floats, but an array holds at most " + Arena.MAX_FLOATS);
            }
            in = layer.outputs();
        }
        long scratch = Predictor.floats(inputs, layers, 1);
        if (scratch > Arena.MAX_FLOATS) {
            throw new IllegalArgumentException("one sample of a network with " + inputs + " inputs, " + layers.size()
                    + (layers.size() == 1 ? " layer" : " layers") + " and " + in + " outputs needs a scratch of " + scratch
                    + " floats, but an array holds at most " + Arena.MAX_FLOATS);
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
            return layer(new Layer(outputs, activation));
        }

        /**
         * Adds a layer.
         *
         * @param layer the layer
         * @return this
         */
        public Builder layer(Layer layer) {
            layers.add(layer);
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
     * Inputs of a layer.
     *
     * @param layer its number, from 0
     * @return outputs of the layer below, or the network's inputs
     */
    public int inputsOf(int layer) {
        return layer == 0 ? inputs : layers.get(layer - 1).outputs();
    }

    /**
     * Outputs of the last layer.
     *
     * @return at least 1
     */
    public int outputs() {
        return layers.getLast().outputs();
    }

    /**
     * Weights and biases, without padding.
     *
     * @return their number
     */
    public long parameters() {
        long sum = 0;
        for (int l = 0; l < layers.size(); l++) {
            sum += (inputsOf(l) + 1L) * layers.get(l).outputs();
        }
        return sum;
    }

    /**
     * The sizes, from the input to the output.
     *
     * @return for example {@code 784-128-10}
     */
    public String sizes() {
        StringBuilder sizes = new StringBuilder().append(inputs);
        layers.forEach(layer -> sizes.append('-').append(layer.outputs()));
        return sizes.toString();
    }

    /**
     * The spec as a model file has it: a line with the inputs, then a line a layer.
     *
     * @return the text
     */
    public String text() {
        StringBuilder text = new StringBuilder().append(inputs).append('\n');
        layers.forEach(layer -> text.append(layer.text()).append('\n'));
        return text.toString();
    }

    /**
     * The spec of such a text.
     *
     * @param text what {@link #text()} writes
     * @return the spec
     * @throws IllegalArgumentException if it is not of that form
     */
    public static NetworkSpec parse(String text) {
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
            throw new IllegalArgumentException("expected a whole number, got " + Words.shown(text), e);
        }
    }
}
