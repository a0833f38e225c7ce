package dev.lanewise.model;

import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Residual;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.text.Phrases;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A batch norm that another library has trained, {@code y = gamma (x - mean) / sqrt(variance + eps) + beta} for each feature, with the
 * mean and variance that it keeps for predictions. Nothing here trains one: it is folded into the dense layer beside it, and the network
 * predicts the same without it. Immutable, and safe for any number of threads.
 *
 * <p>Layers are named as their tensors are, {@code layer1}, or {@code layer2.body1} inside a residual. What is folded is worked out in
 * double and rounded once.
 *
 * @see <a href="https://arxiv.org/abs/1502.03167">Ioffe and Szegedy, Batch normalization, 2015</a>
 */
public final class BatchNorm {

    /** {@code y = factor x + shift}. */
    private final double[] factors;
    private final double[] shifts;

    private BatchNorm(double[] factors, double[] shifts) {
        this.factors = factors;
        this.shifts = shifts;
    }

    /**
     * A batch norm with what was trained.
     *
     * @param gamma    [features] factors, also called weight or scale; ones where there are none
     * @param beta     [features] shifts, also called bias or offset; zeros where there are none
     * @param mean     [features] running mean
     * @param variance [features] running variance, at least 0
     * @param eps      what is added to the variance, at least 0; PyTorch's is 1e-5, that of Keras 1e-3
     * @return the batch norm
     * @throws IllegalArgumentException if lengths differ or are 0, a number is not finite, a variance or eps is negative, or both are 0
     */
    public static BatchNorm of(float[] gamma, float[] beta, float[] mean, float[] variance, double eps) {
        requireNumbers("gamma", gamma, gamma.length);
        requireNumbers("beta", beta, gamma.length);
        requireNumbers("mean", mean, gamma.length);
        requireNumbers("variance", variance, gamma.length);
        if (!(eps >= 0 && eps < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("batch norm expects a finite eps of at least 0, got " + eps);
        }
        double[] factors = new double[gamma.length], shifts = new double[gamma.length];
        for (int f = 0; f < factors.length; f++) {
            if (variance[f] < 0 || variance[f] + eps == 0) {
                throw new IllegalArgumentException("batch norm expects variances of at least 0, and above 0 where eps is 0, got "
                        + variance[f] + " for feature " + f + " and eps " + eps);
            }
            factors[f] = gamma[f] / Math.sqrt(variance[f] + eps);
            shifts[f] = beta[f] - mean[f] * factors[f];
        }
        return new BatchNorm(factors, shifts);
    }

    private static void requireNumbers(String name, float[] numbers, int features) {
        if (numbers.length == 0 || numbers.length != features) {
            String expected = features == 0 ? "at least 1 feature" : Phrases.count(features, "feature") + " as in gamma";
            throw new IllegalArgumentException("batch norm expects " + expected + ", got " + Phrases.count(numbers.length, "number")
                    + " in " + name);
        }
        for (int f = 0; f < features; f++) {
            if (!Float.isFinite(numbers[f])) {
                throw new IllegalArgumentException("batch norm expects finite numbers, got " + numbers[f] + " for feature " + f + " in "
                        + name);
            }
        }
    }

    /**
     * Folds this norm into the dense layer whose sums it normalizes, before the activation. A layer without biases gets some.
     *
     * @param network the network without the norm; it stays as it is
     * @param layer   the name of the dense layer, whose outputs are the features
     * @return a network that predicts what this one does with the norm
     * @throws IllegalArgumentException if there is no such dense layer, it has another number of outputs, or a float cannot hold a
     *                                  result
     */
    public Network foldIntoSums(Network network, String layer) {
        TensorSpec weight = weightOf(network, layer);
        requireFeatures(weight.shape().getFirst(), "outputs", network, layer);
        float[] w = network.tensor(weight.name()), b = biases(network, weight, layer);
        for (int o = 0, at = 0; o < b.length; o++) {
            b[o] = (float) (factors[o] * b[o] + shifts[o]);
            for (int i = 0; i < weight.shape().getLast(); i++, at++) {
                w[at] = (float) (factors[o] * w[at]);
            }
        }
        return folded(network, layer, w, b);
    }

    /**
     * Folds this norm into the dense layer that reads what it has normalized. A layer without biases gets some.
     *
     * @param network the network without the norm; it stays as it is
     * @param layer   the name of the dense layer, whose inputs are the features
     * @return a network that predicts what this one does with the norm
     * @throws IllegalArgumentException if there is no such dense layer, it has another number of inputs, or a float cannot hold a
     *                                  result
     */
    public Network foldIntoInputs(Network network, String layer) {
        TensorSpec weight = weightOf(network, layer);
        requireFeatures(weight.shape().getLast(), "inputs", network, layer);
        float[] w = network.tensor(weight.name()), b = biases(network, weight, layer);
        for (int o = 0, at = 0; o < b.length; o++) {
            double bias = b[o];
            for (int i = 0; i < factors.length; i++, at++) {
                bias += shifts[i] * w[at];
                w[at] = (float) (factors[i] * w[at]);
            }
            b[o] = (float) bias;
        }
        return folded(network, layer, w, b);
    }

    private static TensorSpec weightOf(Network network, String layer) {
        List<TensorSpec> weights = network.tensors().stream().filter(tensor -> tensor.role() == TensorSpec.Role.WEIGHT).toList();
        String names = Phrases.list(weights.stream().map(tensor -> tensor.name().replaceAll("\\.weight$", "")));
        return weights.stream().filter(tensor -> tensor.name().equals(layer + ".weight")).findFirst().orElseThrow(() ->
                new IllegalArgumentException("the network " + network.spec().shape() + " has the dense layers " + names + ", got '"
                        + layer + "'"));
    }

    private void requireFeatures(int expected, String what, Network network, String layer) {
        if (factors.length != expected) {
            throw new IllegalArgumentException(layer + " of the network " + network.spec().shape() + " has " + expected + " " + what
                    + ", but the batch norm has " + Phrases.count(factors.length, "feature"));
        }
    }

    private static float[] biases(Network network, TensorSpec weight, String layer) {
        String name = layer + ".bias";
        return network.tensors().stream().anyMatch(tensor -> tensor.name().equals(name)) ? network.tensor(name)
                : new float[weight.shape().getFirst()];
    }

    private static Network folded(Network network, String layer, float[] w, float[] b) {
        List<Layer> layers = network.spec().layers();
        NetworkSpec spec = new NetworkSpec(network.spec().inputs(), IntStream.range(0, layers.size())
                .mapToObj(l -> withBiases(layers.get(l), NetworkSpec.nameOf(l + 1), layer)).toList());
        return Network.of(spec, tensor -> {
            if (tensor.name().equals(layer + ".weight")) {
                return finite(tensor, w);
            }
            return tensor.name().equals(layer + ".bias") ? finite(tensor, b) : network.tensor(tensor.name());
        });
    }

    private static float[] finite(TensorSpec tensor, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(tensor.at(i) + " would be " + values[i] + " with the batch norm folded into it");
            }
        }
        return values;
    }

    private static Layer withBiases(Layer layer, String name, String wanted) {
        return switch (layer) {
            case Dense dense when name.equals(wanted) && dense.biases().isEmpty() ->
                new Dense(dense.outputs(), dense.activation(), dense.weights(), Initializer.zeros());
            case Residual(List<Layer> body) -> new Residual(IntStream.range(0, body.size())
                    .mapToObj(l -> withBiases(body.get(l), name + ".body" + (l + 1), wanted)).toList());
            default -> layer;
        };
    }
}
