package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;
import java.util.List;
import java.util.Optional;

/** One layer of a network. The kinds are records; {@link NetworkSpec} chains them. Immutable. */
public sealed interface Layer permits Dense, Dropout, Embedding, Heads, LayerNorm, Members, Periodic, PiecewiseLinear, Residual, Scale {

    /**
     * Outputs of the layer.
     *
     * @param inputs outputs of the layer below, or the network's inputs
     * @return at least 1
     * @throws IllegalArgumentException if the layer cannot have so many inputs
     */
    int outputs(int inputs);

    /**
     * What the layer learns, in the order of files.
     *
     * @param name   what the layer is called, such as {@code layer1}
     * @param inputs its inputs
     * @return names, shapes and where the numbers start; none for a layer that learns nothing
     */
    List<TensorSpec> tensors(String name, int inputs);

    /**
     * Checks that the layer can stand where it does.
     *
     * @param place  its number, from 1
     * @param layers how many there are
     * @throws IllegalArgumentException if it cannot; the message says where it can
     */
    default void requirePlace(int place, int layers) {
    }

    /**
     * Whether some numbers are no inputs of this layer.
     *
     * @return whether samples are to be {@linkplain #requireInput looked at}
     */
    default boolean limitsInputs() {
        return false;
    }

    /**
     * Checks a sample, where this is the first layer.
     *
     * @param source an array that has the sample
     * @param at     where its first input is
     * @param sample its number, for errors
     * @throws IllegalArgumentException if an input is none for this layer; the message says which, and what was expected
     */
    default void requireInput(float[] source, int at, int sample) {
    }

    /**
     * How many rows a sample becomes behind this layer.
     *
     * @return 1, unless the layer begins an ensemble
     */
    default int rowsOfSample() {
        return 1;
    }

    /**
     * The layers that it is made of, one after the other.
     *
     * @return the layer alone, unless it has others inside
     */
    default List<Layer> parts() {
        return List.of(this);
    }

    /**
     * A small layer that runs the same kernels; for the engine's own packages.
     *
     * @param outputs outputs, where the layer is free to choose them
     * @return the layer, or nothing where it has no kernels that are worth it
     */
    default Optional<Layer> miniature(int outputs) {
        return Optional.of(this);
    }

    /**
     * What the layer makes of its sums.
     *
     * @return the identity, unless the layer has an activation of its own
     */
    default Activation activation() {
        return Activation.identity();
    }

    /**
     * The layer as a line of a model file.
     *
     * @return what {@link #parse} reads
     */
    String toText();

    /**
     * A dense layer with the initializer that suits its activation and zero biases.
     *
     * @param outputs    outputs, at least 1
     * @param activation what it makes of its sums
     * @return the layer
     * @throws IllegalArgumentException if it has no outputs
     */
    static Layer dense(int outputs, Activation activation) {
        return new Dense(outputs, activation);
    }

    /**
     * Dropout of what the layer below leaves.
     *
     * @param rate probability that an output is dropped, from 0 to below 1
     * @return the layer
     * @throws IllegalArgumentException if it is another number
     */
    static Layer dropout(double rate) {
        return new Dropout(rate);
    }

    /**
     * The heads of an ensemble, the last layer.
     *
     * @param members    how many, as {@link #members} has said
     * @param outputs    outputs of each, at least 1
     * @param activation what a member makes of its sums
     * @return the layer
     * @throws IllegalArgumentException if a number is out of range or the activation is learned
     */
    static Layer heads(int members, int outputs, Activation activation) {
        return new Heads(members, outputs, activation);
    }

    /**
     * The beginning of an ensemble whose members share the layers that follow; their factors start normal, with mean 0 and deviation 1.
     *
     * @param count how many members, from 1 to {@link Members#MOST}
     * @return the layer
     * @throws IllegalArgumentException if it is another number
     */
    static Layer members(int count) {
        return new Members(count, Initializer.normal(0f, 1f));
    }

    /**
     * Layer norm with the eps of PyTorch.
     *
     * @return the layer
     */
    static Layer layerNorm() {
        return new LayerNorm(LayerNorm.EPS);
    }

    /**
     * A residual, {@code h = body(x) + x}.
     *
     * @param body layers that have together as many outputs as inputs, at least one
     * @return the layer
     * @throws IllegalArgumentException if there is none, or one that only the first or the last layer of a network may be
     */
    static Layer residual(Layer... body) {
        return new Residual(List.of(body));
    }

    /**
     * A learned factor for each feature, starting at 1.
     *
     * @return the layer
     */
    static Layer scale() {
        return new Scale();
    }

    /**
     * The layer of such a line.
     *
     * @param text what {@link #toText()} writes
     * @return the layer
     * @throws IllegalArgumentException if it is not of that form
     */
    static Layer parse(String text) {
        int bracket = Math.max(0, text.indexOf('('));
        return switch (CallSyntax.key(text.substring(0, bracket))) {
            case "dropout" -> Dropout.parse(CallSyntax.of(text, "layer"));
            case "embedding" -> Embedding.parse(text);
            case "heads" -> Heads.parse(text);
            case "members" -> Members.parse(text);
            case "layernorm" -> LayerNorm.parse(CallSyntax.of(text, "layer"));
            case "periodic" -> Periodic.parse(text);
            case "piecewiselinear" -> PiecewiseLinear.parse(text);
            case "residual" -> Residual.parse(text);
            case "scale" -> Scale.parse(CallSyntax.of(text, "layer"));
            default -> Dense.parse(text);
        };
    }
}
