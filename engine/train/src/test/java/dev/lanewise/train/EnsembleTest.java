package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.metric.Metric;
import dev.lanewise.metric.MetricAccumulator;
import dev.lanewise.metric.RegressionAccumulator;
import dev.lanewise.metric.RegressionMetric;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.TensorFactors;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An ensemble within one network: the rest of what a trainer does with it. */
class EnsembleTest {

    private static final int FEATURES = 9, CLASSES = 3, SAMPLES = 53;

    private static NetworkSpec spec(int members, int outputs, Activation output) {
        return NetworkSpec.inputs(FEATURES).dense(11, Activation.tanh()).layer(Layer.members(members)).dense(20, Activation.relu())
                .layer(Layer.dropout(0.3)).layer(Layer.layerNorm()).layer(Layer.heads(members, outputs, output)).build();
    }

    private static float[] floats(int count) {
        var random = new SplittableRandom(count);
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = random.nextFloat() - 0.5f;
        }
        return floats;
    }

    private static Dataset labelled() {
        return Dataset.labelled(floats(SAMPLES * FEATURES), FEATURES, new SplittableRandom(3).ints(SAMPLES, 0, CLASSES).toArray(), CLASSES);
    }

    private static Dataset weighted(Dataset samples) {
        float[] weights = new float[samples.size()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i % 4 * 0.7f;
        }
        return samples.withWeights(weights);
    }

    private static Batch batch(Dataset samples) {
        Batch batch = Batch.of(samples, samples.size());
        samples.fill(batch, 0, samples.size());
        return batch;
    }

    /** Dropout, weights and whole gradients count samples of the batch, not of the micro-batch. */
    @ParameterizedTest
    @CsvSource({"1, 17", "3, 17", "3, 5", "8, 1", "8, 16", "16, 20", "24, 53", "32, 2"})
    void hasTheBitsOfTheFormulasOfTheWholeBatchInMicroBatches(int members, int microBatch) {
        NetworkSpec spec = spec(members, CLASSES, Activation.softmax());
        GradientOptions options = GradientOptions.parse("clip_norm(0.1)");
        Optimizer optimizer = new Optimizer.AdamW(0.01f, 0.1f);
        for (Dataset samples : List.of(labelled(), weighted(labelled()))) {
            var specification = new SpecificationTrainer(Network.create(spec, 3), Loss.softmaxCrossEntropy(0.1f), optimizer,
                    TensorFactors.NONE, options, Schedule.constant(), 3);
            try (Trainer trainer = Trainer.builder(spec).loss(Loss.softmaxCrossEntropy(0.1f)).optimizer(optimizer).batch(SAMPLES).seed(3)
                    .gradientOptions(options).microBatch(microBatch).threads(2).build()) {
                for (int step = 1; step <= 5; step++) {
                    assertEquals(specification.step(samples), trainer.step(batch(samples)), "loss of step " + step);
                }
                assertEquals(specification.network().sha256(), trainer.network().sha256());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 16})
    void isEvaluatedByTheMeanOfItsMembers(int members) {
        Network network = Network.create(spec(members, 2, Activation.sigmoid()), 5);
        Dataset samples = Dataset.withTargets(floats(SAMPLES * FEATURES), FEATURES, floats(SAMPLES * 2), 2);
        Metric rmse = new RegressionMetric.Rmse();
        MetricAccumulator expected = rmse.accumulator(2);
        float[] outputs = new float[2];
        for (int sample = 0; sample < SAMPLES; sample++) {
            network.predictor().predict(samples.input(sample), outputs);
            ((RegressionAccumulator) expected).add(outputs, samples.target(sample), 1);
        }
        Evaluation evaluation = Evaluation.of(network, Loss.squaredError(), samples, List.of(rmse));
        assertEquals(expected.value(), evaluation.metrics().get(rmse));
        assertEquals(Gradients.of(network, Loss.squaredError(), batch(samples)).meanLoss(), evaluation.meanLoss());
    }

    @Test
    void answersWithTheClassOfTheMeanProbability() {
        for (Activation output : List.of(Activation.softmax(), Activation.sigmoid())) {
            Network network = Network.create(spec(8, CLASSES, output), 5);
            Dataset samples = labelled();
            long right = 0;
            for (int sample = 0; sample < SAMPLES; sample++) {
                right += network.classify(samples.input(sample)) == samples.label(sample) ? 1 : 0;
            }
            Loss loss = output.isElementwise() ? Loss.sigmoidCrossEntropy() : Loss.softmaxCrossEntropy();
            assertEquals((double) right / SAMPLES, Evaluation.of(network, loss, samples).accuracy());
        }
    }

    /** How many of the first two features are above 0. */
    @Test
    void learns() {
        float[] inputs = floats(200 * FEATURES);
        int[] labels = new int[200];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (inputs[i * FEATURES] > 0 ? 1 : 0) + (inputs[i * FEATURES + 1] > 0 ? 1 : 0);
        }
        Dataset samples = Dataset.labelled(inputs, FEATURES, labels, CLASSES);
        try (Trainer trainer = Trainer.builder(spec(8, CLASSES, Activation.softmax())).optimizer(new Optimizer.Adam(0.01f)).batch(20)
                .seed(1).build()) {
            double first = trainer.epoch(samples).meanLoss(), last = first;
            for (int epoch = 0; epoch < 40; epoch++) {
                last = trainer.epoch(samples).meanLoss();
            }
            double accuracy = trainer.evaluate(samples).accuracy();
            assertTrue(last < 0.5 * first && accuracy > 0.95, first + " " + last + " " + accuracy);
        }
    }

    /** Rows are counted by ints. */
    @Test
    void refusesABatchWithMoreRowsThanThereMayBe() {
        assertEquals("10000000 samples, each with a row for 256 members, are more rows than a matrix has, which are at most 2147483647",
                assertThrows(IllegalArgumentException.class, () -> TrainingMemory.of(spec(256, 1, Activation.identity()),
                        Optimizer.momentum(0.1f), 10_000_000, 1)).getMessage());
    }
}
