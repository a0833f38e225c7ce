package dev.lanewise.explain;

import dev.lanewise.model.Activation;
import dev.lanewise.model.Loss;
import dev.lanewise.model.NetworkSpec;
import java.util.Arrays;

/** The cost of one sample in double, with one variable moved: what central differences are made of. */
final class DoubleNetwork {

    private static final double WIDEST_STEP = 1e-3;
    private static final double NARROWEST_STEP = 1e-7;

    private final NetworkSpec spec;
    private final Loss loss;
    private final float[][] weights;
    private final float[][] biases;
    private final float[] input;
    private final float[] target;

    /** The arrays are read, not copied: weights[l] is [out x in], row-major, biases[l] is [out]. */
    DoubleNetwork(NetworkSpec spec, Loss loss, float[][] weights, float[][] biases, float[] input, float[] target) {
        this.spec = spec;
        this.loss = loss;
        this.weights = weights;
        this.biases = biases;
        this.input = input;
        this.target = target;
    }

    /**
     * A derivative by differences.
     *
     * @param value the derivative
     * @param bound how far it can be off; infinite where a ReLU stands on its kink
     */
    record Difference(double value, double bound) {
    }

    /**
     * A central difference, extrapolated from two step sizes. The step is made smaller as long as a ReLU has its kink between the
     * two ends.
     *
     * @see <a href="https://doi.org/10.1098/rsta.1911.0009">Richardson, The approximate arithmetical solution by finite
     *      differences, 1911</a>
     */
    Difference difference(Variable by) {
        double step = WIDEST_STEP;
        while (step > NARROWEST_STEP && kinkBetween(by, step)) {
            step /= 4;
        }
        double wide = central(by, step), narrow = central(by, step / 2);
        // where a ReLU stands on its kink, differences say nothing about the side that training takes
        double bound = kinkBetween(by, step) ? Double.POSITIVE_INFINITY : Math.abs(narrow - wide) + 0x1p-46 * (1 + Math.abs(cost())) / step;
        return new Difference((4 * narrow - wide) / 3, bound);
    }

    private double central(Variable by, double step) {
        return (cost(by, step) - cost(by, -step)) / (2 * step);
    }

    double cost() {
        return cost(new Variable.Cost(), 0);
    }

    /** J with a variable moved by a distance. */
    double cost(Variable moved, double distance) {
        return cost(sums(moved, distance));
    }

    private boolean kinkBetween(Variable by, double step) {
        double[][] above = sums(by, step), below = sums(by, -step);
        for (int l = 0; l < above.length; l++) {
            Activation activation = spec.layers().get(l).activation();
            for (int o = 0; activation.hasKink() && o < above[l].length; o++) {
                if (above[l][o] <= 0 != below[l][o] <= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private double[][] sums(Variable moved, double distance) {
        double[] h = new double[input.length];
        for (int i = 0; i < h.length; i++) {
            h[i] = input[i];
        }
        switch (moved) {
            case Variable.Output(int layer, int node) -> h[node - 1] += distance;
            case Variable.Weight _, Variable.Bias _, Variable.Cost _ -> { }
            case Variable.Sum _ -> throw new IllegalArgumentException("a sum is not moved");
        }
        double[][] z = new double[weights.length][];
        for (int l = 0; l < weights.length; l++) {
            z[l] = sums(l, h);
            move(z[l], h, l + 1, moved, distance);
            h = activated(spec.layers().get(l).activation(), z[l]);
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

    private double[] sums(int l, double[] h) {
        double[] z = new double[biases[l].length];
        for (int o = 0; o < z.length; o++) {
            double sum = biases[l][o];
            for (int i = 0; i < h.length; i++) {
                sum += weights[l][o * h.length + i] * h[i];
            }
            z[o] = sum;
        }
        return z;
    }

    private double cost(double[][] sums) {
        double[] z = sums[sums.length - 1];
        double[] h = activated(spec.layers().getLast().activation(), z);
        double max = Double.NEGATIVE_INFINITY, exponentials = 0, cost = 0;
        for (double value : z) {
            max = Math.max(max, value);
        }
        for (double value : z) {
            exponentials += StrictMath.exp(value - max);
        }
        for (int o = 0; o < z.length; o++) {
            double y = target[o], d = y - h[o];
            cost += switch (loss) {
                case Loss.SquaredError s -> 0.5 * d * d;
                case Loss.SoftmaxCrossEntropy s -> y * (max - z[o] + StrictMath.log(exponentials));
                case Loss.SigmoidCrossEntropy s -> Math.max(z[o], 0) - z[o] * y + StrictMath.log1p(StrictMath.exp(-Math.abs(z[o])));
            };
        }
        return cost;
    }

    static double[] activated(Activation activation, double[] z) {
        return switch (activation) {
            case Activation.Softmax _ -> softmax(z);
            case Activation.Identity _, Activation.Sigmoid _, Activation.Tanh _, Activation.Relu _, Activation.LeakyRelu _ ->
                Arrays.stream(z).map(value -> f(activation, value)).toArray();
        };
    }

    private static double f(Activation activation, double z) {
        return switch (activation) {
            case Activation.Identity i -> z;
            case Activation.Sigmoid s -> 1 / (1 + StrictMath.exp(-z));
            case Activation.Tanh t -> StrictMath.tanh(z);
            case Activation.Relu r -> z <= 0 ? 0 : z;
            case Activation.LeakyRelu(float slope) -> z <= 0 ? slope * z : z;
            case Activation.Softmax s -> throw new IllegalArgumentException("a softmax is not element-wise");
        };
    }

    private static double[] softmax(double[] z) {
        double[] h = new double[z.length];
        double max = Double.NEGATIVE_INFINITY, sum = 0;
        for (double value : z) {
            max = Math.max(max, value);
        }
        for (int o = 0; o < h.length; o++) {
            h[o] = StrictMath.exp(z[o] - max);
            sum += h[o];
        }
        for (int o = 0; o < h.length; o++) {
            h[o] /= sum;
        }
        return h;
    }

    static double derivative(Activation activation, double z, double h) {
        return switch (activation) {
            case Activation.Identity i -> 1;
            case Activation.Sigmoid s -> h * (1 - h);
            case Activation.Tanh t -> 1 - h * h;
            case Activation.Relu r -> z <= 0 ? 0 : 1;
            case Activation.LeakyRelu(float slope) -> z <= 0 ? slope : 1;
            case Activation.Softmax s -> throw new IllegalArgumentException("a softmax is not element-wise");
        };
    }
}
