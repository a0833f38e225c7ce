package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TrainerTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(8).dense(40, Activation.relu()).dense(3, Activation.softmax()).build();

    private static Dataset samples(int count, int features, int classes) {
        var random = new SplittableRandom(count);
        float[] inputs = new float[count * features];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextFloat();
        }
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(classes);
        }
        return Dataset.labelled(inputs, features, labels, classes);
    }

    private static String trained(int threads, long seed) {
        try (Trainer trainer = Trainer.builder(SPEC).threads(threads).seed(seed).batch(100).build()) {
            trainer.epoch(samples(750, 8, 3));
            trainer.epoch(samples(750, 8, 3));
            return trainer.network().sha256();
        }
    }

    @Test
    void givesTheSameBitsWithAnyNumberOfThreads() {
        Set<String> sums = new HashSet<>();
        for (int threads : new int[] {1, 2, 3, 7, 16}) {
            sums.add(trained(threads, 1));
        }
        assertEquals(1, sums.size());
    }

    @Test
    void givesOtherBitsWithAnotherSeed() {
        assertNotEquals(trained(1, 1), trained(1, 2));
    }

    @Test
    void handsOutNetworksThatNoLongerChange() {
        try (Trainer trainer = Trainer.builder(SPEC).build()) {
            Network before = trainer.network();
            String sum = before.sha256();
            trainer.epoch(samples(100, 8, 3));
            assertEquals(sum, before.sha256());
            assertNotEquals(sum, trainer.network().sha256());
        }
    }

    @Test
    void goesOnFromANetwork() {
        Network start = Network.create(SPEC, 77);
        try (Trainer trainer = Trainer.builder(start).seed(5).build()) {
            assertEquals(start.sha256(), trainer.network().sha256());
        }
    }

    @Test
    void countsStepsAndSamplesOfAnEpoch() {
        try (Trainer trainer = Trainer.builder(SPEC).batch(64).build()) {
            int[] seen = new int[2];
            EpochReport report = trainer.epoch(samples(150, 8, 3), (step, samples, loss) -> {
                seen[0]++;
                seen[1] += samples;
                assertTrue(loss > 0);
            });
            assertEquals(1, report.epoch());
            assertEquals(3, report.steps());
            assertEquals(150, report.samples());
            assertEquals(3, seen[0]);
            assertEquals(150, seen[1]);
            assertEquals(3, trainer.steps());
        }
    }

    @Test
    void evaluatesLikeOneSampleAfterTheOther() {
        Dataset samples = samples(131, 8, 3);
        try (Trainer trainer = Trainer.builder(SPEC).threads(3).build()) {
            trainer.epoch(samples);
            Evaluation all = trainer.evaluate(samples);
            Network network = trainer.network();
            int right = 0;
            int[][] confusion = new int[3][3], counted = new int[3][3];
            for (int i = 0; i < samples.size(); i++) {
                int answer = network.classify(samples.input(i));
                confusion[samples.label(i)][answer]++;
                right += answer == samples.label(i) ? 1 : 0;
            }
            assertEquals(right / 131.0, all.accuracy());
            assertEquals(131, all.samples());
            for (int i = 0; i < 9; i++) {
                counted[i / 3][i % 3] = all.confusion().count(i / 3, i % 3);
            }
            assertEquals(Arrays.deepToString(confusion), Arrays.deepToString(counted));
            assertEquals(0, all.unanswered());
            double exact = new DoubleNetwork(network, Loss.softmaxCrossEntropy()).meanLoss(samples);
            assertEquals(exact, all.meanLoss(), 1e-6);
        }
    }

    @Test
    void saysWhatDoesNotFit() {
        assertSays("layer 1 of the network 8-40-3 expects 8 inputs, but samples have 5 features",
                () -> epochOn(samples(10, 5, 3)));
        assertSays("the network 8-40-3 has 3 outputs, but samples have 4 classes; take 4 outputs with softmax",
                () -> epochOn(samples(10, 8, 4)));
        assertSays("the loss squared_error expects an element-wise one as the activation of the last layer,"
                + " got softmax", () -> Trainer.builder(SPEC).loss(Loss.squaredError()).build());
        assertSays("the loss sigmoid_cross_entropy expects sigmoid as the activation of the last layer, got softmax",
                () -> Trainer.builder(SPEC).loss(Loss.sigmoidCrossEntropy()).build());
        assertSays("a batch needs at least 1 sample, got 0", () -> Trainer.builder(SPEC).batch(0).build());
        assertSays("training takes 1 to 1024 threads, got -1", () -> Trainer.builder(SPEC).threads(-1).build());
        assertSays("training takes 1 to 1024 threads, got 1000000", () -> Trainer.builder(SPEC).threads(1_000_000).build());
        assertSays("the learning rate expects a number above 0, got NaN", () -> new Optimizer.Sgd(Float.NaN));
        assertSays("momentum expects a number from 0 to below 1, got 1.0", () -> new Optimizer.Momentum(0.1f, 1f));
        assertSays("the weight decay expects a number of at least 0, got -1.0", () -> new Optimizer.AdamW(0.1f, -1f));
        Dataset many = samples(100, 8, 3);
        Batch tooLarge = Batch.of(many, 65);
        many.fill(tooLarge, 0, 65);
        try (Trainer trainer = Trainer.builder(SPEC).batch(64).build()) {
            assertSays("this trainer expects batches of 1 to 64 samples, got 65", () -> trainer.step(tooLarge));
        }
    }

    private static void epochOn(Dataset samples) {
        try (Trainer trainer = Trainer.builder(SPEC).build()) {
            trainer.epoch(samples);
        }
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }
}
