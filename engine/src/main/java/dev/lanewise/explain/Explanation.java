package dev.lanewise.explain;

import dev.lanewise.model.Loss;
import dev.lanewise.model.NetworkSpec;

/**
 * Why the cost of one sample changes with one weight, bias or input as it does.
 *
 * @param spec    the network's spec
 * @param loss    the cost function
 * @param by      the weight, bias or input
 * @param values  the numbers of the forward pass
 * @param target  [outputs] y
 * @param cost    J in float, as training computes it
 * @param root    dJ by that variable
 * @param proofs  three ways to the same number
 * @param descent what one step of descent would change; null for an input, which is not trained
 */
public record Explanation(NetworkSpec spec, Loss loss, Variable by, Values values, float[] target, float cost, Term root, Proofs proofs,
        Descent descent) {

    /**
     * The numbers of the forward pass and the weights between them.
     *
     * @param h       h[l][i] is the output of node i + 1 of layer l + 1; h[0] is the input
     * @param z       z[l][i] is the sum of node i + 1 of dense layer l + 1
     * @param weights weights[l] is W(l + 1) as [out x in], row-major
     * @param biases  biases[l] is b(l + 1)
     */
    public record Values(float[][] h, float[][] z, float[][] weights, float[][] biases) {

        /**
         * The number of a variable.
         *
         * @param variable an output, a sum, a weight or a bias
         * @return its value
         * @throws IllegalArgumentException for the cost
         */
        public float of(Variable variable) {
            return switch (variable) {
                case Variable.Output(int layer, int node) -> h[layer - 1][node - 1];
                case Variable.Sum(int layer, int node) -> z[layer - 1][node - 1];
                case Variable.Weight(int layer, int to, int from) -> weights[layer - 1][(to - 1) * h[layer - 1].length + from - 1];
                case Variable.Bias(int layer, int to) -> biases[layer - 1][to - 1];
                case Variable.Cost c -> throw new IllegalArgumentException("the cost is not a value of the forward pass");
            };
        }
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
     * @param alpha     the step size
     * @param before    the weight or bias before
     * @param after     the weight or bias after
     * @param cost      J before, in double
     * @param costAlone J when this weight or bias alone has moved, in double
     * @param costAll   J when all weights and biases have moved, in double
     */
    public record Descent(float alpha, float before, float after, double cost, double costAlone, double costAll) {
    }
}
