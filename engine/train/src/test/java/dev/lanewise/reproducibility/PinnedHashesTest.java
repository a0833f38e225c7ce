package dev.lanewise.reproducibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.CenteredRmsProp;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Periodic;
import dev.lanewise.spec.PiecewiseLinear;
import dev.lanewise.spec.RmsPropMomentum;
import dev.lanewise.spec.Schedule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The bits of a few small runs, written down in {@code sums.txt}: they are those of every version, until the changelog says why not.
 *
 * <p>Nothing here is found by reflection, so that a new kind of layer or optimizer leaves old lines alone; add a net for it.
 */
class PinnedHashesTest {

    private static final Path CHANGELOG = Path.of(System.getProperty("basedir", "."), "..", "..", "CHANGELOG.md");
    /** The table of the first version, which needs no reason. */
    private static final String FIRST_TABLE = "d41e4959de81";

    private static final Layer TABLES = new Embedding(List.of(new Embedding.Table(4, 3, 2), new Embedding.Table(1, 70, 17)),
            new Initializer.Uniform(-0.05f, 0.05f));

    private static final List<TrainingCase> NETS = List.of(
            TrainingCase.of("tutorial", NetworkSpec.inputs(3).dense(3, Activation.sigmoid()).dense(1, Activation.sigmoid()).build(),
                    Loss.squaredError(), builder -> builder.optimizer(new Optimizer.Sgd(0.25f)), 1),
            TrainingCase.of("digits", NetworkSpec.inputs(64).dense(30, Activation.relu()).dense(10, Activation.softmax()).build(),
                    Loss.softmaxCrossEntropy(), builder -> builder.optimizer(new Optimizer.Momentum(0.05f, 0.9f)), 32),
            TrainingCase.of("deep", NetworkSpec.inputs(17).dense(33, Activation.tanh()).dense(16, Activation.leakyRelu())
                    .dense(15, Activation.identity()).dense(4, Activation.sigmoid()).build(), Loss.sigmoidCrossEntropy(),
                    builder -> builder.optimizer(new Optimizer.Adam(0.01f)).schedule(new Schedule.Linear(6)), 15),
            TrainingCase.of("drawn", NetworkSpec.inputs(5)
                    .layer(new Dense(40, Activation.relu(), new Initializer.HeNormal(), new Initializer.Uniform(-0.1f, 0.1f)))
                    .layer(new Dense(20, Activation.tanh(), new Initializer.GlorotNormal(), new Initializer.Zero()))
                    .layer(new Dense(2, Activation.identity(), new Initializer.Uniform(-0.3f, 0.3f), new Initializer.Zero())).build(),
                    Loss.squaredError(),
                    builder -> builder.optimizer(new Optimizer.AdamW(0.01f, 0.1f)).schedule(new Schedule.Cosine(9)), 50),
            TrainingCase.of("mixed", NetworkSpec.inputs(6).layer(TABLES).dense(20, Activation.parametric(Activation.tanh()))
                    .layer(Layer.dropout(0.3)).dense(3, Activation.softmax()).build(), Loss.softmaxCrossEntropy(),
                    builder -> builder.optimizer(new Optimizer.Momentum(0.05f, 0.9f)), 33),
            TrainingCase.of("mixed-few", NetworkSpec.inputs(6).layer(TABLES).layer(Layer.dropout(0.3))
                    .dense(20, Activation.parametric(Activation.leakyRelu())).dense(3, Activation.parametric(Activation.sigmoid())).build(),
                    Loss.squaredError(), builder -> builder.optimizer(new Optimizer.Adam(0.01f)), 5),
            TrainingCase.of("kept", kept(Activation.softmax()), Loss.softmaxCrossEntropy(),
                    builder -> builder.optimizer(new Optimizer.Momentum(0.05f, 0.9f)), 33),
            TrainingCase.of("kept-few", kept(Activation.gelu()), Loss.squaredError(), builder ->
            builder.optimizer(new Optimizer.Adam(0.01f)), 5),
            TrainingCase.of("normed", normed(Activation.softmax()), Loss.softmaxCrossEntropy(),
                    builder -> builder.optimizer(new Optimizer.Momentum(0.05f, 0.9f)), 33),
            TrainingCase.of("normed-few", normed(Activation.tanh()), Loss.squaredError(),
                    builder -> builder.optimizer(new Optimizer.Adam(0.01f)), 5),
            TrainingCase.of("skipped", skipped(Activation.softmax()), Loss.softmaxCrossEntropy(),
                    builder -> builder.optimizer(new Optimizer.Momentum(0.05f, 0.9f)), 33),
            TrainingCase.of("skipped-few", skipped(Activation.tanh()), Loss.squaredError(),
                    builder -> builder.optimizer(new Optimizer.Adam(0.01f)), 5),
            optimized("nesterov", new Optimizer.Nesterov(0.05f, 0.9f), 33),
            optimized("rmsprop", new Optimizer.RmsProp(0.01f, 0.99f, 1e-8f), 5),
            optimized("rmsprop-momentum", new RmsPropMomentum(0.01f, 0.99f, 1e-8f, 0.9f), 33),
            optimized("rmsprop-centered", new CenteredRmsProp(0.01f, 0.99f, 1e-8f, 0.5f), 5),
            optimized("adagrad", new Optimizer.Adagrad(0.01f, 1e-10f), 33),
            optimized("adadelta", new Optimizer.Adadelta(1f, 0.9f, 1e-6f), 5),
            optimized("amsgrad", new Optimizer.AmsGrad(0.01f, 0.9f, 0.999f, 1e-8f), 33),
            optimized("lion", new Optimizer.Lion(0.001f, 0.9f, 0.99f, 0.1f), 5),
            TrainingCase.of("quantiles", losing(6, Activation.identity()), Loss.quantile(0.1f, 0.5f, 0.9f),
                    builder -> builder.optimizer(new Optimizer.Momentum(0.05f, 0.9f)).l2(0.01f).l1(0.001f).clipValue(0.02f), 33),
            TrainingCase.of("counts", losing(3, Activation.identity()), Loss.poisson(),
                    builder -> builder.optimizer(Optimizer.averaged(new Optimizer.Adam(0.01f), 0.9f)), 5),
            TrainingCase.of("focal", losing(3, Activation.sigmoid()), Loss.focal(), builder -> builder.optimizer(new Optimizer.Adam(0.01f))
                    .schedule(Schedule.warmUp(3, Schedule.cosine(9))).dropoutSchedule(Schedule.linear(9)), 33),
            TrainingCase.of("smoothed", losing(3, Activation.softmax()), Loss.softmaxCrossEntropy(0.1f),
                    builder -> builder.optimizer(new Optimizer.AdamW(0.01f, 0.1f)).decaySchedule(Schedule.cosine(9)), 5),
            TrainingCase.of("robust", losing(3, Activation.identity()), Loss.huber(0.3f),
                    builder -> builder.optimizer(new Optimizer.Sgd(0.1f)).clipValue(0.01f), 33),
            TrainingCase.of("clipped", losing(3, Activation.softmax()), Loss.softmaxCrossEntropy(),
                    builder -> builder.optimizer(new Optimizer.Momentum(0.05f, 0.9f)).clipNorm(0.1f), 33),
            TrainingCase.of("limited", losing(3, Activation.identity()), Loss.squaredError(),
                    builder -> builder.optimizer(Optimizer.averaged(new Optimizer.Momentum(0.05f, 0.9f), 0.9f)).maxNorm(0.8f), 33),
            TrainingCase.of("micro-batches", losing(3, Activation.sigmoid()), Loss.sigmoidCrossEntropy(),
                    builder -> builder.optimizer(new Optimizer.Adam(0.01f)).clipNorm(0.5f).maxNorm(1.1f).l2(0.01f).microBatch(19), 50),
            TrainingCase.of("piecewise", piecewise(Activation.softmax()), Loss.softmaxCrossEntropy(),
                    builder -> builder.optimizer(new Optimizer.AdamW(0.01f, 0.1f)), 33),
            TrainingCase.of("piecewise-few", piecewise(Activation.identity()), Loss.squaredError(),
                    builder -> builder.optimizer(new Optimizer.Momentum(0.05f, 0.9f)), 5),
            TrainingCase.of("members", members(8, Activation.softmax()), Loss.softmaxCrossEntropy(),
                    builder -> builder.optimizer(new Optimizer.AdamW(0.01f, 0.1f)), 33),
            TrainingCase.of("members-few", members(3, Activation.sigmoid()), Loss.squaredError(),
                    builder -> builder.optimizer(new Optimizer.Momentum(0.05f, 0.9f)).clipNorm(0.5f).microBatch(3), 5),
            TrainingCase.of("periodic", periodic(Activation.softmax()), Loss.softmaxCrossEntropy(),
                    builder -> builder.optimizer(new Optimizer.AdamW(0.01f, 0.1f)), 33),
            TrainingCase.of("periodic-few", periodic(Activation.identity()), Loss.squaredError(),
                    builder -> builder.optimizer(new Optimizer.Momentum(0.05f, 0.9f)), 5));

    private static NetworkSpec periodic(Activation output) {
        return NetworkSpec.inputs(6).layer(TABLES).layer(new Periodic(List.of(0, 2, 5), 16, 3, 0.1f)).dense(20, Activation.relu())
                .layer(new Periodic(List.of(7), 21, 17, 2f)).dense(3, output).build();
    }

    private static NetworkSpec members(int count, Activation output) {
        return NetworkSpec.inputs(6).layer(TABLES).layer(Layer.members(count)).dense(20, Activation.relu()).layer(Layer.dropout(0.3))
                .layer(Layer.heads(count, 3, output)).build();
    }

    private static NetworkSpec piecewise(Activation output) {
        return NetworkSpec.inputs(6).layer(TABLES).layer(new PiecewiseLinear(List.of(new PiecewiseLinear.Column(0, 3, 20),
                new PiecewiseLinear.Column(2, 1, 1)), 17)).dense(20, Activation.relu()).dense(3, output).build();
    }

    private static NetworkSpec losing(int outputs, Activation output) {
        return NetworkSpec.inputs(9).dense(33, Activation.geluTanh()).layer(Layer.dropout(0.3)).dense(outputs, output).build();
    }

    private static TrainingCase optimized(String name, Optimizer optimizer, int batch) {
        return TrainingCase.of(name, NetworkSpec.inputs(9).dense(33, Activation.relu()).layer(Layer.layerNorm())
                .dense(3, Activation.softmax()).build(), Loss.softmaxCrossEntropy(), builder -> builder.optimizer(optimizer), batch);
    }

    /** A residual within another, each with a dropout, and dense layers without biases. */
    private static NetworkSpec skipped(Activation output) {
        Layer inner = Layer.residual(Layer.dropout(0.2), new Dense(20, Activation.relu()).withoutBias());
        return NetworkSpec.inputs(9).dense(17, Activation.tanh())
                .layer(Layer.residual(Layer.layerNorm(), new Dense(20, Activation.gelu()).withoutBias(), inner, Layer.dropout(0.3),
                        Layer.dense(17, Activation.identity())))
                .dense(3, output).build();
    }

    private static NetworkSpec normed(Activation output) {
        return NetworkSpec.inputs(9).layer(Layer.layerNorm()).dense(33, Activation.relu()).layer(Layer.layerNorm())
                .layer(Layer.scale()).dense(3, output).build();
    }

    /** Activations that keep their derivative, and a learned slope. */
    private static NetworkSpec kept(Activation output) {
        return NetworkSpec.inputs(9).dense(33, Activation.gelu()).dense(20, Activation.silu()).dense(17, Activation.mish())
                .dense(16, Activation.elu()).dense(15, Activation.selu()).dense(12, Activation.softplus()).dense(11, Activation.softsign())
                .dense(10, Activation.hardSigmoid()).dense(9, Activation.hardTanh()).dense(8, Activation.hardSwish())
                .dense(7, Activation.prelu()).dense(3, output).build();
    }

    private static String table() throws IOException {
        try (InputStream in = PinnedHashesTest.class.getResourceAsStream("sums.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void areThoseOfTheTable() throws IOException {
        assertEquals(table(), NETS.stream().map(net -> net.name() + " " + net.sums() + "\n").collect(Collectors.joining()));
    }

    @Test
    @Tag("once")
    void changeWithAReasonOnly() throws IOException, NoSuchAlgorithmException {
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(table().getBytes(StandardCharsets.UTF_8));
        String version = HexFormat.of().formatHex(sum).substring(0, 12);
        assertTrue(version.equals(FIRST_TABLE) || Files.readString(CHANGELOG).contains("bits " + version),
                "the table of sums changed: add a line to CHANGELOG.md that says why, and has the words \"bits " + version + "\"");
    }
}
