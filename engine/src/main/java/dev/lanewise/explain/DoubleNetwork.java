package dev.lanewise.explain;

import dev.lanewise.model.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The cost of one sample in double, with one variable moved: what central differences are made of. */
final class DoubleNetwork {

    private static final double WIDEST_STEP = 1e-3;
    private static final double NARROWEST_STEP = 1e-7;

    private final DenseReference[] dense;
    private final ActivationReference[] activations;
    private final LossReference loss;
    private final float[] input;

    /** The arrays are read, not copied. */
    DoubleNetwork(DenseReference[] dense, ActivationReference[] activations, LossReference loss, float[] input) {
        this.dense = dense;
        this.activations = activations;
        this.loss = loss;
        this.input = input;
    }

    /** The network of an explanation, with its sample. */
    static DoubleNetwork of(Explanation e) {
        Explanation.Values v = e.values();
        DenseReference[] dense = IntStream.range(0, v.weights().length).mapToObj(l -> new DenseReference(v.weights()[l], v.biases()[l]))
                .toArray(DenseReference[]::new);
        ActivationReference[] activations = e.spec().layers().stream().map(layer -> new ActivationReference(layer.activation()))
                .toArray(ActivationReference[]::new);
        return new DoubleNetwork(dense, activations, new LossReference(e.loss(), e.target()), v.h()[0]);
    }

    /**
     * A derivative by differences.
     *
     * @param value the derivative
     * @param bound how far it can be off; infinite where a node stands on the kink of its activation
     */
    record Difference(double value, double bound) {
    }

    /**
     * A central difference, extrapolated from two step sizes. The step is made smaller as long as an activation has its kink between
     * the two ends.
     *
     * @see <a href="https://doi.org/10.1098/rsta.1911.0009">Richardson, The approximate arithmetical solution by finite
     *      differences, 1911</a>
     */
    Difference difference(Variable by) {
        double step = step(by);
        double wide = central(by, step), narrow = central(by, step / 2);
        // on a kink, differences say nothing about the side that training takes
        double bound = !kinksBetween(by, step).isEmpty() ? Double.POSITIVE_INFINITY
                : Math.abs(narrow - wide) + 0x1p-46 * (1 + Math.abs(cost())) / step;
        return new Difference((4 * narrow - wide) / 3, bound);
    }

    /** The sums that stand on the kink of their activation, so that the variable has no derivative there. */
    List<Variable.Sum> kinks(Variable by) {
        return kinksBetween(by, step(by));
    }

    private double step(Variable by) {
        double step = WIDEST_STEP;
        while (step > NARROWEST_STEP && !kinksBetween(by, step).isEmpty()) {
            step /= 4;
        }
        return step;
    }

    private double central(Variable by, double step) {
        return (cost(by, step) - cost(by, -step)) / (2 * step);
    }

    double cost() {
        return cost(new Variable.Cost(), 0);
    }

    /** J with a variable moved by a distance. */
    double cost(Variable moved, double distance) {
        double[] z = sums(moved, distance)[dense.length - 1];
        return loss.cost(z, activations[dense.length - 1].doubles(z));
    }

    private List<Variable.Sum> kinksBetween(Variable by, double step) {
        List<Variable.Sum> kinks = new ArrayList<>();
        double[][] above = sums(by, step), below = sums(by, -step);
        for (int l = 0; l < above.length; l++) {
            Activation activation = activations[l].activation();
            for (int o = 0; activation.hasKink() && o < above[l].length; o++) {
                if (above[l][o] <= 0 != below[l][o] <= 0) {
                    kinks.add(new Variable.Sum(l + 1, o + 1));
                }
            }
        }
        return kinks;
    }

    private double[][] sums(Variable moved, double distance) {
        double[] h = Traced.widened(input);
        switch (moved) {
            case Variable.Output(int layer, int node) -> h[node - 1] += distance;
            case Variable.Weight _, Variable.Bias _, Variable.Cost _ -> { }
            case Variable.Sum _ -> throw new IllegalArgumentException("a sum is not moved");
        }
        double[][] z = new double[dense.length][];
        for (int l = 0; l < dense.length; l++) {
            z[l] = dense[l].forward(h);
            move(z[l], h, l + 1, moved, distance);
            h = activations[l].doubles(z[l]);
        }
        return z;
    }

    /** Moves the sums of a layer, from 1, where the variable is a parameter of it. */
    private static void move(double[] z, double[] h, int of, Variable moved, double distance) {
        switch (moved) {
            case Variable.Weight(int layer, int to, int from) when layer == of -> z[to - 1] += distance * h[from - 1];
            case Variable.Bias(int layer, int to) when layer == of -> z[to - 1] += distance;
            case Variable.Weight _, Variable.Bias _, Variable.Output _, Variable.Cost _, Variable.Sum _ -> { }
        }
    }
}
