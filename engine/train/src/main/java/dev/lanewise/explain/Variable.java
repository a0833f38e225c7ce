package dev.lanewise.explain;

import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.text.Phrases;

/**
 * What a derivative is of, or by. Nodes and layers count from 1, as in textbooks: layer l has inputs h(l) and outputs h(l + 1); h(1) is
 * the input of the network. A dense layer has weights W(l), biases b(l) and sums z(l) besides.
 */
public sealed interface Variable {

    /** The cost J. */
    record Cost() implements Variable {
    }

    /** A number between the input and the cost. */
    sealed interface Node extends Variable {

        /**
         * Its layer.
         *
         * @return from 1
         */
        int layer();

        /**
         * Its place in the layer.
         *
         * @return from 1
         */
        int node();
    }

    /** A number that a layer has learned. */
    sealed interface Learned extends Variable {

        /**
         * The layer.
         *
         * @return from 1
         */
        int layer();
    }

    /**
     * The output of a node, {@code h_node(layer)}; in layer 1 an input of the network.
     *
     * @param layer layer of nodes, from 1, the input layer
     * @param node  the node, from 1
     */
    record Output(int layer, int node) implements Node {
    }

    /**
     * The sum that enters a node of layer {@code layer + 1}, {@code z_node(layer)}.
     *
     * @param layer dense layer, from 1
     * @param node  the node, from 1
     */
    record PreActivation(int layer, int node) implements Node {

        /** The sum that an output is made of. */
        static PreActivation of(Variable node) {
            return switch (node) {
                case PreActivation sum -> sum;
                case Output(int layer, int number) -> new PreActivation(layer - 1, number);
                case Cost _, Learned _ -> throw new IllegalArgumentException(node + " is made of no sum");
            };
        }

        /** The output that is made of it. */
        Output output() {
            return new Output(layer + 1, node);
        }
    }

    /**
     * The weight {@code w_to,from(layer)} from node {@code from} of layer {@code layer} to node {@code to} of the next.
     *
     * @param layer dense layer, from 1
     * @param to    node that it leads to, from 1
     * @param from  node that it comes from, from 1
     */
    record Weight(int layer, int to, int from) implements Learned {
    }

    /**
     * The bias {@code b_to(layer)} of node {@code to} of layer {@code layer + 1}.
     *
     * @param layer dense layer, from 1
     * @param to    its node, from 1
     */
    record Bias(int layer, int to) implements Learned {
    }

    /**
     * A number of any other tensor that a layer learns.
     *
     * @param layer   the layer, from 1
     * @param tensor  what the layer calls it, such as {@code alpha}: the tensor is {@code layer2.alpha}, say
     * @param element its row-major position, from 0, as in files
     */
    record Parameter(int layer, String tensor, int element) implements Learned {
    }

    /**
     * The weight of a text.
     *
     * @param text {@code layer:to,from}, for example {@code 2:1,2}
     * @return the weight
     * @throws IllegalArgumentException if it is not of that form
     */
    static Weight parseWeight(String text) {
        if (!text.matches("\\d{1,9}:\\d{1,9},\\d{1,9}")) {
            throw new IllegalArgumentException("expected a weight as layer:to,from, such as 2:1,2, got " + Phrases.shown(text));
        }
        String[] numbers = text.split("[:,]");
        return new Weight(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
    }

    /**
     * The bias of a text.
     *
     * @param text {@code layer:to}, for example {@code 2:1}
     * @return the bias
     * @throws IllegalArgumentException if it is not of that form
     */
    static Bias parseBias(String text) {
        if (!text.matches("\\d{1,9}:\\d{1,9}")) {
            throw new IllegalArgumentException("expected a bias as layer:to, such as 2:1, got " + Phrases.shown(text));
        }
        String[] numbers = text.split(":");
        return new Bias(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    /**
     * The parameter of a text.
     *
     * @param text a tensor and a position in it as files and messages have them, from 0, for example {@code layer2.alpha[3]} or
     *             {@code layer1.weight[0, 1]}
     * @param spec the network's spec
     * @return the parameter; a {@link Weight} or {@link Bias} where it is one
     * @throws IllegalArgumentException if it is not of that form, or the network has no such number
     */
    static Variable parseParameter(String text, NetworkSpec spec) {
        return TensorPlace.parse(text, spec.tensors()).variable(spec.tensors());
    }

    /**
     * Checks that J can be explained by this variable: a parameter or an input that the network has.
     *
     * @param spec the network's spec
     * @throws IllegalArgumentException if not; the message says what there is
     */
    default void requireIn(NetworkSpec spec) {
        switch (this) {
            case Weight(int layer, int to, int from) -> {
                requireLayer(spec, layer);
                TensorPlace.of(new Weight(layer, 1, 1), spec.tensors());
                requireNode("to", to, spec.widths().get(layer), layer + 1, spec);
                requireNode("from", from, spec.widths().get(layer - 1), layer, spec);
            }
            case Bias(int layer, int to) -> {
                requireLayer(spec, layer);
                TensorPlace.of(new Bias(layer, 1), spec.tensors());
                requireNode("to", to, spec.widths().get(layer), layer + 1, spec);
            }
            case Parameter parameter -> TensorPlace.of(parameter, spec.tensors()).requireIn(spec.tensors());
            case Output(int layer, int node) -> {
                if (layer != 1) {
                    throw new IllegalArgumentException("expected an input, that is an output of layer 1, got one of layer " + layer);
                }
                requireNode("input", node, spec.inputs(), 1, spec);
            }
            case Cost c -> throw new IllegalArgumentException("expected a weight, a bias or an input, got the cost");
            case PreActivation s -> throw new IllegalArgumentException("expected a weight, a bias or an input, got a sum");
        }
    }

    private static void requireLayer(NetworkSpec spec, int layer) {
        if (layer < 1 || layer > spec.layers().size()) {
            throw new IllegalArgumentException("the network " + spec.shape() + " has weights and biases of layers 1 to "
                    + spec.layers().size() + ", got layer " + layer);
        }
    }

    private static void requireNode(String what, int node, int nodes, int layer, NetworkSpec spec) {
        if (node < 1 || node > nodes) {
            throw new IllegalArgumentException(what + ": layer " + layer + " of the network " + spec.shape() + " has nodes 1 to " + nodes
                    + ", got " + node);
        }
    }
}
