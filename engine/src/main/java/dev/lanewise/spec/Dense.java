package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;
import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A dense layer: {@code h = activation(W x + b)}, or without biases {@code h = activation(W x)}.
 *
 * @param outputs    outputs, at least 1
 * @param activation what it makes of its sums
 * @param weights    where its weights start
 * @param biases     where its biases start; empty where it has none
 */
public record Dense(int outputs, Activation activation, Initializer weights, Optional<Initializer> biases) implements Layer {

    private static final int WORDS = 4;
    private static final String NO_BIASES = "none";

    /**
     * Checks the layer.
     *
     * @throws IllegalArgumentException if it has no outputs
     */
    public Dense {
        Objects.requireNonNull(activation, "activation");
        Objects.requireNonNull(weights, "weights");
        Objects.requireNonNull(biases, "biases");
        if (outputs < 1) {
            throw new IllegalArgumentException("a layer needs at least 1 output, got " + outputs);
        }
    }

    /**
     * A layer with biases.
     *
     * @param outputs    outputs, at least 1
     * @param activation what it makes of its sums
     * @param weights    where its weights start
     * @param biases     where its biases start
     */
    public Dense(int outputs, Activation activation, Initializer weights, Initializer biases) {
        this(outputs, activation, weights, Optional.of(Objects.requireNonNull(biases, "biases")));
    }

    /**
     * A layer with the initializer that suits its activation and zero biases.
     *
     * @param outputs    outputs, at least 1
     * @param activation what it makes of its sums
     */
    public Dense(int outputs, Activation activation) {
        this(outputs, activation, Initializer.defaultFor(Objects.requireNonNull(activation, "activation")), Initializer.zeros());
    }

    /**
     * The same layer without biases, for example where a layer norm follows.
     *
     * @return a layer that learns weights alone
     */
    public Dense withoutBias() {
        return new Dense(outputs, activation, weights, Optional.empty());
    }

    @Override
    public int outputs(int inputs) {
        return outputs;
    }

    /** A softmax is a function of all outputs, so only the last layer may have one. */
    @Override
    public void requirePlace(int place, int layers) {
        if (!activation.isElementwise() && place < layers) {
            throw new IllegalArgumentException("layer " + place + " has a " + activation.toText()
                    + ", which only the last layer, here layer "
                    + layers + ", may have");
        }
    }

    @Override
    public Optional<Layer> miniature(int otherOutputs) {
        return Optional.of(new Dense(otherOutputs, activation));
    }

    /**
     * {@code weight} of shape [out, in], {@code bias} of shape [out] where it has one, and {@code alpha} of that shape where the activation
     * is learned.
     */
    @Override
    public List<TensorSpec> tensors(String name, int inputs) {
        TensorSpec.Start ofWeights = new TensorSpec.Start(weights, inputs, outputs);
        List<TensorSpec> tensors = new ArrayList<>();
        tensors.add(new TensorSpec(name + ".weight", List.of(outputs, inputs), TensorSpec.Role.WEIGHT, ofWeights));
        biases.ifPresent(start -> tensors.add(new TensorSpec(name + ".bias", List.of(outputs), TensorSpec.Role.BIAS,
                new TensorSpec.Start(start, inputs, outputs))));
        if (activation.isLearned()) {
            float start = activation instanceof Activation.Prelu(float slope) ? slope : 1f;
            TensorSpec.Start ofAlpha = new TensorSpec.Start(Initializer.constant(start), outputs, outputs);
            tensors.add(new TensorSpec(name + ".alpha", List.of(outputs), TensorSpec.Role.ACTIVATION, ofAlpha));
        }
        return tensors;
    }

    /**
     * The layer as a line of a model file.
     *
     * @return for example {@code 128 relu he_uniform zero}, or {@code 128 relu he_uniform none} without biases
     */
    @Override
    public String toText() {
        return outputs + " " + activation.toText() + " " + weights.toText() + " "
                + biases.map(Initializer::toText).orElse(NO_BIASES);
    }

    static Dense parse(String text) {
        String[] words = text.split(" ", WORDS + 1);
        if (words.length != WORDS) {
            throw new IllegalArgumentException("expected a layer as 'outputs activation weights biases', got " + Phrases.shown(text));
        }
        boolean hasBiases = !CallSyntax.key(words[3]).equals(NO_BIASES);
        return new Dense(NetworkSpec.parseSize(words[0]), Activation.parse(words[1]), Initializer.parse(words[2]),
                hasBiases ? Optional.of(Initializer.parse(words[3])) : Optional.empty());
    }
}
