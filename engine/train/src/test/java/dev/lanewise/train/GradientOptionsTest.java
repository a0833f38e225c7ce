package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Embedding;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.OptimizerExamples;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.spec.TensorGroup;
import dev.lanewise.train.checkpoint.CheckpointFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class GradientOptionsTest {

    private static final int STEPS = 100, FEATURES = 9, CLASSES = 3, SAMPLES = 18;

    private static final float NO_LIMIT = Float.POSITIVE_INFINITY;

    /** Tensors of every role, and a matrix of two tiles. */
    private static final NetworkSpec SPEC = NetworkSpec.inputs(FEATURES)
            .layer(new Embedding(List.of(new Embedding.Table(3, 4, 3)), new Initializer.Uniform(-1, 1))).layer(Layer.scale())
            .dense(35, Activation.prelu()).dense(CLASSES, Activation.softmax()).build();

    static final List<GradientOptions> EXAMPLES = List.of(GradientOptions.NONE.withL1(1e-3f), GradientOptions.NONE.withL2(0.1f),
            GradientOptions.NONE.withClipValue(0.01f), new GradientOptions(1e-3f, 0.1f, 0.01f, NO_LIMIT, NO_LIMIT),
            GradientOptions.NONE.withClipNorm(0.05f), GradientOptions.NONE.withMaxNorm(0.9f),
            new GradientOptions(1e-3f, 0.1f, 0.01f, 0.1f, 0.8f));
    private static final List<TensorFactors> FACTORS = List.of(TensorFactors.NONE,
            TensorFactors.parse("decay(biases,2)\ndecay(layer2,0.5)\ndecay(layer1,0)\nlearning_rate(weights,0.5)\n"));

    @TempDir
    private Path folder;

    static Stream<Arguments> optimizersAndOptions() {
        return OptimizerExamples.ALL.stream().flatMap(optimizer -> EXAMPLES.stream()
                .map(options -> Arguments.of(optimizer, options, FACTORS.get(EXAMPLES.indexOf(options) % 2))));
    }

    @ParameterizedTest
    @MethodSource("optimizersAndOptions")
    void haveTheBitsOfTheirFormulasOverAHundredSteps(Optimizer optimizer, GradientOptions options, TensorFactors factors) {
        Dataset samples = samples();
        Schedule schedule = Schedule.linear(2 * STEPS);
        var specification = new SpecificationTrainer(Network.create(SPEC, 1), Loss.softmaxCrossEntropy(), optimizer, factors, options,
                schedule, 1);
        try (Trainer trainer = builder().optimizer(optimizer).factors(factors).gradientOptions(options).schedule(schedule).threads(2)
                .build()) {
            Batch batch = batch(samples);
            for (int step = 1; step <= STEPS; step++) {
                assertEquals(specification.step(samples), trainer.step(batch), "loss of step " + step);
            }
            assertEquals(specification.network().sha256(), trainer.network().sha256());
            List<Network> kept = trainer.checkpoint().moments();
            for (int slot = 0; slot < kept.size(); slot++) {
                for (int t = 0; t < SPEC.tensors().size(); t++) {
                    assertArrayEquals(specification.moments(slot, t), kept.get(slot).tensor(t), SPEC.tensors().get(t).name());
                }
            }
        }
    }

    private static Trainer.Builder builder() {
        return Trainer.builder(SPEC).batch(SAMPLES);
    }

    private static Batch batch(Dataset samples) {
        Batch batch = Batch.of(samples, SAMPLES);
        samples.fill(batch, 0, SAMPLES);
        return batch;
    }

    private static Dataset samples() {
        var random = new SplittableRandom(1);
        float[] inputs = new float[SAMPLES * FEATURES];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = i % FEATURES == 3 ? random.nextInt(4) : (float) random.nextDouble(-1, 1);
        }
        int[] labels = new int[SAMPLES];
        Arrays.setAll(labels, i -> random.nextInt(CLASSES));
        return Dataset.labelled(inputs, FEATURES, labels, CLASSES);
    }

    @Test
    @Tag("once")
    void penalizeWeightsAndTablesUnlessAFactorNamesOthers() {
        assertEquals(List.of("layer1.table1", "layer3.weight", "layer4.weight"), changed(builder().l2(0.5f)));
        assertEquals(List.of("layer1.table1", "layer2.scale", "layer3.weight", "layer4.weight"),
                changed(builder().l2(0.5f).decayFactor(TensorGroup.norms(), 1)));
        assertEquals(List.of("layer3.weight", "layer3.alpha", "layer4.weight"),
                changed(builder().l1(0.5f).decayFactor(TensorGroup.layer(1), 0).decayFactor(TensorGroup.named("layer3.alpha"), 2)));
    }

    /** The tensors that a step changes in another way than without options. */
    private static List<String> changed(Trainer.Builder options) {
        try (Trainer plain = builder().build(); Trainer other = options.build()) {
            plain.step(batch(samples()));
            other.step(batch(samples()));
            return SPEC.tensors().stream().map(tensor -> tensor.name())
                    .filter(name -> !Arrays.equals(plain.network().tensor(name), other.network().tensor(name))).toList();
        }
    }

    @Test
    @Tag("once")
    void clipEachNumberOfEveryTensor() {
        try (Trainer trainer = builder().optimizer(Optimizer.sgd(1f)).clipValue(1e-3f).build()) {
            Network before = trainer.network();
            trainer.step(batch(samples()));
            for (int t = 0; t < SPEC.tensors().size(); t++) {
                float[] from = before.tensor(t), to = trainer.network().tensor(t);
                float largest = 0;
                for (int i = 0; i < from.length; i++) {
                    largest = Math.max(largest, Math.abs(to[i] - from[i]));
                }
                assertEquals(1e-3f, largest, 1e-6f, SPEC.tensors().get(t).name());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    @Tag("once")
    void goOnFromAFileAndAreRefusedByATrainerWithout(GradientOptions options) throws IOException {
        Path file = folder.resolve("checkpoint");
        Dataset samples = samples();
        try (Trainer uncut = builder().gradientOptions(options).batch(5).build(); Trainer other = builder().batch(5).build();
                Trainer resumed = builder().l1(options.l1()).l2(options.l2()).clipValue(options.clipValue())
                        .clipNorm(options.clipNorm()).maxNorm(options.maxNorm()).batch(5).build()) {
            uncut.epoch(samples);
            CheckpointFile.save(uncut.checkpoint(), file);
            Checkpoint loaded = CheckpointFile.load(file);
            assertEquals(options, loaded.settings().gradient());
            resumed.resume(loaded);
            assertEquals(uncut.epoch(samples).meanLoss(), resumed.epoch(samples).meanLoss());
            assertEquals(uncut.stateSha256(), resumed.stateSha256());
            assertNotEquals(uncut.stateSha256(), other.stateSha256());
            String line = String.join(", ", options.toText().lines().toList());
            assertEquals("the checkpoint was made with gradient options " + line + ", but this trainer has none; training goes on with the"
                    + " same settings only", assertThrows(IllegalArgumentException.class, () -> other.resume(loaded)).getMessage());
        }
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    @Tag("once")
    void readWhatTheyWrite(GradientOptions options) {
        assertEquals(options, GradientOptions.parse(options.toText()));
        assertEquals(GradientOptions.NONE, GradientOptions.parse(GradientOptions.NONE.toText()));
    }

    @ParameterizedTest
    @Tag("once")
    @CsvSource(delimiter = '|', value = {"l1(-1) | l1 expects a number of at least 0, got -1.0",
        "l2(Infinity) | l2 expects a number of at least 0, got Infinity", "clip_value(0) | clipValue expects a number above 0, got 0.0",
        "clip_value(NaN) | clipValue expects a number above 0, got NaN", "clip_norm(-1) | clipNorm expects a number above 0, got -1.0",
        "max_norm(0) | maxNorm expects a number above 0, got 0.0",
        "l2(1,2) | gradient option 'l2(1,2)' expects 1 number in brackets, got 2",
        "l3(1) | unknown gradient option 'l3(1)', expected one of l1(factor), l2(factor), clip_value(limit), clip_norm(limit), "
            + "max_norm(limit)"})
    void sayWhatIsWrongWithAText(String text, String sentence) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, () -> GradientOptions.parse(text)).getMessage());
    }

    @Test
    @Tag("once")
    void refuseAPenaltyThatFitsNoFloat() {
        Trainer.Builder builder = builder().l2(10f).decayFactor(TensorGroup.layer(4), 1e38f);
        assertEquals("l2 of layer4.weight expects a number that fits a float, but 10.0 times the factors for its decay is Infinity",
                assertThrows(IllegalArgumentException.class, builder::build).getMessage());
    }
}
