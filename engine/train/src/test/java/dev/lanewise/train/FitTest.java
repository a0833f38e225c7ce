package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Dataset;
import dev.lanewise.metric.Average;
import dev.lanewise.metric.Metric;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class FitTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(3).dense(24, Activation.tanh()).dense(2, Activation.softmax()).build();

    /** So few samples with so much chance in their labels that a network learns them by heart: the validation loss falls, then rises. */
    private static Dataset.Split noisy() {
        var random = new SplittableRandom(4);
        float[][] rows = new float[60][3];
        int[] labels = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int f = 0; f < 3; f++) {
                rows[i][f] = (float) random.nextDouble(-1, 1);
            }
            labels[i] = rows[i][0] + random.nextGaussian() * 0.7 > 0 ? 1 : 0;
        }
        return Dataset.labelled(rows, labels, 2).split(0.4, 1);
    }

    private static Trainer trainer() {
        return Trainer.builder(SPEC).optimizer(Optimizer.adam(0.03f)).batch(12).seed(2).build();
    }

    @Test
    void endsAfterTheEpochUnderWayWhenItIsToldToStop() {
        Dataset.Split data = noisy();
        try (Trainer trainer = trainer()) {
            FitReport report = trainer.fit(data.train(), data.validation(), FitOptions.epochs(60).withStop(() -> trainer.epochs() >= 4));
            assertEquals(4, report.history().size());
            assertEquals(5, trainer.fit(data.train(), data.validation(), FitOptions.epochs(60).withStop(() -> true)).history().getFirst()
                    .training().epoch());
            assertEquals(5, trainer.epochs());
        }
    }

    @Test
    void keepsTheNetworkThatDidBest() {
        Dataset.Split data = noisy();
        try (Trainer trainer = trainer()) {
            FitReport report = trainer.fit(data.train(), data.validation(), 60);
            assertEquals(60, report.history().size());
            List<Double> losses = report.history().stream().map(epoch -> epoch.validation().meanLoss()).toList();
            double lowest = losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            assertEquals(losses.indexOf(lowest) + 1, report.bestEpoch());
            assertTrue(report.bestEpoch() > 1 && report.bestEpoch() < 60, "best in epoch " + report.bestEpoch());
            assertEquals(lowest, Evaluation.of(report.best(), Loss.softmaxCrossEntropy(), data.validation()).meanLoss());
            assertEquals(lowest, report.validation().meanLoss());
            assertEquals(60, trainer.epochs());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"f1(macro)", "log_loss", "roc_auc", "matthews", "calibration_error"})
    void keepsTheNetworkThatDidBestByAMetric(String word) {
        Metric metric = Metric.parse(word);
        Dataset.Split data = noisy();
        try (Trainer trainer = trainer()) {
            FitReport report = trainer.fit(data.train(), data.validation(), FitOptions.epochs(40).withMetric(metric));
            List<Double> values = report.history().stream().map(epoch -> epoch.validation().metric(metric)).toList();
            double best = metric.isHigherBetter() ? Collections.max(values) : Collections.min(values);
            assertNotEquals(Collections.max(values), Collections.min(values));
            assertEquals(values.indexOf(best) + 1, report.bestEpoch());
            assertEquals(best, report.validation().metric(metric));
            assertEquals(best, Evaluation.of(report.best(), Loss.softmaxCrossEntropy(), data.validation(), List.of(metric)).metric(metric));
        }
    }

    @Test
    void losesPatienceWithTheMetric() {
        Dataset.Split data = noisy();
        FitOptions options = FitOptions.epochs(200).withPatience(4);
        try (Trainer trainer = trainer()) {
            FitReport report = trainer.fit(data.train(), data.validation(), options.withMetric(Metric.matthews()).withMinGain(0.01));
            assertEquals(report.bestEpoch() + 4, report.history().size());
            double best = report.validation().metric(Metric.matthews());
            report.history().subList(report.bestEpoch(), report.history().size())
                    .forEach(epoch -> assertTrue(epoch.validation().metric(Metric.matthews()) <= best + 0.01));
        }
    }

    @Test
    void refusesAMetricThatDoesNotGoWithTheSamplesBeforeItLearns() {
        Dataset.Split data = noisy();
        try (Trainer trainer = trainer()) {
            String before = trainer.stateSha256();
            assertEquals("rmse expects samples with targets, got labels", assertThrows(IllegalArgumentException.class,
                    () -> trainer.fit(data.train(), data.validation(), FitOptions.epochs(3).withMetric(Metric.rmse()))).getMessage());
            assertEquals(before, trainer.stateSha256());
            assertEquals(0, trainer.epochs());
        }
        NetworkSpec three = NetworkSpec.inputs(3).dense(3, Activation.softmax()).build();
        Dataset samples = Dataset.labelled(new float[9], 3, new int[] {0, 1, 2}, 3);
        try (Trainer trainer = Trainer.builder(three).batch(3).build()) {
            assertEquals("recall(binary) expects 2 classes, got 3", assertThrows(IllegalArgumentException.class, () -> trainer.fit(samples,
                    samples, FitOptions.epochs(3).withMetric(Metric.recall(Average.BINARY)))).getMessage());
            assertEquals(0, trainer.epochs());
        }
    }

    @Test
    void hasTheBitsOfEpochsOneByOne() {
        Dataset.Split data = noisy();
        try (Trainer fitted = trainer(); Trainer stepped = trainer()) {
            FitReport report = fitted.fit(data.train(), data.validation(), 12);
            List<Network> networks = new ArrayList<>();
            for (int epoch = 0; epoch < 12; epoch++) {
                stepped.epoch(data.train());
                networks.add(stepped.network());
            }
            assertEquals(stepped.stateSha256(), fitted.stateSha256());
            assertEquals(networks.get(report.bestEpoch() - 1).sha256(), report.best().sha256());
        }
    }

    @Test
    void stopsWhenPatienceIsLost() {
        Dataset.Split data = noisy();
        try (Trainer trainer = trainer()) {
            FitReport report = trainer.fit(data.train(), data.validation(), FitOptions.epochs(500).withPatience(5));
            assertEquals(report.bestEpoch() + 5, report.history().size());
            assertEquals(report.history().size(), trainer.epochs());
        }
    }

    @Test
    void countsEpochsFromThoseBeforeIt() {
        Dataset.Split data = noisy();
        try (Trainer trainer = trainer()) {
            trainer.epoch(data.train());
            trainer.epoch(data.train());
            FitReport report = trainer.fit(data.train(), data.validation(), 4);
            assertEquals(3, report.history().getFirst().training().epoch());
            assertEquals(6, trainer.epochs());
            Evaluation ofBest = report.history().get(report.bestEpoch() - 3).validation();
            assertEquals(ofBest, report.validation());
        }
    }

    @Test
    void takesAGainForOneOnlyWhereItIsLargeEnough() {
        Dataset.Split data = noisy();
        try (Trainer trainer = trainer()) {
            FitReport report = trainer.fit(data.train(), data.validation(), FitOptions.epochs(50).withPatience(3).withMinGain(1000));
            assertEquals(1, report.bestEpoch());
            assertEquals(4, report.history().size());
        }
    }

    @Test
    void tellsAListener() {
        Dataset.Split data = noisy();
        List<Integer> epochs = new ArrayList<>();
        StepListener listener = new StepListener() {
            @Override
            public void onStep(long step, int samples, double meanLoss) {
            }

            @Override
            public void onEpoch(EpochReport report) {
                epochs.add(report.epoch());
            }
        };
        try (Trainer trainer = trainer()) {
            trainer.fit(data.train(), data.validation(), FitOptions.epochs(3).withListener(listener));
        }
        assertEquals(List.of(1, 2, 3), epochs);
    }

    /** Losses of one sample that is learned by heart end in equal floats. */
    @Test
    void keepsTheLaterOfEqualEpochsWhereItIsTold() {
        Dataset.Split data = noisy();
        for (boolean ties : new boolean[] {false, true}) {
            FitOptions options = FitOptions.epochs(6).withPatience(3);
            try (Trainer trainer = Trainer.builder(SPEC).optimizer(Optimizer.sgd(1e-30f)).batch(12).build()) {
                FitReport report = trainer.fit(data.train(), data.validation(), ties ? options.withTiesToTheLater() : options);
                assertEquals(ties ? 6 : 1, report.bestEpoch());
                assertEquals(ties ? 6 : 4, report.history().size());
            }
        }
    }

    @Test
    void beginsNoEpochAfterItsTime() {
        Dataset.Split data = noisy();
        long[] now = {Long.MAX_VALUE - 5_000_000_000L};
        StepListener second = new StepListener() {
            @Override
            public void onStep(long step, int samples, double meanLoss) {
            }

            @Override
            public void onEpoch(EpochReport report) {
                now[0] += 1_000_000_000L;
            }
        };
        FitOptions options = FitOptions.epochs(50).withListener(second).withMaxTime(Duration.ofMillis(6500));
        try (Trainer trainer = trainer()) {
            assertEquals(7, new Fitting(trainer, options, () -> now[0]).run(data.train(), data.validation()).history().size());
            assertEquals(1, trainer.fit(data.train(), data.validation(), options.withMaxTime(Duration.ofNanos(1))).history().size());
        }
        assertEquals("the maximum time expects more than zero, got PT0S", message(() -> options.withMaxTime(Duration.ZERO)));
    }

    @Test
    void tellsAListenerOfEveryValidation() {
        Dataset.Split data = noisy();
        List<String> heard = new ArrayList<>();
        StepListener listener = new StepListener() {
            @Override
            public void onStep(long step, int samples, double meanLoss) {
            }

            @Override
            public void onValidation(FitReport.Epoch epoch, boolean isBest) {
                heard.add(epoch.training().epoch() + " " + epoch.validation().meanLoss() + " " + isBest);
            }
        };
        try (Trainer trainer = trainer()) {
            FitReport report = trainer.fit(data.train(), data.validation(), FitOptions.epochs(20)
                    .withListener(StepListener.NONE.andThen(listener)));
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < 20; i++) {
                double loss = report.history().get(i).validation().meanLoss();
                assertEquals(i + 1 + " " + loss + " " + (loss < best), heard.get(i));
                best = Math.min(best, loss);
            }
            assertEquals(20, heard.size());
        }
    }

    @Test
    void takesOtherSamplesInEachPartOfAPartialFit() {
        Dataset.Split data = noisy();
        try (Trainer trainer = trainer(); Trainer resumed = trainer(); Trainer epochs = trainer()) {
            trainer.partialFit(data.train());
            trainer.partialFit(data.validation());
            epochs.epoch(data.train());
            epochs.epoch(data.validation());
            assertEquals(epochs.stateSha256(), trainer.stateSha256());
            resumed.resume(trainer.checkpoint());
            assertThrows(IllegalArgumentException.class, () -> resumed.epoch(data.train()));
            assertEquals(3, resumed.partialFit(data.train()).epoch());
            trainer.partialFit(data.train());
            assertEquals(trainer.stateSha256(), resumed.stateSha256());
            Dataset threeClasses = Dataset.labelled(new float[4][3], new int[4], 3);
            assertThrows(IllegalArgumentException.class, () -> trainer.partialFit(threeClasses));
        }
    }

    @Test
    void refusesOtherSamplesInTheMiddleOfAPart() {
        Dataset.Split data = noisy();
        Dataset first = data.train().range(0, 24), second = data.train().range(12, 36);
        try (Trainer trainer = trainer()) {
            trainer.partialFit(first);
            assertThrows(IllegalStateException.class, () -> trainer.epoch(first, (step, samples, loss) -> {
                throw new IllegalStateException("stopped");
            }));
            assertThrows(IllegalArgumentException.class, () -> trainer.partialFit(second));
            assertEquals(2, trainer.partialFit(first).epoch());
        }
    }

    @Test
    void refusesBeforeItLearns() {
        Dataset.Split data = noisy();
        Dataset other = Dataset.labelled(new float[2][4], new int[2], 2);
        try (Trainer trainer = trainer()) {
            assertTrue(message(() -> trainer.fit(data.train(), other, 3)).startsWith("validation: layer 1 of the network "));
            assertTrue(message(() -> trainer.fit(other, data.validation(), 3)).startsWith("train: layer 1 of the network "));
            assertEquals(0, trainer.steps());
        }
        assertEquals("fit expects at least 1 epoch, got 0 epochs", message(() -> FitOptions.epochs(0)));
        assertEquals("the patience expects at least 1 epoch, got 0", message(() -> FitOptions.epochs(1).withPatience(0)));
        assertEquals("the minimum gain expects a number of at least 0, got NaN",
                message(() -> FitOptions.epochs(1).withMinGain(Double.NaN)));
    }

    private static String message(Executable mistake) {
        return assertThrows(IllegalArgumentException.class, mistake).getMessage();
    }

    /** Of 10 samples in batches of 4 two are left. */
    @Test
    @Tag("once")
    void passesOverAShortBatch() {
        float[] inputs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        Dataset ten = Dataset.withTargets(inputs, 1, inputs, 1);
        NetworkSpec spec = NetworkSpec.inputs(1).dense(1, Activation.identity()).build();
        FitOptions options = FitOptions.epochs(3).withoutShortBatch();
        try (Trainer trainer = Trainer.builder(spec).loss(Loss.squaredError()).batch(4).seed(1).build()) {
            for (FitReport.Epoch epoch : trainer.fit(ten, ten, options).history()) {
                assertEquals(2, epoch.training().steps());
                assertEquals(8, epoch.training().samples());
            }
            assertEquals(3, trainer.epoch(ten).steps());
        }
        try (Trainer trainer = Trainer.builder(spec).loss(Loss.squaredError()).batch(40).seed(1).build()) {
            assertEquals(10, trainer.fit(ten, ten, options).history().getFirst().training().samples());
        }
    }
}
