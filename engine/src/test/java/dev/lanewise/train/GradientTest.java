package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Activation;
import dev.lanewise.model.Dense;
import dev.lanewise.model.Layer;
import dev.lanewise.model.Initializer;
import dev.lanewise.model.Loss;
import dev.lanewise.model.Network;
import dev.lanewise.model.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GradientTest {

    /** With so large a rate a step is almost nothing but gradient: {@code w' = w - 2^20 g}, so g comes back with 24 bits. */
    private static final float RATE = 0x1p20f;
    private static final double STEP = 1e-6;

    static Stream<Arguments> everyActivationWithEveryLoss() {
        List<Arguments> cases = new ArrayList<>();
        for (Activation hidden : RandomCase.ELEMENTWISE) {
            for (Activation output : RandomCase.ELEMENTWISE) {
                cases.add(Arguments.of(hidden, output, Loss.squaredError()));
            }
            cases.add(Arguments.of(hidden, Activation.softmax(), Loss.softmaxCrossEntropy()));
            cases.add(Arguments.of(hidden, Activation.sigmoid(), Loss.sigmoidCrossEntropy()));
        }
        return cases.stream();
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("everyActivationWithEveryLoss")
    void agreesWithCentralDifferencesInDouble(Activation hidden, Activation output, Loss loss) {
        List<Layer> layers = List.of(new Dense(5, hidden, new Initializer.GlorotUniform(), new Initializer.Uniform(-0.4f, 0.4f)),
                new Dense(4, hidden, new Initializer.GlorotUniform(), new Initializer.Uniform(-0.4f, 0.4f)),
                new Dense(3, output, new Initializer.GlorotUniform(), new Initializer.Uniform(0.1f, 0.4f)));
        Network network = Network.create(new NetworkSpec(6, layers), 5);
        var random = new SplittableRandom(9);
        int n = 18;
        float[] inputs = new float[n * 6];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextFloat();
        }
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = random.nextInt(3);
        }
        Dataset samples = Dataset.labelled(inputs, 6, labels, 3);
        DoubleNetwork exact = new DoubleNetwork(network, loss);
        Network after = afterOneStep(network, loss, samples);
        for (int l = 0; l < 3; l++) {
            float[] w = network.weights(l), moved = after.weights(l), b = network.biases(l), movedB = after.biases(l);
            for (int i = 0; i < w.length; i++) {
                double gradient = (w[i] - (double) moved[i]) / RATE;
                assertClose(exact.centralDifference(exact.weights[l], i, STEP, samples), gradient, "W(" + (l + 1) + "), float " + i);
            }
            for (int i = 0; i < b.length; i++) {
                double gradient = (b[i] - (double) movedB[i]) / RATE;
                assertClose(exact.centralDifference(exact.biases[l], i, STEP, samples), gradient, "b(" + (l + 1) + "), float " + i);
            }
        }
    }

    private static Network afterOneStep(Network network, Loss loss, Dataset samples) {
        try (Trainer trainer = Trainer.builder(network).loss(loss).optimizer(new Optimizer.Sgd(RATE)).batch(samples.size()).build()) {
            Batch batch = Batch.of(samples, samples.size());
            samples.fill(batch, 0, samples.size());
            trainer.step(batch);
            return trainer.network();
        }
    }

    /** Chains of at most 18 terms with values below 4 round to about 1e-6; the difference itself is good to 1e-9. */
    private static void assertClose(double expected, double got, String where) {
        assertTrue(Math.abs(expected - got) <= 2e-6 * Math.max(1, Math.abs(expected)), where + ": expected " + expected + ", got " + got);
    }
}
