package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.metric.RegressionMetric;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.train.checkpoint.CheckpointFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What weights of samples change in training and evaluation, and what they do not. */
class SampleWeightsTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(4).dense(9, Activation.tanh()).dense(3, Activation.sigmoid()).build();
    private static final int SAMPLES = 90;
    private static final Dataset DATA = data();
    private static final float[] WEIGHTS = weights(new SplittableRandom(5), SAMPLES);

    @TempDir
    private Path folder;

    private static Dataset data() {
        var random = new SplittableRandom(3);
        float[] inputs = new float[4 * SAMPLES], targets = new float[3 * SAMPLES];
        IntStream.range(0, inputs.length).forEach(i -> inputs[i] = random.nextFloat());
        IntStream.range(0, targets.length).forEach(i -> targets[i] = random.nextFloat());
        return Dataset.withTargets(inputs, 4, targets, 3);
    }

    private static float[] weights(SplittableRandom random, int count) {
        float[] weights = new float[count];
        IntStream.range(0, count).forEach(i -> weights[i] = random.nextInt(4) == 0 ? 0 : 3 * random.nextFloat());
        return weights;
    }

    private static float[] lastAlone() {
        float[] weights = new float[SAMPLES];
        weights[SAMPLES - 1] = 1;
        return weights;
    }

    private static Trainer.Builder builder(int batch) {
        return Trainer.builder(SPEC).optimizer(Optimizer.adam(0.01f)).batch(batch).seed(4);
    }

    private static float[] all(float weight) {
        float[] weights = new float[SAMPLES];
        Arrays.fill(weights, weight);
        return weights;
    }

    /** A loss whose derivative is scaled before that of the activation, and one where it is scaled after it. */
    @ParameterizedTest
    @ValueSource(strings = {"huber(0.3)", "squared_error", "sigmoid_cross_entropy"})
    void haveTheBitsOfNoneWhereAllAreOne(String loss) {
        for (int batch : new int[] {7, 32}) {
            Trainer.Builder builder = builder(batch).loss(Loss.parse(loss));
            try (Trainer without = builder.build(); Trainer ones = builder.build()) {
                Dataset weighted = DATA.withWeights(all(1));
                assertEquals(without.epoch(DATA).meanLoss(), ones.epoch(weighted).meanLoss());
                assertEquals(without.stateSha256(), ones.stateSha256());
                assertEquals(without.evaluate(DATA), ones.evaluate(weighted));
            }
        }
    }

    /** All that is said of a step is a mean, so what all weights have in common makes no difference; a power of two not even to bits. */
    @Test
    void haveTheSameBitsWhereAllAreDoubled() {
        float[] doubled = WEIGHTS.clone();
        IntStream.range(0, SAMPLES).forEach(i -> doubled[i] *= 2);
        try (Trainer once = builder(32).build(); Trainer twice = builder(32).build()) {
            assertEquals(once.epoch(DATA.withWeights(WEIGHTS)).meanLoss(), twice.epoch(DATA.withWeights(doubled)).meanLoss());
            assertEquals(once.stateSha256(), twice.stateSha256());
        }
    }

    @Test
    void leaveOutSamplesOfWeightZero() {
        float[] weights = new float[40];
        IntStream.range(0, 30).forEach(i -> weights[i] = 1 + i % 2);
        Dataset all = DATA.range(0, 40).withWeights(weights);
        try (Trainer with = builder(40).build(); Trainer without = builder(40).build()) {
            assertEquals(without.step(batch(all.range(0, 30))), with.step(batch(all)));
            assertEquals(without.stateSha256(), with.stateSha256());
        }
    }

    private static Batch batch(Dataset samples) {
        Batch batch = Batch.of(samples, samples.size());
        samples.fill(batch, 0, samples.size());
        return batch;
    }

    /** The gradient of the mean is the mean of the gradients of single samples, by weight. */
    @Test
    void makeGradientsAndLossesWeightedMeans() {
        Network network = Network.create(SPEC, 2);
        Dataset samples = DATA.range(10, 30).withWeights(Arrays.copyOfRange(WEIGHTS, 10, 30));
        Gradients together = Gradients.of(network, Loss.squaredError(), batch(samples));
        double gradient = 0, loss = 0, sum = 0;
        for (int i = 0; i < samples.size(); i++) {
            Gradients alone = Gradients.of(network, Loss.squaredError(), batch(DATA.range(10 + i, 11 + i)));
            gradient += (double) samples.weight(i) * alone.at(0, 5);
            loss += (double) samples.weight(i) * alone.meanLoss();
            sum += samples.weight(i);
        }
        assertEquals(gradient / sum, together.at(0, 5), 1e-7);
        assertEquals(loss / sum, together.meanLoss());
        assertEquals(loss / sum, Evaluation.of(network, Loss.squaredError(), samples).meanLoss());
    }

    /** A weight of 2 is a sample that stands twice, and one of 0 a sample that is not there. */
    @Test
    void weighMetrics() {
        float[] weights = new float[8];
        weights[1] = 2;
        weights[4] = 1;
        Network network = Network.create(SPEC, 2);
        double twice = error(network, DATA.range(1, 2)), once = error(network, DATA.range(4, 5));
        assertEquals((2 * twice + once) / 3, error(network, DATA.range(0, 8).withWeights(weights)), 1e-12);
    }

    private static double error(Network network, Dataset samples) {
        RegressionMetric error = new RegressionMetric.Mae();
        return Evaluation.of(network, Loss.squaredError(), samples, List.of(error)).metric(error);
    }

    @Test
    void giveTheMeanLossOfAnEpochByWeight() {
        try (Trainer trainer = builder(32).optimizer(Optimizer.sgd(1e-30f)).build()) {
            Dataset samples = DATA.withWeights(WEIGHTS);
            double before = trainer.evaluate(samples).meanLoss();
            assertEquals(before, trainer.epoch(samples).meanLoss(), 1e-14);
            assertNotEquals(trainer.evaluate(DATA).meanLoss(), before);
        }
    }

    /** From a file that was written in the middle of the second epoch, with other threads. */
    @Test
    void goOnInTheMiddleOfAnEpochWithTheSameBits() throws IOException {
        Dataset samples = DATA.withWeights(WEIGHTS);
        Path file = folder.resolve("checkpoint");
        try (Trainer uncut = builder(8).build(); Trainer stopped = builder(8).build(); Trainer resumed = builder(8).threads(3).build()) {
            uncut.epoch(samples);
            EpochReport expected = uncut.epoch(samples);
            stopped.epoch(samples);
            assertThrows(IllegalCallerException.class, () -> stopped.epoch(samples, (step, size, loss) -> {
                if (step == 17) {
                    throw new IllegalCallerException();
                }
            }));
            CheckpointFile.save(stopped.checkpoint(), file);
            resumed.resume(CheckpointFile.load(file));
            assertEquals(expected.meanLoss(), resumed.epoch(samples).meanLoss());
            assertEquals(uncut.stateSha256(), resumed.stateSha256());
        }
    }

    @Test
    void arePartOfTheDataOfACheckpoint() {
        try (Trainer trainer = builder(8).build(); Trainer second = builder(8).build()) {
            trainer.epoch(DATA.withWeights(WEIGHTS));
            second.resume(trainer.checkpoint());
            Exception e = assertThrows(IllegalArgumentException.class, () -> second.epoch(DATA));
            assertEquals("this data set has other labels, targets or weights: what was learned so far came from other data; resume with "
                    + "Accept.OTHER_DATA to go on with it", e.getMessage());
        }
    }

    /** Gradients of 0 leave parameters where they are. */
    @Test
    void changeNothingWhereABatchWeighsNothing() {
        Dataset last = DATA.withWeights(lastAlone());
        try (Trainer trainer = builder(8).optimizer(Optimizer.sgd(0.1f)).build()) {
            String before = trainer.network().sha256();
            assertEquals(0, trainer.step(batch(last.range(0, 8))));
            assertEquals(before, trainer.network().sha256());
        }
    }

    @Test
    void refuseADataSetInWhichNothingWeighsAnything() {
        Dataset nothing = DATA.withWeights(lastAlone()).range(0, 8);
        try (Trainer trainer = builder(8).build()) {
            for (Runnable call : new Runnable[] {() -> trainer.epoch(nothing), () -> trainer.evaluate(nothing),
                () -> trainer.requireFits(nothing)}) {
                assertEquals("expected a sample with a weight above 0, but all 8 samples weigh 0",
                        assertThrows(IllegalArgumentException.class, call::run).getMessage());
            }
        }
    }
}
