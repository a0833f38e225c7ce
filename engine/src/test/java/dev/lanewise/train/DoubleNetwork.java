package dev.lanewise.train;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Activation;
import dev.lanewise.model.Loss;
import dev.lanewise.model.Network;

/** The loss of a network in double, for differences. */
final class DoubleNetwork {

    final double[][] weights;
    final double[][] biases;
    private final Network network;
    private final Loss loss;

    DoubleNetwork(Network network, Loss loss) {
        this.network = network;
        this.loss = loss;
        int layers = network.spec().layers().size();
        weights = new double[layers][];
        biases = new double[layers][];
        for (int l = 0; l < layers; l++) {
            weights[l] = widened(network.weights(l));
            biases[l] = widened(network.biases(l));
        }
    }

    private static double[] widened(float[] floats) {
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }

    double centralDifference(double[] where, int i, double step, Dataset samples) {
        double kept = where[i];
        where[i] = kept + step;
        double above = meanLoss(samples);
        where[i] = kept - step;
        double below = meanLoss(samples);
        where[i] = kept;
        return (above - below) / (2 * step);
    }

    double meanLoss(Dataset samples) {
        double sum = 0;
        for (int s = 0; s < samples.size(); s++) {
            sum += loss(sums(samples.input(s)), samples.target(s));
        }
        return sum / samples.size();
    }

    /** The sums z of the last layer. */
    double[] sums(float[] input) {
        double[] h = widened(input), z = h;
        for (int l = 0; l < weights.length; l++) {
            z = new double[biases[l].length];
            for (int o = 0; o < z.length; o++) {
                z[o] = biases[l][o];
                for (int i = 0; i < h.length; i++) {
                    z[o] += weights[l][o * h.length + i] * h[i];
                }
            }
            h = new double[z.length];
            for (int o = 0; o < z.length; o++) {
                h[o] = f(network.spec().layers().get(l).activation(), z[o]);
            }
        }
        return z;
    }

    private static double f(Activation activation, double z) {
        return switch (activation) {
            case Activation.Identity i -> z;
            case Activation.Sigmoid s -> 1 / (1 + StrictMath.exp(-z));
            case Activation.Tanh t -> StrictMath.tanh(z);
            case Activation.Relu r -> Math.max(z, 0);
            case Activation.LeakyRelu leaky -> z <= 0 ? leaky.slope() * z : z;
            case Activation.Softmax s -> z;
        };
    }

    private double loss(double[] z, float[] y) {
        Activation output = network.spec().layers().getLast().activation();
        double sum = 0, exponentials = 0;
        for (double x : z) {
            exponentials += StrictMath.exp(x);
        }
        for (int o = 0; o < z.length; o++) {
            double d = f(output, z[o]) - y[o];
            sum += switch (loss) {
                case Loss.SquaredError s -> 0.5 * d * d;
                case Loss.SoftmaxCrossEntropy s -> y[o] * (StrictMath.log(exponentials) - z[o]);
                case Loss.SigmoidCrossEntropy s -> StrictMath.log(1 + StrictMath.exp(z[o])) - y[o] * z[o];
            };
        }
        return sum;
    }
}
