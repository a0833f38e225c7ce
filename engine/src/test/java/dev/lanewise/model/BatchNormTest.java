package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("once")
class BatchNormTest {

    private static final int INPUTS = 5;
    private static final int HIDDEN = 4;
    private static final double EPS = 1e-3;

    /** Numbers of a batch norm. */
    private record Trained(float[] gamma, float[] beta, float[] mean, float[] variance) {

        static Trained of(int features, SplittableRandom random) {
            Trained trained = new Trained(new float[features], new float[features], new float[features], new float[features]);
            for (int f = 0; f < features; f++) {
                trained.gamma[f] = random.nextFloat() * 4 - 2;
                trained.beta[f] = random.nextFloat() - 0.5f;
                trained.mean[f] = random.nextFloat() * 2 - 1;
                trained.variance[f] = random.nextFloat() + 0.1f;
            }
            return trained;
        }

        BatchNorm norm() {
            return BatchNorm.of(gamma, beta, mean, variance, EPS);
        }

        double[] normalized(double[] x) {
            double[] y = new double[x.length];
            for (int f = 0; f < x.length; f++) {
                y[f] = gamma[f] * (x[f] - mean[f]) / Math.sqrt(variance[f] + EPS) + beta[f];
            }
            return y;
        }
    }

    static Stream<Dense> layers() {
        Dense dense = new Dense(HIDDEN, Activation.tanh(), Initializer.heNormal(), Initializer.uniform(-0.5f, 0.5f));
        return Stream.of(dense, dense.withoutBias());
    }

    private static double[] sums(Network network, String layer, double[] x) {
        float[] w = network.tensor(layer + ".weight");
        boolean hasBias = network.tensors().stream().anyMatch(tensor -> tensor.name().equals(layer + ".bias"));
        double[] z = new double[w.length / x.length];
        for (int o = 0; o < z.length; o++) {
            z[o] = hasBias ? network.tensor(layer + ".bias")[o] : 0;
            for (int i = 0; i < x.length; i++) {
                z[o] += w[o * x.length + i] * x[i];
            }
        }
        return z;
    }

    private static double[] tanh(double[] z) {
        return Arrays.stream(z).map(Math::tanh).toArray();
    }

    private static float[] sample(SplittableRandom random) {
        float[] x = new float[INPUTS];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat() * 2 - 1;
        }
        return x;
    }

    private static double[] widened(float[] x) {
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        return wide;
    }

    /** Floats of a few sums near 1 round to 1e-6. */
    private static void assertClose(double[] expected, float[] got) {
        assertArrayEquals(expected, widened(got), 1e-6 * (1 + INPUTS));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void predictsAsWithTheNormBeforeTheActivation(Dense dense) {
        var random = new SplittableRandom(1);
        Network network = Network.create(NetworkSpec.inputs(INPUTS).layer(dense).build(), 7);
        Trained trained = Trained.of(HIDDEN, random);
        Network folded = trained.norm().foldIntoSums(network, "layer1");
        for (int s = 0; s < 20; s++) {
            float[] x = sample(random);
            assertClose(tanh(trained.normalized(sums(network, "layer1", widened(x)))), folded.predict(x));
        }
    }

    @ParameterizedTest
    @MethodSource("layers")
    void predictsAsWithTheNormBeforeTheLayer(Dense dense) {
        var random = new SplittableRandom(2);
        Network network = Network.create(NetworkSpec.inputs(INPUTS).layer(dense).build(), 7);
        Trained trained = Trained.of(INPUTS, random);
        Network folded = trained.norm().foldIntoInputs(network, "layer1");
        for (int s = 0; s < 20; s++) {
            float[] x = sample(random);
            assertClose(tanh(sums(network, "layer1", trained.normalized(widened(x)))), folded.predict(x));
        }
    }

    @Test
    void foldsInsideAResidualAndLeavesTheRest() {
        var random = new SplittableRandom(3);
        Dense inner = new Dense(INPUTS, Activation.tanh());
        Network network = Network.create(NetworkSpec.inputs(INPUTS).layer(Layer.residual(Layer.scale(), inner.withoutBias()))
                .layer(new Dense(3, Activation.identity()).withoutBias()).build(), 7);
        Trained trained = Trained.of(INPUTS, random);
        Network folded = trained.norm().foldIntoSums(network, "layer1.body2");
        assertEquals(NetworkSpec.inputs(INPUTS).layer(Layer.residual(Layer.scale(), inner))
                .layer(new Dense(3, Activation.identity()).withoutBias()).build(), folded.spec());
        assertArrayEquals(network.tensor("layer2.weight"), folded.tensor("layer2.weight"));
        float[] x = sample(random);
        double[] h = tanh(trained.normalized(sums(network, "layer1.body2", widened(x))));
        for (int i = 0; i < h.length; i++) {
            h[i] += x[i];
        }
        assertClose(sums(network, "layer2", h), folded.predict(x));
    }

    /** The variance of 3 and an eps of 1 make a deviation of 2. */
    @Test
    void roundsOnce() {
        Network network = RowMajor.network(NetworkSpec.inputs(2).dense(1, Activation.identity()).build(), new float[][] {{0.1f, 3}},
                new float[][] {{5}});
        Network ofSums = BatchNorm.of(new float[] {3}, new float[] {0.25f}, new float[] {1}, new float[] {3}, 1)
                .foldIntoSums(network, "layer1");
        assertArrayEquals(new float[] {(float) (1.5 * 0.1f), 4.5f}, ofSums.tensor("layer1.weight"));
        assertArrayEquals(new float[] {6.25f}, ofSums.tensor("layer1.bias"));
        Network ofInputs = BatchNorm.of(new float[] {3, 2}, new float[] {0, 1}, new float[] {0, 1}, new float[] {3, 0}, 1)
                .foldIntoInputs(network, "layer1");
        assertArrayEquals(new float[] {(float) (1.5 * 0.1f), 6}, ofInputs.tensor("layer1.weight"));
        assertArrayEquals(new float[] {5 - 3}, ofInputs.tensor("layer1.bias"));
        assertArrayEquals(new float[] {0.1f, 3}, network.tensor("layer1.weight"));
    }

    @Test
    void saysWhatDoesNotFit() {
        float[] one = {1}, two = {1, 1};
        assertSays("batch norm expects at least 1 feature, got 0 numbers in gamma", () -> BatchNorm.of(new float[0], one, one, one, 1));
        assertSays("batch norm expects 1 feature as in gamma, got 2 numbers in mean", () -> BatchNorm.of(one, one, two, one, 1));
        assertSays("batch norm expects finite numbers, got NaN for feature 1 in beta",
                () -> BatchNorm.of(two, new float[] {0, Float.NaN}, two, two, 1));
        assertSays("batch norm expects a finite eps of at least 0, got -1.0", () -> BatchNorm.of(one, one, one, one, -1));
        assertSays("batch norm expects variances of at least 0, and above 0 where eps is 0, got 0.0 for feature 0 and eps 0.0",
                () -> BatchNorm.of(one, one, one, new float[1], 0));
        Network network = Network.create(NetworkSpec.inputs(3).layer(Layer.scale()).dense(2, Activation.relu()).build(), 1);
        BatchNorm norm = BatchNorm.of(one, one, one, one, 0);
        assertSays("the network 3-3-2 has the dense layers [layer2], got 'layer1'", () -> norm.foldIntoSums(network, "layer1"));
        assertSays("layer2 of the network 3-3-2 has 2 outputs, but the batch norm has 1 feature",
                () -> norm.foldIntoSums(network, "layer2"));
        assertSays("layer2 of the network 3-3-2 has 3 inputs, but the batch norm has 1 feature",
                () -> norm.foldIntoInputs(network, "layer2"));
        float[] huge = {Float.MAX_VALUE, 1};
        BatchNorm beyond = BatchNorm.of(huge, huge, two, new float[2], 1e-9);
        assertSays("layer2.bias[0] would be -Infinity with the batch norm folded into it", () -> beyond.foldIntoSums(Network.of(
                network.spec(), tensor -> new float[(int) tensor.elements()]), "layer2"));
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }
}
