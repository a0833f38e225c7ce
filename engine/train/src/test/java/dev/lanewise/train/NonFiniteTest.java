package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.StandardScaler;
import dev.lanewise.metric.Metric;
import dev.lanewise.model.Network;
import dev.lanewise.model.RowMajor;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NonFiniteTest {

    private static final int FEATURES = 5;
    private static final NetworkSpec SPEC = NetworkSpec.inputs(FEATURES).dense(9, Activation.tanh()).dense(7, Activation.identity())
            .dense(2, Activation.identity()).build();

    private static final NetworkSpec LINEAR = NetworkSpec.inputs(FEATURES).dense(2, Activation.identity()).build();

    private static float[] floats(int count, long seed) {
        var random = new SplittableRandom(seed);
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = random.nextFloat();
        }
        return floats;
    }

    /** Twenty samples; {@code bad} stands as an input of the third, wherever it is not 0. */
    private static Batch batch(float bad) {
        float[] inputs = floats(20 * FEATURES, 1);
        inputs[2 * FEATURES + 1] = bad;
        return Batch.withTargets(inputs, FEATURES, floats(40, 2), 2);
    }

    private static Trainer trainer(NonFinitePolicy policy) {
        return Trainer.builder(SPEC).batch(20).threads(2).onNonFinite(policy).build();
    }

    private static String stops(Trainer trainer, Batch batch) {
        return assertThrows(NonFiniteException.class, () -> trainer.step(batch)).getMessage();
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void stopsAtABadInputWithNothingChanged(float bad) {
        try (Trainer trainer = Trainer.builder(LINEAR).batch(20).build()) {
            trainer.step(batch(0.5f));
            String before = trainer.network().sha256();
            assertTrue(stops(trainer, batch(bad)).endsWith(" in step 2, at layer 1; the cause is the input: sample 2 of the batch has "
                    + bad + " as input 1"), stops(trainer, batch(bad)));
            assertEquals(before, trainer.network().sha256());
            assertEquals(1, trainer.steps());
            trainer.step(batch(0.25f));
            assertEquals(2, trainer.steps());
        }
    }

    @Test
    void namesABadTarget() {
        float[] targets = floats(40, 2);
        targets[17] = Float.NaN;
        try (Trainer trainer = trainer(NonFinitePolicy.STOP)) {
            Batch bad = Batch.withTargets(floats(20 * FEATURES, 1), FEATURES, targets, 2);
            assertEquals("the loss became NaN in step 1, at the loss; the cause is a target of the batch that is not finite",
                    stops(trainer, bad));
        }
    }

    /** The squares of numbers to 10 are targets to 100, those of numbers to 5 to 25; nobody has chosen a rate. */
    @ParameterizedTest
    @ValueSource(ints = {10, 5})
    void namesTargetsThatAreNotScaledAndTheRateThatNobodyHasChosen(int range) {
        float[] inputs = new float[200], targets = new float[200];
        for (int i = 0; i < 200; i++) {
            inputs[i] = (i - 100) * range / 100f;
            targets[i] = inputs[i] * inputs[i];
        }
        NetworkSpec spec = NetworkSpec.inputs(1).dense(32, Activation.relu()).dense(1, Activation.identity()).build();
        try (Trainer trainer = Trainer.builder(spec).build()) {
            Dataset samples = Dataset.withTargets(inputs, 1, targets, 1);
            String message = assertThrows(NonFiniteException.class, () -> epochs(trainer, samples)).getMessage();
            assertTrue(message.matches("the loss became \\S+ in epoch \\d+, step \\d+, .* the likely cause is targets that are not scaled,"
                    + " with the default learning rate of 0\\.1 \\(the largest input is \\d\\.\\d+, the largest target \\d\\d\\.\\d+,"
                    + " the largest parameter \\S+\\); subtract the mean of each target and divide by its standard deviation, as"
                    + " StandardScaler\\.ofTargets does, or take a smaller rate, such as 0\\.01"), message);
        }
    }

    @Test
    void saysWhatMakesTheDefaultsWork() {
        float[] inputs = new float[200], targets = new float[200];
        for (int i = 0; i < 200; i++) {
            inputs[i] = (i - 100) / 10f;
            targets[i] = inputs[i] * inputs[i];
        }
        Dataset samples = Dataset.withTargets(inputs, 1, targets, 1);
        Dataset scaled = StandardScaler.ofTargets(samples).transformTargets(StandardScaler.ofInputs(samples).transformInputs(samples));
        NetworkSpec spec = NetworkSpec.inputs(1).dense(32, Activation.relu()).dense(1, Activation.identity()).build();
        try (Trainer trainer = Trainer.builder(spec).build()) {
            epochs(trainer, scaled);
            double explained = trainer.evaluate(scaled, List.of(Metric.r2())).metric(Metric.r2());
            assertTrue(explained > 0.98, "R2 is " + explained);
        }
    }

    @Test
    void namesTargetsWhereInputsAreScaled() {
        float[] targets = floats(40, 2);
        for (int i = 0; i < targets.length; i++) {
            targets[i] *= 3e5f;
        }
        NetworkSpec spec = NetworkSpec.inputs(FEATURES).dense(16, Activation.identity()).dense(2, Activation.identity()).build();
        try (Trainer trainer = Trainer.builder(spec).batch(20).optimizer(new Optimizer.Momentum(0.05f, 0.9f)).build()) {
            Dataset samples = Dataset.withTargets(floats(20 * FEATURES, 1), FEATURES, targets, 2);
            String message = assertThrows(NonFiniteException.class, () -> epochs(trainer, samples)).getMessage();
            assertTrue(message.contains("the likely cause is targets that are not scaled, with a learning rate of 0.05 (the largest input"
                    + " is 0.") && message.matches(".*the largest target 2\\d+\\.\\d*, the largest parameter .*"), message);
        }
    }

    /** Counts may not be scaled below 0. */
    @Test
    void blamesTheRateWhereTargetsAreCounts() {
        float[] inputs = floats(40, 1), counts = new float[40];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = i;
        }
        NetworkSpec spec = NetworkSpec.inputs(1).dense(16, Activation.identity()).dense(1, Activation.identity()).build();
        try (Trainer trainer = Trainer.builder(spec).loss(Loss.poisson()).optimizer(new Optimizer.Sgd(20f)).build()) {
            Dataset samples = Dataset.withTargets(inputs, 1, counts, 1);
            String message = assertThrows(NonFiniteException.class, () -> epochs(trainer, samples)).getMessage();
            assertTrue(message.contains("the likely cause is a learning rate of 20.0, which is too large")
                    && message.endsWith("; take a smaller one, such as 0.1"), message);
        }
    }

    private static void epochs(Trainer trainer, Dataset samples) {
        for (int epoch = 0; epoch < 50; epoch++) {
            trainer.epoch(samples);
        }
    }

    /** Weights so large that the sums of the second layer overflow, in the first step of an epoch. */
    @Test
    void namesTheLayerAndTheLearningRateWhereWeightsAreHuge() {
        float[][] weights = {floats(45, 1), floats(63, 2), floats(14, 3)}, biases = {new float[9], new float[7], new float[2]};
        Arrays.fill(weights[1], 3e38f);
        try (Trainer trainer = Trainer.builder(RowMajor.network(SPEC, weights, biases)).batch(20).build()) {
            Dataset samples = Dataset.withTargets(floats(100, 1), FEATURES, floats(40, 2), 2);
            String message = assertThrows(NonFiniteException.class, () -> trainer.epoch(samples)).getMessage();
            assertTrue(message.matches("the loss became (Infinity|NaN) in epoch 1, step 1, at layer 2, whose outputs are the first that are"
                    + " not finite; the likely cause is the default learning rate of 0\\.1, which is too large \\(the largest input is"
                    + " 0\\.\\d+, the largest target 0\\.\\d+, the largest parameter 3\\.0E38\\); take a smaller one, such as"
                    + " 0\\.01"), message);
        }
    }

    @Test
    void namesInputsThatAreNotScaled() {
        try (Trainer trainer = Trainer.builder(LINEAR).batch(20).build()) {
            String message = stops(trainer, batch(1e30f));
            assertTrue(message.startsWith("the loss became Infinity in step 1, at layer 1, the last one, or its loss; the likely cause is"
                    + " inputs that are not scaled, with the default learning rate of 0.1 (the largest input is 1.0E30, the largest target"
                    + " 0."), message);
        }
    }

    @ParameterizedTest
    @EnumSource(value = NonFinitePolicy.class, names = {"STOP", "SKIP"})
    void namesParametersThatALearningRateHasSpoiled(NonFinitePolicy policy) {
        try (Trainer trainer = Trainer.builder(LINEAR).batch(20).optimizer(new Optimizer.Sgd(1e38f)).onNonFinite(policy).build()) {
            trainer.step(batch(1000f));
            String message = stops(trainer, batch(0));
            assertTrue(message.matches("the loss became (NaN|Infinity) in step 2, because of layer 1, which has parameters that are not"
                    + " finite; the likely cause is a learning rate of 1\\.0E38, which is too large \\(the largest input is 0\\.\\d+,"
                    + " the largest target 0\\.\\d+, the largest parameter (NaN|Infinity)\\); take a smaller one, such as \\S+"), message);
        }
    }

    /** A weight of minus infinity before a ReLU hides from the loss. */
    @ParameterizedTest
    @EnumSource(NonFinitePolicy.class)
    void findsHiddenParametersAtTheEndOfAnEpochAndBeforeACheckpoint(NonFinitePolicy policy) {
        NetworkSpec spec = NetworkSpec.inputs(1).dense(2, Activation.relu()).dense(1, Activation.identity()).build();
        Network spoiled = RowMajor.network(spec, new float[][] {{1, Float.NEGATIVE_INFINITY}, {1, 1}}, new float[][] {{0, 0}, {0}});
        Dataset samples = Dataset.withTargets(new float[] {1, 2}, 1, new float[] {1, 2}, 1);
        try (Trainer trainer = Trainer.builder(spoiled).onNonFinite(policy).build()) {
            if (policy == NonFinitePolicy.CONTINUE) {
                assertTrue(Double.isFinite(trainer.epoch(samples).meanLoss()));
                assertEquals(1, trainer.checkpoint().progress().steps());
                return;
            }
            String spoils = " training has spoiled layer 1, which has parameters that are not finite; ";
            assertEquals("by step 0" + spoils + "they were there before the first step",
                    assertThrows(NonFiniteException.class, trainer::checkpoint).getMessage());
            assertEquals("by epoch 1, step 1" + spoils + "the likely cause is the default learning rate of 0.1, which is too large (the"
                    + " largest input is 2.0, the largest target 2.0, the largest parameter Infinity); take a smaller one, such as 0.01",
                    assertThrows(NonFiniteException.class, () -> trainer.epoch(samples)).getMessage());
        }
    }

    @Test
    void leavesOutABatchWhereItIsToldTo() {
        try (Trainer skipping = trainer(NonFinitePolicy.SKIP); Trainer without = trainer(NonFinitePolicy.STOP)) {
            for (int step = 0; step < 5; step++) {
                without.step(batch(step));
                skipping.step(batch(step));
                assertTrue(Double.isNaN(skipping.step(batch(Float.NaN))));
            }
            assertEquals(without.stateSha256(), skipping.stateSha256());
            assertEquals(5, skipping.steps());
            assertEquals(5, skipping.progress().skipped());
            assertEquals(0, without.progress().skipped());
        }
    }

    /** One sample is so large that the loss of its batch overflows; a checkpoint on each side of it. */
    @Test
    void doesNotCountWhatItLeftOut() {
        float[] inputs = floats(100 * FEATURES, 1);
        inputs[250] = 3e38f;
        Dataset samples = Dataset.withTargets(inputs, FEATURES, floats(200, 2), 2);
        List<Checkpoint> checkpoints = new ArrayList<>();
        Trainer.Builder builder = Trainer.builder(LINEAR).batch(20).onNonFinite(NonFinitePolicy.SKIP);
        try (Trainer trainer = builder.build(); Trainer resumed = builder.build()) {
            EpochReport report = trainer.epoch(samples, (step, count, meanLoss) -> checkpoints.add(trainer.checkpoint()));
            assertEquals(4, report.steps());
            assertEquals(80, report.samples());
            assertTrue(Double.isFinite(report.meanLoss()));
            assertEquals(4, checkpoints.size());
            for (Checkpoint checkpoint : checkpoints) {
                resumed.resume(checkpoint);
                assertEquals(report.meanLoss(), resumed.epoch(samples).meanLoss());
                assertEquals(trainer.stateSha256(), resumed.stateSha256());
                assertEquals(1, resumed.progress().skipped());
            }
        }
    }

    @Test
    void goesOnRegardlessWhereItIsToldTo() {
        try (Trainer trainer = trainer(NonFinitePolicy.CONTINUE)) {
            assertTrue(Double.isNaN(trainer.step(batch(Float.NaN))));
            assertTrue(Double.isNaN(trainer.step(batch(0))));
            assertEquals(2, trainer.checkpoint().progress().steps());
        }
    }
}
