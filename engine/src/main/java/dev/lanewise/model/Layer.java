package dev.lanewise.model;

import java.util.List;

/** One layer of a network. The kinds are records; {@link NetworkSpec} chains them. Immutable. */
public sealed interface Layer permits Dense {

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
    String text();

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
     * The layer of such a line.
     *
     * @param text what {@link #text()} writes
     * @return the layer
     * @throws IllegalArgumentException if it is not of that form
     */
    static Layer parse(String text) {
        return Dense.parse(text);
    }
}
