package dev.lanewise.step;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.explain.Explainer;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Gradients;
import dev.lanewise.train.Trainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("once")
class TargetDomainTest {

    private static final NetworkSpec SIGMOIDS = NetworkSpec.inputs(1).dense(2, Activation.sigmoid()).build();
    private static final NetworkSpec SOFTMAX = NetworkSpec.inputs(1).dense(2, Activation.softmax()).build();

    private static Dataset dataset(float... targets) {
        return Dataset.withTargets(new float[targets.length / 2], 1, targets, 2);
    }

    private static Trainer trainer(NetworkSpec spec, Loss loss) {
        return Trainer.builder(spec).loss(loss).build();
    }

    private static void assertRefuses(String sentence, Executable call) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    /** Wherever targets come in: nothing is learned or begun. */
    private static void assertRefused(String sentence, NetworkSpec spec, Loss loss, float... targets) {
        Dataset samples = dataset(targets);
        Batch batch = Batch.withTargets(new float[targets.length / 2], 1, targets, 2);
        try (Trainer trainer = trainer(spec, loss)) {
            String before = trainer.stateSha256();
            assertRefuses(sentence, () -> trainer.requireFits(samples));
            assertRefuses(sentence, () -> trainer.epoch(samples));
            assertRefuses(sentence, () -> trainer.epoch(samples));
            assertRefuses(sentence, () -> trainer.evaluate(samples));
            assertRefuses(sentence, () -> trainer.step(batch));
            assertRefuses(sentence, () -> Evaluation.of(trainer.network(), loss, samples));
            assertRefuses(sentence, () -> Gradients.of(trainer.network(), loss, batch));
            assertEquals(before, trainer.stateSha256());
            assertEquals(0, trainer.epochs());
        }
    }

    private static void assertTrains(NetworkSpec spec, Loss loss, float... targets) {
        Dataset samples = dataset(targets);
        try (Trainer trainer = trainer(spec, loss)) {
            trainer.requireFits(samples);
            assertTrue(trainer.epoch(samples).meanLoss() >= 0);
            assertTrue(trainer.evaluate(samples).meanLoss() >= 0);
        }
    }

    @Test
    void holdsTargetsOfSigmoidsAgainstZeroAndOne() {
        Loss loss = Loss.sigmoidCrossEntropy();
        String rest = " for output 1, but the loss sigmoid_cross_entropy expects targets from 0 to 1";
        assertRefused("sample 2 has target -1.0" + rest, SIGMOIDS, loss, 1, 1, 0, 1, 1, -1);
        assertRefused("sample 0 has target 5.0" + rest, SIGMOIDS, loss, 0, 5, -3, 0);
        assertTrains(SIGMOIDS, loss, 0, 0, 1, 1, 0.25f, 0.9f);
    }

    @Test
    void holdsTargetsOfASoftmaxAgainstProbabilities() {
        Loss loss = Loss.softmaxCrossEntropy();
        assertRefused("sample 1 has target -1.0 for output 0, but the loss softmax_cross_entropy expects targets of at least 0",
                SOFTMAX, loss, 0, 1, -1, 2);
        assertRefused("sample 1 has targets that sum to 2.0, but the loss softmax_cross_entropy expects rows of targets that sum to 1,"
                + " give or take 0.01", SOFTMAX, loss, 0, 1, 1, 1);
        assertRefused("sample 0 has targets that sum to 0.0, but the loss softmax_cross_entropy expects rows of targets that sum to 1,"
                + " give or take 0.01", SOFTMAX, loss, 0, 0);
        assertTrains(SOFTMAX, loss, 0, 1, 0.3f, 0.7f, 0.33f, 0.66f);
    }

    @Test
    void takesAnyTargetForTheSquaredError() {
        assertTrains(NetworkSpec.inputs(1).dense(2, Activation.identity()).build(), Loss.squaredError(), -1, 5, 0, 0);
    }

    @Test
    void looksAtEverySampleOfALongDataSetAndAtNoOtherThanItsOwn() {
        float[] targets = new float[2 * 5000];
        targets[2 * 4999] = 1.5f;
        try (Trainer trainer = trainer(SIGMOIDS, Loss.sigmoidCrossEntropy())) {
            assertRefuses("sample 4999 has target 1.5 for output 0, but the loss sigmoid_cross_entropy expects targets from 0 to 1",
                    () -> trainer.requireFits(dataset(targets)));
            trainer.requireFits(dataset(targets).range(0, 4999));
        }
    }

    @Test
    void holdsTheTargetOfAnExplanationAgainstItsLoss() {
        Network network = Network.create(SOFTMAX, 1);
        assertRefuses("sample 0 has targets that sum to 0.5, but the loss softmax_cross_entropy expects rows of targets that sum to 1,"
                + " give or take 0.01", () -> new Explainer(network, Loss.softmaxCrossEntropy(), new float[1], new float[] {0.5f, 0}));
    }

    @Test
    void saysHowManyOutputsLabelsNeed() {
        Dataset two = Dataset.labelled(new float[4], 2, new int[] {0, 1}, 2);
        try (Trainer trainer = trainer(NetworkSpec.inputs(2).dense(4, Activation.tanh()).dense(1, Activation.sigmoid()).build(),
                Loss.squaredError())) {
            assertRefuses("the network 2-4-1 has 1 output, but samples have 2 classes; take 2 outputs with softmax, or one sigmoid output"
                    + " and one column of targets, 0 or 1, instead of labels", () -> trainer.epoch(two));
            assertRefuses("the network 2-4-1 has 1 output, but samples have 2 targets",
                    () -> trainer.requireFits(Dataset.withTargets(new float[4], 2, new float[4], 2)));
            assertRefuses("layer 1 of the network 2-4-1 expects 2 inputs, but samples have 1 feature",
                    () -> trainer.requireFits(Dataset.withTargets(new float[4], 1, new float[4], 1)));
        }
    }
}
