package dev.lanewise.explain;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Loss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The gradients of one sample by the backward pass of training, compared with central differences in double.
 *
 * @param variables parameters and inputs of the network
 * @param checked   how many of them were compared
 * @param beyond    how many of these do not agree
 * @param worst     at most {@link #WORST_KEPT} of those compared, {@link #WORST_FIRST}
 */
public record GradientCheck(long variables, int checked, int beyond, List<Comparison> worst) {

    /** Comparisons that a check keeps. */
    public static final int WORST_KEPT = 5;

    /** Those that do not agree first; then those that use up most of the allowed distance. */
    public static final Comparator<Comparison> WORST_FIRST =
            Comparator.comparing(Comparison::agrees).thenComparing(Comparator.comparingDouble(Comparison::ratio).reversed());

    /**
     * One derivative, worked out three ways.
     *
     * @param by         the parameter or input
     * @param backward   dJ by it from the backward pass of training, a batch of one
     * @param product    the same as the product of the factors of the chain rule in float
     * @param difference the same as a central difference of J in double
     * @param allowed    how far backward pass and difference may be apart: the bound on rounding in float, plus the bound on the error
     *                   of the difference
     */
    public record Comparison(Variable by, float backward, float product, double difference, double allowed) {

        /**
         * How far backward pass and difference are apart.
         *
         * @return at least 0, or NaN where one of them is NaN
         */
        public double distance() {
            return Math.abs(backward - difference);
        }

        /**
         * The share of the allowed distance that is used up.
         *
         * @return above 1 where the distance is beyond the bound; 0 where there is no distance; NaN where a number is NaN
         */
        public double ratio() {
            return distance() == 0 ? 0 : distance() / allowed;
        }

        /**
         * Whether the three ways lead to the same derivative.
         *
         * @return true if backward pass and product are the same bits, and the ratio is at most 1
         */
        public boolean agrees() {
            return Float.floatToIntBits(backward) == Float.floatToIntBits(product) && ratio() <= 1;
        }
    }

    /** Takes a copy of the list. */
    public GradientCheck {
        worst = List.copyOf(worst);
    }

    /**
     * Checks the gradients of one sample: all parameters and inputs where there are at most {@code count}, else {@code count} of them,
     * the numbers of each tensor and the inputs in equal parts as far as there are enough.
     *
     * @param network the network
     * @param loss    the cost function
     * @param input   [inputs]
     * @param target  [outputs]
     * @param count   most variables to check, at least 1; each takes seven or more forward passes in double
     * @param seed    of the choice
     * @return the check
     * @throws IllegalArgumentException if network, loss and sample do not fit each other, or the count is not at least 1
     */
    public static GradientCheck of(Network network, Loss loss, float[] input, float[] target, int count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("a gradient check needs at least 1 variable to check, got " + count);
        }
        Explainer explainer = new Explainer(network, loss, input, target, 1);
        List<Comparison> comparisons = new ArrayList<>();
        for (Variable by : GradientSampling.sample(network.spec(), count, seed)) {
            comparisons.add(comparison(by, explainer.derivative(by), explainer.proofs(by)));
        }
        return of(GradientSampling.variables(network.spec()), comparisons);
    }

    private static Comparison comparison(Variable by, Term derivative, Explanation.Proofs proofs) {
        double allowed = proofs.bound() + proofs.differenceBound();
        return new Comparison(by, proofs.backward(), derivative.value(), proofs.difference(), allowed);
    }

    static GradientCheck of(long variables, List<Comparison> comparisons) {
        int beyond = (int) comparisons.stream().filter(comparison -> !comparison.agrees()).count();
        List<Comparison> worst = comparisons.stream().sorted(WORST_FIRST).limit(WORST_KEPT).toList();
        return new GradientCheck(variables, comparisons.size(), beyond, worst);
    }

    /**
     * Whether all that was compared agrees.
     *
     * @return true if nothing is beyond its bound and all bits are the same
     */
    public boolean passed() {
        return beyond == 0;
    }
}
