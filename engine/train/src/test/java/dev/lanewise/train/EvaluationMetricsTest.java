package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.metric.Average;
import dev.lanewise.metric.ClassificationAccumulator;
import dev.lanewise.metric.ClassificationMetric;
import dev.lanewise.metric.Metric;
import dev.lanewise.metric.RegressionAccumulator;
import dev.lanewise.metric.RegressionMetric;
import dev.lanewise.model.Network;
import dev.lanewise.model.RowMajor;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics of an evaluation are those of the network's predictions. */
class EvaluationMetricsTest {

    private static final int SAMPLES = 333;
    private static final int FEATURES = 5;
    private static final List<ClassificationMetric> OF_CLASSES = List.of(Metric.accuracy(), Metric.topK(2), Metric.f1(Average.MACRO),
            Metric.matthews(), Metric.rocAuc(), Metric.averagePrecision(), Metric.logLoss(), Metric.brier(), Metric.calibrationError());
    private static final List<RegressionMetric> OF_NUMBERS = List.of(Metric.rmse(), Metric.mae(), Metric.r2(), Metric.pinball(0.9));

    private static float[] inputs() {
        var random = new SplittableRandom(7);
        float[] inputs = new float[SAMPLES * FEATURES];
        IntStream.range(0, inputs.length).forEach(i -> inputs[i] = (float) random.nextDouble(-2, 2));
        return inputs;
    }

    private static NetworkSpec spec(int outputs, Activation output) {
        return NetworkSpec.inputs(FEATURES).dense(9, Activation.tanh()).dense(outputs, output).build();
    }

    private static Evaluation evaluated(Network network, Loss loss, Dataset dataset, List<? extends Metric> metrics, int threads) {
        try (Trainer trainer = Trainer.builder(network).loss(loss).threads(threads).build()) {
            return trainer.evaluate(dataset, metrics);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void areThoseOfPredictionsForAnyNumberOfThreads(int threads) {
        int[] labels = IntStream.range(0, SAMPLES).map(i -> i % 7 % 4).toArray();
        Dataset dataset = Dataset.labelled(inputs(), FEATURES, labels, 4);
        Network network = Network.create(spec(4, Activation.softmax()), 3);
        Evaluation evaluation = evaluated(network, Loss.softmaxCrossEntropy(), dataset, OF_CLASSES, threads);
        for (ClassificationMetric metric : OF_CLASSES) {
            ClassificationAccumulator expected = metric.accumulator(4);
            IntStream.range(0, SAMPLES).forEach(i -> expected.add(network.predict(dataset.input(i)), labels[i]));
            assertEquals(expected.value(), evaluation.metric(metric), metric.toText());
        }
        assertEquals(evaluation.accuracy(), evaluation.metric(Metric.accuracy()));
        assertEquals(evaluation.confusion().scores().f1(Average.MACRO), evaluation.metric(Metric.f1(Average.MACRO)));
        assertEquals(evaluation.meanLoss(), evaluation.metric(Metric.logLoss()), 1e-6);
        assertEquals(evaluation, Evaluation.of(network, Loss.softmaxCrossEntropy(), dataset, OF_CLASSES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sigmoid", "tanh"})
    void takeASingleOutputForAProbability(String name) {
        Activation output = Activation.parse(name);
        float lowest = output.lowerBound();
        float[] targets = new float[SAMPLES];
        IntStream.range(0, SAMPLES).forEach(i -> targets[i] = i % 3 == 0 ? 1 : lowest);
        Dataset dataset = Dataset.withTargets(inputs(), FEATURES, targets, 1);
        Network network = Network.create(spec(1, output), 3);
        for (Loss loss : lowest == 0 ? List.of(Loss.sigmoidCrossEntropy(), Loss.squaredError()) : List.of(Loss.squaredError())) {
            Evaluation evaluation = evaluated(network, loss, dataset, OF_CLASSES, 2);
            for (ClassificationMetric metric : OF_CLASSES) {
                ClassificationAccumulator expected = metric.accumulator(2);
                for (int i = 0; i < SAMPLES; i++) {
                    float h = network.predict(dataset.input(i))[0];
                    expected.add(lowest == 0 ? h : (h + 1.0) / 2, targets[i] == 1 ? 1 : 0);
                }
                assertEquals(expected.value(), evaluation.metric(metric), metric.toText());
            }
            assertEquals(evaluation.accuracy(), evaluation.metric(Metric.accuracy()));
        }
    }

    /** A float cannot tell the halves of these outputs and 1 apart. */
    @Test
    void tellOutputsAroundTheMiddleApart() {
        Network network = RowMajor.network(NetworkSpec.inputs(1).dense(1, Activation.tanh()).build(), new float[][] {{1}},
                new float[][] {{0}});
        Dataset dataset = Dataset.withTargets(new float[] {-2e-9f, -1e-9f, 1e-9f, 2e-9f}, 1, new float[] {-1, -1, 1, 1}, 1);
        Evaluation evaluation = Evaluation.of(network, Loss.squaredError(), dataset,
                List.of(Metric.accuracy(), Metric.rocAuc(Average.MACRO)));
        assertEquals(1, evaluation.accuracy());
        assertEquals(1, evaluation.metric(Metric.accuracy()));
        assertEquals(1, evaluation.metric(Metric.rocAuc(Average.MACRO)));
    }

    @Test
    void compareOutputsWithTargets() {
        float[] targets = new float[2 * SAMPLES];
        IntStream.range(0, targets.length).forEach(i -> targets[i] = i % 11 - 5);
        Dataset dataset = Dataset.withTargets(inputs(), FEATURES, targets, 2);
        Network network = Network.create(spec(2, Activation.identity()), 3);
        Evaluation evaluation = evaluated(network, Loss.squaredError(), dataset, OF_NUMBERS, 2);
        for (RegressionMetric metric : OF_NUMBERS) {
            RegressionAccumulator expected = metric.accumulator(2);
            IntStream.range(0, SAMPLES).forEach(i -> expected.add(network.predict(dataset.input(i)), dataset.target(i)));
            assertEquals(expected.value(), evaluation.metric(metric), metric.toText());
        }
        assertTrue(evaluation.toString().matches("333 samples, mean loss [\\d.]+, rmse [\\d.]+, mae [\\d.]+, r2 -?[\\d.]+,"
                + " pinball\\(0\\.9\\) [\\d.]+"), evaluation.toString());
    }

    @Test
    void areNotDefinedWhereAnOutputIsNotFinite() {
        NetworkSpec spec = NetworkSpec.inputs(1).dense(2, Activation.softmax()).build();
        Network network = RowMajor.network(spec, new float[][] {{Float.MAX_VALUE, -Float.MAX_VALUE}}, new float[][] {{0, 0}});
        Dataset dataset = Dataset.labelled(new float[] {0, 4}, 1, new int[] {0, 1}, 2);
        Evaluation evaluation = Evaluation.of(network, Loss.softmaxCrossEntropy(), dataset, List.of(Metric.accuracy(), Metric.brier()));
        assertEquals(Double.NaN, evaluation.metric(Metric.accuracy()));
        assertEquals(Double.NaN, evaluation.metric(Metric.brier()));
        assertEquals(0.5, evaluation.accuracy());
    }

    @Test
    void areRefusedWhereTheyDoNotGoWithSamplesOrOutputs() {
        Dataset labels = Dataset.labelled(inputs(), FEATURES, new int[SAMPLES], 3);
        Dataset numbers = Dataset.withTargets(inputs(), FEATURES, new float[SAMPLES], 1);
        Network classes = Network.create(spec(3, Activation.sigmoid()), 1), regression = Network.create(spec(1, Activation.identity()), 1);
        assertEquals("rmse expects samples with targets, got labels",
                refused(() -> evaluated(classes, Loss.squaredError(), labels, List.of(Metric.rmse()), 1)));
        assertEquals("accuracy expects samples with classes, and a network that tells them apart; got targets that are none, or the network"
                + " 5-9-1", refused(() -> evaluated(regression, Loss.squaredError(), numbers, List.of(Metric.accuracy()), 1)));
        assertEquals("brier expects probabilities that sum to 1, as a softmax gives them; got outputs with the activation sigmoid",
                refused(() -> evaluated(classes, Loss.squaredError(), labels, List.of(Metric.brier()), 1)));
        assertEquals("f1(binary) expects 2 classes, got 3",
                refused(() -> evaluated(classes, Loss.squaredError(), labels, List.of(Metric.f1(Average.BINARY)), 1)));
        assertEquals("rmse expects outputs in units of the targets, but with the loss poisson they are logarithms of counts: predict, take"
                + " exp, and add both to an accumulator",
                refused(() -> evaluated(regression, Loss.poisson(), numbers, List.of(Metric.rmse()), 1)));
        Network quantiles = Network.create(spec(2, Activation.identity()), 1);
        assertEquals("mae expects a target for each of 2 outputs, got 1",
                refused(() -> evaluated(quantiles, Loss.quantile(0.1f, 0.9f), numbers, List.of(Metric.mae()), 1)));
        assertEquals("rmse was not measured, but only [mae]", refused(() -> evaluated(regression, Loss.squaredError(), numbers,
                List.of(Metric.mae()), 1).metric(Metric.rmse())));
    }

    private static String refused(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
