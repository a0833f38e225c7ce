package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.Mnist;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LearningTest {

    private static final double[] GOLDEN_LOSSES = {1.649083709716797, 1.4937874317169189, 1.3833933413028716, 1.29871257096529,
        1.2333618119359016, 1.1840361177921295, 1.154262262582779, 1.1336470663547515, 1.1245494075119495, 1.1204062789678573};
    private static final String GOLDEN_SHA256 = "a0eea5c1b7c76882defd555c566f613560abedc4b668ff23c9c10c3c95608ec2";

    @Test
    void learnsExclusiveOr() {
        Dataset xor = Dataset.withTargets(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new float[] {0, 1, 1, 0}, 1);
        NetworkSpec spec = NetworkSpec.inputs(2).dense(4, Activation.tanh()).dense(1, Activation.sigmoid()).build();
        Optimizer adam = new Optimizer.Adam(0.05f);
        try (Trainer trainer = Trainer.builder(spec).loss(Loss.sigmoidCrossEntropy()).optimizer(adam).batch(4).build()) {
            for (int epoch = 0; epoch < 500; epoch++) {
                trainer.epoch(xor);
            }
            Network network = trainer.network();
            for (int i = 0; i < 4; i++) {
                assertEquals(xor.target(i)[0], network.predict(xor.input(i))[0], 0.1f, "sample " + i);
            }
        }
    }

    /** Mitchell, Machine Learning, section 4.6.4: eight one-hot inputs are to come back through three hidden sigmoids. */
    @Test
    void learnsTheIdentityThroughThreeHiddenNodes() {
        float[] rows = new float[64];
        for (int i = 0; i < 8; i++) {
            rows[i * 8 + i] = 1f;
        }
        Dataset identity = Dataset.withTargets(rows, 8, rows.clone(), 8);
        var start = new Initializer.Uniform(-0.1f, 0.1f);
        NetworkSpec spec = new NetworkSpec(8, List.of(new Dense(3, Activation.sigmoid(), start, start),
                new Dense(8, Activation.sigmoid(), start, start)));
        try (Trainer trainer = Trainer.builder(spec).optimizer(new Optimizer.Sgd(0.3f * 8)).batch(8).build()) {
            for (int epoch = 0; epoch < 5000; epoch++) {
                trainer.epoch(identity);
            }
            Network network = trainer.network();
            for (int i = 0; i < 8; i++) {
                assertEquals(i, network.classify(identity.input(i)), "sample " + i);
            }
        }
    }

    /** Changing one of these bits changes what every user's run gives: it needs a line in CHANGELOG.md. */
    @Test
    void followsTheGoldenTrajectory() {
        SplittableRandom random = new SplittableRandom(3);
        float[] inputs = new float[40 * 7];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextFloat() - 0.5f;
        }
        Dataset samples = Dataset.labelled(inputs, 7, random.ints(40, 0, 5).toArray(), 5);
        NetworkSpec spec = NetworkSpec.inputs(7).dense(19, Activation.tanh()).dense(33, Activation.relu()).dense(5, Activation.softmax())
                .build();
        double[] losses = new double[10];
        Trainer.Builder builder = Trainer.builder(spec).optimizer(new Optimizer.Adam(0.01f)).schedule(new Schedule.Cosine(30));
        try (Trainer trainer = builder.batch(16).seed(3).build()) {
            for (int epoch = 0; epoch < losses.length; epoch++) {
                losses[epoch] = trainer.epoch(samples).meanLoss();
            }
            assertArrayEquals(GOLDEN_LOSSES, losses, 0);
            assertEquals(GOLDEN_SHA256, trainer.network().parameterSha256());
        }
    }

    @Test
    @Tag("once")
    void reachesNinetySevenPercentOnMnistAfterOneEpoch() throws IOException {
        Path folder = Path.of(System.getProperty("lanewise.shared", "../../shared"), "data", "mnist");
        Assumptions.assumeTrue(Files.isDirectory(folder), "skipped: the MNIST files are not in " + folder);
        Mnist.Split mnist = Mnist.load(folder);
        NetworkSpec spec = NetworkSpec.inputs(784).dense(256, Activation.relu()).dense(10, Activation.softmax()).build();
        Schedule schedule = new Schedule.Linear(60_000 / 32);
        try (Trainer trainer = Trainer.builder(spec).schedule(schedule).optimizer(new Optimizer.Momentum(0.05f, 0.9f)).batch(32).threads(2)
                .build()) {
            WarningCollector listener = new WarningCollector();
            trainer.epoch(mnist.train(), listener);
            assertEquals(List.of(), listener.warnings);
            Evaluation result = trainer.evaluate(mnist.test());
            assertTrue(result.accuracy() >= 0.97, "accuracy " + result.accuracy());
            assertEquals(result.accuracy(), Evaluation.of(trainer.network(), Loss.softmaxCrossEntropy(), mnist.test()).accuracy());
        }
    }
}
