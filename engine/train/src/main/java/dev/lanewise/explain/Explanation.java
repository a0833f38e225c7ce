package dev.lanewise.explain;

import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Why the cost of one sample changes with one parameter or input as it does.
 *
 * @param spec    the network's spec
 * @param loss    the cost function
 * @param by      the parameter or input
 * @param values  the numbers of the forward pass
 * @param target  [outputs] y
 * @param cost    J in float, as training computes it
 * @param root    dJ by that variable
 * @param proofs  three ways to the same number
 * @param descent what one step of descent would change; nothing for an input, which is not trained
 */
public record Explanation(NetworkSpec spec, Loss loss, Variable by, Values values, float[] target, float cost, Term root, Proofs proofs,
        Optional<Descent> descent) {

    /**
     * The numbers of the forward pass and what the network has learned.
     *
     * @param widths  inputs of each layer, then outputs of the last
     * @param h       h[l][i] is the output of node i + 1 of layer l + 1; h[0] is the input. Within an ensemble there are the nodes of each
     *                member, one member after the other
     * @param z       z[l][i] is the sum of node i + 1 of dense layer l + 1; z[l] is empty of layers without sums
     * @param tensors the tensors by their names, such as {@code layer1.weight}, row-major, in the order of {@link NetworkSpec#tensors()}
     */
    public record Values(List<Integer> widths, float[][] h, float[][] z, Map<String, float[]> tensors) {

        /**
         * The number of a variable.
         *
         * @param variable an output, a sum or a parameter
         * @return its value
         * @throws IllegalArgumentException for the cost
         */
        public float of(Variable variable) {
            return switch (variable) {
                case Variable.Output(int layer, int node) -> h[layer - 1][node - 1];
                case Variable.PreActivation(int layer, int node) -> z[layer - 1][node - 1];
                case Variable.Weight(int layer, int to, int from) ->
                    tensor(layer, "weight")[(to - 1) * widths.get(layer - 1) + from - 1];
                case Variable.Bias(int layer, int to) -> tensor(layer, "bias")[to - 1];
                case Variable.Parameter(int layer, String tensor, int element) -> tensor(layer, tensor)[element];
                case Variable.Cost c -> throw new IllegalArgumentException("the cost is not a value of the forward pass");
            };
        }

        private float[] tensor(int layer, String name) {
            return tensors.get(TensorPlace.name(layer, name));
        }

        /**
         * Whether a layer has learned a tensor of a name.
         *
         * @param layer the layer, from 1
         * @param name  what the layer calls it, such as {@code bias}
         * @return true if {@link #tensors()} has it
         */
        public boolean has(int layer, String name) {
            return tensors.containsKey(TensorPlace.name(layer, name));
        }
    }

    /** The network's naive references. */
    ReferenceChain chain() {
        List<TensorSpec> specs = spec.tensors();
        return new ReferenceChain(spec, tensor -> values.tensors().get(specs.get(tensor).name()));
    }

    /**
     * What a layer does, in a word.
     *
     * @param layer the layer, from 1
     * @return the activation of a dense layer, such as {@code sigmoid}; of another kind its line in a model file
     */
    public String kind(int layer) {
        Layer described = spec.layers().get(layer - 1);
        return values.z()[layer - 1].length > 0 ? described.activation().toText() : described.toText();
    }

    /**
     * Which outputs of a layer depend on which of its inputs.
     *
     * @param layer the layer, from 1
     * @return says it for a node of layer {@code layer} and one of the next, both from 1
     */
    public BiPredicate<Integer, Integer> connections(int layer) {
        StageReference first = chain().firstOf(layer);
        return (from, to) -> first.connects(from - 1, to - 1);
    }

    /**
     * What the network has learned, in words.
     *
     * @return weights and biases, or parameters where there are others
     */
    public String learned() {
        boolean others = spec.tensors().stream().anyMatch(TensorPlace::isOther);
        return others ? "parameters" : "weights and biases";
    }

    /**
     * Three ways to the same number.
     *
     * @param backward        the gradient by the backward pass of training, a batch of one
     * @param exact           the product of the factors in double
     * @param bound           how far rounding in float can be from it: a running error analysis
     * @param difference      a central difference of J in double, extrapolated from two step sizes
     * @param differenceBound how far that can be off: the change between the two step sizes and the rounding of J; infinite where
     *                        a node stands on the kink of its activation, so that there is no derivative
     */
    public record Proofs(float backward, double exact, double bound, double difference, double differenceBound) {

        /**
         * Whether a value passes all three.
         *
         * @param value the product of the factors in float
         * @return true if its bits are those of the backward pass and both bounds hold
         */
        public boolean hold(float value) {
            return Float.floatToIntBits(value) == Float.floatToIntBits(backward) && Math.abs(value - exact) <= bound
                    && Math.abs(difference - exact) <= differenceBound;
        }
    }

    /**
     * One step of steepest descent, {@code w - alpha * dJ/dw}.
     *
     * @param alpha     the step size, times the learning rate factors of the parameter's tensor
     * @param before    the parameter before
     * @param after     the parameter after
     * @param cost      J before, in double
     * @param costAlone J when this parameter alone has moved, in double
     * @param costAll   J when all parameters have moved, in double
     */
    public record Descent(float alpha, float before, float after, double cost, double costAlone, double costAll) {
    }
}
