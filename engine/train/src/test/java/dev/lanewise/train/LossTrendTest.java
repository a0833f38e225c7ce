package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.train.TrainingWarning.Kind;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class LossTrendTest {

    private static final Dataset XOR = Dataset.withTargets(new float[] {0, 0, 0, 1, 1, 0, 1, 1}, 2, new float[] {0, 1, 1, 0}, 1);
    private static final NetworkSpec XOR_NET = NetworkSpec.inputs(2).dense(4, Activation.tanh()).dense(1, Activation.sigmoid()).build();

    /** Clouds of standardized numbers, one for each class, as of iris. */
    private static Dataset clouds(int samples, int features, int classes) {
        var random = new SplittableRandom(7);
        float[] inputs = new float[samples * features];
        int[] labels = new int[samples];
        for (int i = 0; i < samples; i++) {
            labels[i] = i % classes;
            for (int feature = 0; feature < features; feature++) {
                double centre = new SplittableRandom(31L * labels[i] + feature).nextDouble(-1.5, 1.5);
                inputs[i * features + feature] = (float) (centre + 0.6 * random.nextGaussian());
            }
        }
        return Dataset.labelled(inputs, features, labels, classes);
    }

    private static NetworkSpec classifier(Dataset samples, Activation hidden) {
        return NetworkSpec.inputs(samples.features()).dense(16, hidden).dense(samples.outputs(), Activation.softmax()).build();
    }

    /** The mean loss of the last epoch. */
    private static double train(NetworkSpec spec, Optimizer optimizer, int batch, Dataset samples, int epochs, WarningCollector listener) {
        double meanLoss = Double.NaN;
        try (Trainer trainer = Trainer.builder(spec).optimizer(optimizer).batch(batch).onNonFinite(NonFinitePolicy.CONTINUE).build()) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                meanLoss = trainer.epoch(samples, listener).meanLoss();
            }
        }
        return meanLoss;
    }

    private static List<TrainingWarning> explosions(WarningCollector listener) {
        return listener.warnings.stream().filter(warning -> warning.kind() == Kind.EXPLODING_LOSS).toList();
    }

    @ParameterizedTest
    @CsvSource({"sgd,1000,0.1", "sgd,1e30,0.1", "momentum,100000,0.05", "adam,10,0.001", "adamw,100,0.001"})
    void tellsOfALossThatExplodesInTheFirstEpoch(String rule, float rate, String smaller) {
        Dataset samples = clouds(2000, 20, 10);
        WarningCollector listener = new WarningCollector();
        train(classifier(samples, Activation.relu()), optimizer(rule, rate), 20, samples, 1, listener);
        List<TrainingWarning> told = explosions(listener);
        assertEquals(1, told.size());
        assertTrue(told.getFirst().message().matches("the loss explodes: \\S+ in epoch 1, from [23]\\.\\d+ at the beginning, with a"
                + " learning rate of " + rate + "; take a smaller one, such as " + smaller
                + ", and look whether inputs and targets are scaled"),
                told.toString());
    }

    private static Optimizer optimizer(String rule, float rate) {
        return switch (rule) {
            case "sgd" -> new Optimizer.Sgd(rate);
            case "momentum" -> new Optimizer.Momentum(rate, 0.9f);
            case "adam" -> new Optimizer.Adam(rate);
            case "adamw" -> new Optimizer.AdamW(rate, 0.9f, 0.999f, 1e-8f, 0.01f);
            default -> throw new IllegalArgumentException(rule);
        };
    }

    static Stream<Optimizer> ratesFromSmallToHigh() {
        return Stream.of(0.03f, 0.1f, 0.3f, 1f).flatMap(rate -> Stream.of(new Optimizer.Sgd(rate),
                new Optimizer.Momentum(rate / 10, 0.9f), new Optimizer.Adam(rate / 10)));
    }

    /** Whatever the rate is: where the network has learned in the end, its beginning was no explosion. */
    @ParameterizedTest
    @MethodSource("ratesFromSmallToHigh")
    void tellsNothingWhereTheNetworkLearns(Optimizer optimizer) {
        int learned = 0;
        for (int batch : new int[] {16, 150}) {
            for (Activation hidden : List.of(Activation.relu(), Activation.tanh(), Activation.leakyRelu())) {
                for (Dataset samples : List.of(clouds(150, 4, 3), clouds(400, 20, 10))) {
                    learned += learns(classifier(samples, hidden), optimizer, batch, samples, Math.log(samples.outputs()));
                }
                NetworkSpec spec = NetworkSpec.inputs(1).dense(8, hidden).dense(1, Activation.identity()).build();
                learned += learns(spec, optimizer, batch, curve(), 0.5);
            }
            learned += learns(XOR_NET, optimizer, batch, XOR, 0.125);
        }
        assertTrue(learned >= 1, learned + " networks have learned, so this says nothing");
    }

    /** 1 where the loss has become a tenth of a guess's, which may not have been called an explosion before; else 0. */
    private static int learns(NetworkSpec spec, Optimizer optimizer, int batch, Dataset samples, double guess) {
        WarningCollector listener = new WarningCollector();
        double meanLoss = train(spec, optimizer, batch, samples, samples == XOR ? 300 : 30, listener);
        if (!(meanLoss < guess / 10)) {
            return 0;
        }
        assertEquals(List.of(), explosions(listener), () -> optimizer + ", batches of " + batch + ", " + spec);
        return 1;
    }

    private static EpochReport report(double meanLoss) {
        return new EpochReport(1, 8, 8, meanLoss, 1);
    }

    private static LossTrend trend(double... losses) {
        LossTrend trend = new LossTrend();
        trend.lookAt(Loss.softmaxCrossEntropy(), clouds(20, 4, 3));
        for (int i = 0; i < losses.length; i++) {
            trend.learned(losses[i], 2 * i >= losses.length);
        }
        return trend;
    }

    /** A guess has ln 3 = 1.1. */
    @Test
    void looksAtTheSecondHalfOfAnEpoch() {
        assertTrue(trend(1.2, 1, 1, 1, 1, 4, 4, 4).explodes(report(2.3)), "three of four late batches are above 3 * 1.2");
        assertFalse(trend(1.2, 1, 1, 1, 1, 4, 4, 3).explodes(report(2.1)), "half of them may be outliers");
        assertFalse(trend(1.2, 4, 4, 4, 3, 3, 3, 3).explodes(report(3.1)), "it has recovered");
        assertFalse(trend(4.0).explodes(report(4)), "few batches say little");
        assertTrue(trend(1.2, 100, 1, 1).explodes(report(25.8)), "the mean is above 10 * 1.2");
        assertTrue(trend(1.2, 1, Double.NaN, 1).explodes(report(Double.NaN)));
        assertFalse(trend(0.001, 0.001, 0.001, 2, 2, 2, 2, 2).explodes(report(1)), "it was trained before, and is no worse than a guess");
    }

    @Test
    void beginsAnewWithEachEpoch() {
        LossTrend trend = trend(1, 1, 1, 1, 5, 5, 5, 5);
        assertTrue(trend.explodes(report(3)));
        assertFalse(trend.explodes(report(3)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 1, 1000})
    void measuresTheSquaredErrorByTheTargets(double scale) {
        LossTrend trend = new LossTrend();
        float[] targets = {(float) scale, (float) -scale, (float) scale, (float) -scale};
        trend.lookAt(Loss.squaredError(), Dataset.withTargets(new float[] {1, 2}, 1, targets, 2));
        double guess = Math.max(scale * scale, 0.01);
        trend.begins(1e-9);
        assertFalse(trend.explodes(report(9.9 * guess)));
        assertTrue(trend.explodes(report(10.1 * guess)));
    }

    /** A sine, standardized. */
    private static Dataset curve() {
        float[] inputs = new float[200], targets = new float[200];
        for (int i = 0; i < 200; i++) {
            inputs[i] = (i - 100) / 58f;
            targets[i] = (float) (Math.sqrt(2) * Math.sin(2 * inputs[i]));
        }
        return Dataset.withTargets(inputs, 1, targets, 1);
    }
}
