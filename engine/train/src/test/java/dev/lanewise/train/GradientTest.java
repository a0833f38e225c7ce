package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Categories;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.LayerNorm;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Periodic;
import dev.lanewise.spec.PiecewiseLinear;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
                everyLoss().stream().filter(loss -> loss.outputActivation().isEmpty())
                        .forEach(loss -> cases.add(Arguments.of(hidden, output, loss)));
            }
            everyLoss().forEach(loss -> loss.outputActivation().ifPresent(output -> cases.add(Arguments.of(hidden, output, loss))));
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
        assertAgree(network, loss);
    }

    static Stream<Activation> kept() {
        return Stream.concat(RandomCase.KEPT.stream(), Stream.of(Activation.prelu(), new Activation.Prelu(0.9f)));
    }

    /** Sums reach beyond 3 on both sides, where the hard functions have their kinks. */
    @ParameterizedTest
    @MethodSource("kept")
    void agreesWhereTheDerivativeIsKept(Activation activation) {
        Initializer start = new Initializer.Uniform(-3f, 3f);
        List<Layer> layers = List.of(new Dense(7, activation, start, start), new Dense(5, Activation.parametric(Activation.tanh())),
                new Dense(3, activation, new Initializer.GlorotUniform(), start));
        assertAgree(Network.create(new NetworkSpec(6, layers), 5), Loss.squaredError());
    }

    @ParameterizedTest
    @MethodSource("everyLoss")
    void agreesForEmbeddingsAndLearnedActivations(Loss loss) {
        Activation output = loss.outputActivation().orElse(Activation.parametric(Activation.sigmoid()));
        Initializer start = new Initializer.Uniform(-1f, 1f);
        List<Layer> layers = List.of(new Embedding(List.of(new Embedding.Table(4, 3, 2), new Embedding.Table(1, 7, 5)), start),
                Layer.dense(5, Activation.parametric(Activation.tanh())), Layer.dense(4, Activation.parametric(Activation.leakyRelu())),
                Layer.dense(3, output));
        assertAgree(Network.create(new NetworkSpec(6, layers), 5), loss);
    }

    /** The first reads samples, the second what an activation has left. */
    @ParameterizedTest
    @MethodSource("everyLoss")
    void agreesForPiecewiseLinearEmbeddings(Loss loss) {
        List<PiecewiseLinear.Column> columns = List.of(new PiecewiseLinear.Column(4, 1, 3), new PiecewiseLinear.Column(0, 5, 1));
        List<Layer> layers = List.of(new PiecewiseLinear(columns, 3), Layer.dense(5, Activation.tanh()),
                new PiecewiseLinear(List.of(new PiecewiseLinear.Column(3, 2, 2)), 2),
                Layer.dense(3, loss.outputActivation().orElse(Activation.sigmoid())));
        assertAgree(Network.create(new NetworkSpec(6, layers), 5), loss);
    }

    /** The first reads samples, the second what an activation has left. */
    @ParameterizedTest
    @MethodSource("everyLoss")
    void agreesForPeriodicEmbeddings(Loss loss) {
        List<Layer> layers = List.of(new Periodic(List.of(4, 1), 5, 3, 0.5f), Layer.dense(5, Activation.tanh()),
                new Periodic(List.of(2), 2, 2, 0.3f), Layer.dense(3, loss.outputActivation().orElse(Activation.sigmoid())));
        assertAgree(Network.create(new NetworkSpec(6, layers), 5), loss);
    }

    @ParameterizedTest
    @MethodSource("everyLoss")
    void agreesForScales(Loss loss) {
        List<Layer> layers = List.of(Layer.scale(), Layer.dense(5, Activation.tanh()), Layer.scale(),
                Layer.dense(3, loss.outputActivation().orElse(Activation.sigmoid())));
        assertAgree(withRandomNorms(new NetworkSpec(6, layers)), loss);
    }

    @ParameterizedTest
    @MethodSource("everyLoss")
    void agreesForLayerNorms(Loss loss) {
        List<Layer> layers = List.of(Layer.layerNorm(), Layer.dense(5, Activation.tanh()), new LayerNorm(0.25f),
                Layer.dense(3, loss.outputActivation().orElse(Activation.sigmoid())));
        assertAgree(withRandomNorms(new NetworkSpec(6, layers)), loss);
    }

    /** Before the members there is nothing that learns, an embedding, or a dense layer with a fused activation. */
    @ParameterizedTest
    @MethodSource("everyLoss")
    void agreesForEnsembles(Loss loss) {
        Activation output = loss.outputActivation().orElse(Activation.sigmoid());
        assertAgree(withRandomNorms(new NetworkSpec(6, List.of(Layer.members(4), Layer.dense(5, Activation.tanh()),
                Layer.heads(4, 3, output)))), loss);
        Layer embedding = new Embedding(List.of(new Embedding.Table(4, 3, 2)), new Initializer.Uniform(-1f, 1f));
        assertAgree(withRandomNorms(new NetworkSpec(6, List.of(embedding, Layer.members(3), Layer.dense(4, Activation.sigmoid()),
                Layer.layerNorm(), Layer.heads(3, 3, output)))), loss);
        assertAgree(withRandomNorms(new NetworkSpec(6, List.of(Layer.dense(4, Activation.tanh()), Layer.members(16),
                Layer.heads(16, 3, output)))), loss);
    }

    /** The first has nothing below that learns, the second stands on a fused activation, the third has another inside. */
    @ParameterizedTest
    @MethodSource("everyLoss")
    void agreesForResiduals(Loss loss) {
        Layer inner = Layer.residual(Layer.scale(), Layer.dense(4, Activation.tanh()));
        List<Layer> layers = List.of(Layer.residual(Layer.dense(6, Activation.sigmoid())), Layer.dense(4, Activation.tanh()),
                Layer.residual(new LayerNorm(0.25f), Layer.dense(5, Activation.leakyRelu()), Layer.dense(4, Activation.sigmoid())),
                Layer.residual(Layer.dense(4, Activation.parametric(Activation.tanh())), inner, Layer.dropout(0)),
                Layer.dense(3, loss.outputActivation().orElse(Activation.sigmoid())));
        assertAgree(withRandomNorms(new NetworkSpec(6, layers)), loss);
    }

    @ParameterizedTest
    @MethodSource("everyLoss")
    void agreesWithoutBiases(Loss loss) {
        List<Layer> layers = List.of(new Dense(5, Activation.tanh()).withoutBias(),
                new Dense(4, Activation.parametric(Activation.sigmoid())).withoutBias(),
                new Dense(3, loss.outputActivation().orElse(Activation.sigmoid())).withoutBias());
        assertAgree(Network.create(new NetworkSpec(6, layers), 5), loss);
    }

    @Test
    void agreesForALastLayerThatIsALayerNorm() {
        List<Layer> layers = List.of(Layer.dense(3, Activation.tanh()), new LayerNorm(0.25f));
        assertAgree(withRandomNorms(new NetworkSpec(6, layers)), Loss.squaredError());
    }

    @Test
    void agreesForALastLayerThatIsAScale() {
        List<Layer> layers = List.of(Layer.dense(3, Activation.tanh()), Layer.scale());
        assertAgree(withRandomNorms(new NetworkSpec(6, layers)), Loss.squaredError());
    }

    /** Factors start at 1, which would hide a factor that is missing. */
    private static Network withRandomNorms(NetworkSpec spec) {
        Network network = Network.create(spec, 5);
        var random = new SplittableRandom(7);
        return Network.of(spec, tensor -> {
            float[] values = network.tensor(tensor.name());
            for (int i = 0; tensor.role() == TensorSpec.Role.NORM && i < values.length; i++) {
                values[i] = 0.5f + random.nextFloat();
            }
            return values;
        });
    }

    static List<Loss> everyLoss() {
        return RandomCase.LOSSES;
    }

    private static void assertAgree(Network network, Loss loss) {
        var random = new SplittableRandom(9);
        int n = 18, classes = loss.targetsFor(3);
        float[] inputs = new float[n * 6];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextFloat();
        }
        Categories.round(inputs, network.spec());
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = random.nextInt(classes);
        }
        Dataset samples = Dataset.labelled(inputs, 6, labels, classes);
        DoubleNetwork exact = new DoubleNetwork(network, loss);
        Network after = afterOneStep(network, loss, samples);
        for (int t = 0; t < network.tensors().size(); t++) {
            float[] before = network.tensor(t), moved = after.tensor(t);
            for (int i = 0; i < before.length; i++) {
                double gradient = (before[i] - (double) moved[i]) / RATE;
                assertClose(exact.centralDifference(t, i, STEP, samples), gradient, network.tensors().get(t).at(i));
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
