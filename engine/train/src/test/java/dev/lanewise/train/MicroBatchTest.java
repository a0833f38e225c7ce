package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import dev.lanewise.spec.Periodic;
import dev.lanewise.spec.PiecewiseLinear;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.spec.TensorGroup;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Micro-batches change no bit. */
class MicroBatchTest {

    private static final int STEPS = 100, FEATURES = 9, CLASSES = 3, BATCH = 53, SAMPLES = 2 * BATCH + 7;

    /** Tensors of every role, a matrix of two tiles, and dropout, whose choice depends on the place in the batch. */
    private static final NetworkSpec SPEC = NetworkSpec.inputs(FEATURES)
            .layer(new Embedding(List.of(new Embedding.Table(3, 4, 3)), new Initializer.Uniform(-1, 1))).layer(Layer.scale())
            .dense(35, Activation.prelu()).layer(Layer.dropout(0.3)).layer(Layer.residual(Layer.layerNorm(), Layer.dropout(0.2)))
            .dense(CLASSES, Activation.softmax()).build();
    private static final Dataset DATA = data();
    private static final GradientOptions ALL_OPTIONS = new GradientOptions(1e-3f, 0.1f, 0.01f, 0.1f, 0.8f);

    private static Dataset data() {
        var random = new SplittableRandom(1);
        float[] inputs = new float[SAMPLES * FEATURES];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = i % FEATURES == 3 ? random.nextInt(4) : (float) random.nextDouble(-1, 1);
        }
        int[] labels = new int[SAMPLES];
        Arrays.setAll(labels, i -> random.nextInt(CLASSES));
        return Dataset.labelled(inputs, FEATURES, labels, CLASSES);
    }

    private static Dataset weighted() {
        var random = new SplittableRandom(2);
        float[] weights = new float[SAMPLES];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextInt(4) == 0 ? 0 : 3 * random.nextFloat();
        }
        return DATA.withWeights(weights);
    }

    private static Trainer.Builder builder() {
        return Trainer.builder(SPEC).batch(BATCH).seed(3);
    }

    static Stream<Arguments> optimizersAndOptions() {
        return OptimizerExamples.ALL.stream().flatMap(optimizer -> Stream.of(GradientOptions.NONE, ALL_OPTIONS)
                .map(options -> Arguments.of(optimizer, options)));
    }

    @ParameterizedTest
    @MethodSource("optimizersAndOptions")
    void haveTheBitsOfTheFormulasOfTheWholeBatchOverAHundredSteps(Optimizer optimizer, GradientOptions options) {
        Dataset samples = weighted().range(0, BATCH);
        Schedule schedule = Schedule.linear(2 * STEPS);
        var specification = new SpecificationTrainer(Network.create(SPEC, 3), Loss.softmaxCrossEntropy(), optimizer, TensorFactors.NONE,
                options, schedule, 3);
        try (Trainer trainer = builder().optimizer(optimizer).gradientOptions(options).schedule(schedule).microBatch(17).threads(2)
                .build()) {
            Batch batch = batch(samples);
            for (int step = 1; step <= STEPS; step++) {
                assertEquals(specification.step(samples), trainer.step(batch), "loss of step " + step);
            }
            assertEquals(specification.network().sha256(), trainer.network().sha256());
        }
    }

    private static Batch batch(Dataset samples) {
        Batch batch = Batch.of(samples, samples.size());
        samples.fill(batch, 0, samples.size());
        return batch;
    }

    /** Of few samples and many, with a rest and without, one at a time and all at once; and a short last batch. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 15, 16, 17, 32, 48, 52, 53, 1000})
    void haveTheBitsOfTheWholeBatchOfAnySizeAndWithAnyThreads(int microBatch) {
        for (Dataset samples : List.of(DATA, weighted())) {
            try (Trainer whole = builder().build()) {
                EpochReport expected = whole.epoch(samples);
                for (int threads = 1; threads <= 3; threads++) {
                    try (Trainer trainer = builder().microBatch(microBatch).threads(threads).build()) {
                        assertEquals(expected.meanLoss(), trainer.epoch(samples).meanLoss());
                        assertEquals(whole.stateSha256(), trainer.stateSha256());
                    }
                }
            }
        }
    }

    /** Whose samples have several rows, and dropout counts these. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 17, 32})
    void haveTheBitsOfTheWholeBatchOfAnEnsembleWithinANetwork(int microBatch) {
        NetworkSpec ensemble = NetworkSpec.inputs(FEATURES)
                .layer(new PiecewiseLinear(List.of(new PiecewiseLinear.Column(2, 3, 4)), 3))
                .layer(new Periodic(List.of(1), 5, 2, 0.5f))
                .layer(Layer.members(4)).dense(20, Activation.relu()).layer(Layer.dropout(0.3))
                .layer(Layer.heads(4, CLASSES, Activation.softmax())).build();
        Trainer.Builder builder = Trainer.builder(ensemble).batch(BATCH).optimizer(Optimizer.averaged(Optimizer.adamW(1e-3f, 0.1f), 0.9f))
                .clipNorm(0.1f).maxNorm(1f);
        Dataset samples = weighted();
        try (Trainer whole = builder.build(); Trainer trainer = builder.microBatch(microBatch).threads(2).build()) {
            assertEquals(whole.epoch(samples).meanLoss(), trainer.epoch(samples).meanLoss());
            assertEquals(whole.stateSha256(), trainer.stateSha256());
        }
    }

    @Test
    @Tag("once")
    void serveBytesAndTargets() {
        byte[] bytes = new byte[40 * FEATURES];
        new SplittableRandom(5).nextBytes(bytes);
        float[] inputs = new float[40 * FEATURES], targets = new float[80];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = bytes[i];
        }
        for (int i = 0; i < targets.length; i++) {
            targets[i] = bytes[i] / 100f;
        }
        NetworkSpec regression = NetworkSpec.inputs(FEATURES).dense(20, Activation.tanh()).dense(2, Activation.identity()).build();
        for (Dataset samples : List.of(Dataset.withTargets(inputs, FEATURES, targets, 2),
                Dataset.labelledBytes(List.of(bytes), FEATURES, new SplittableRandom(6).ints(40, 0, 2).toArray(), 2))) {
            Trainer.Builder builder = Trainer.builder(regression).optimizer(Optimizer.adam(1e-3f)).batch(30);
            try (Trainer whole = builder.build(); Trainer trainer = builder.microBatch(7).build()) {
                assertEquals(whole.epoch(samples).meanLoss(), trainer.epoch(samples).meanLoss());
                assertEquals(whole.stateSha256(), trainer.stateSha256());
            }
        }
    }

    /** A micro-batch is no setting. */
    @Test
    @Tag("once")
    void goOnFromTheCheckpointOfWholeBatches() {
        try (Trainer whole = builder().build(); Trainer trainer = builder().microBatch(10).threads(2).build()) {
            assertThrows(IllegalCallerException.class, () -> whole.epoch(DATA, (step, size, loss) -> {
                throw new IllegalCallerException();
            }));
            trainer.resume(whole.checkpoint());
            assertEquals(whole.epoch(DATA).meanLoss(), trainer.epoch(DATA).meanLoss());
            assertEquals(whole.stateSha256(), trainer.stateSha256());
        }
    }

    @Test
    @Tag("once")
    void leaveFrozenTensorsAndTheirGradientsAlone() {
        Trainer.Builder builder = builder().clipNorm(0.01f).learningRateFactor(TensorGroup.layer(3), 0);
        try (Trainer whole = builder.build(); Trainer trainer = builder.microBatch(20).build()) {
            float[] before = trainer.network().tensor("layer3.weight");
            assertEquals(whole.epoch(DATA).meanLoss(), trainer.epoch(DATA).meanLoss());
            assertEquals(whole.stateSha256(), trainer.stateSha256());
            assertEquals(0, Arrays.mismatch(before, trainer.network().tensor("layer3.weight")) + 1);
        }
    }

    /** The micro-batch at fault is named by the place of its sample in the whole batch; nothing has changed. */
    @ParameterizedTest
    @ValueSource(ints = {2, 30, 52})
    @Tag("once")
    void nameTheSampleOfTheBatchThatIsNotFinite(int sample) {
        NetworkSpec spec = NetworkSpec.inputs(2).dense(3, Activation.tanh()).dense(1, Activation.identity()).build();
        float[] inputs = new float[2 * BATCH];
        inputs[2 * sample + 1] = Float.NaN;
        inputs[2 * BATCH - 1] = Float.NaN;
        Batch batch = Batch.withTargets(inputs, 2, new float[BATCH], 1);
        for (float clipNorm : new float[] {1f, Float.POSITIVE_INFINITY}) {
            try (Trainer trainer = Trainer.builder(spec).batch(BATCH).clipNorm(clipNorm).microBatch(16).build()) {
                String before = trainer.stateSha256();
                String message = assertThrows(NonFiniteException.class, () -> trainer.step(batch)).getMessage();
                String cause = "the cause is the input: sample " + sample + " of the batch has NaN as input 1";
                assertTrue(message.endsWith(cause), message);
                assertEquals(before, trainer.stateSha256());
            }
        }
    }

    @Test
    @Tag("once")
    void haveASample() {
        Trainer.Builder builder = builder().microBatch(0);
        assertEquals("a micro-batch needs at least 1 sample, got 0",
                assertThrows(IllegalArgumentException.class, builder::build).getMessage());
    }
}
