package dev.lanewise.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.fixtures.Fixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Metrics of probabilities agree with scikit-learn, and do not depend on how samples come in. */
@Tag("once")
class ClassificationMetricTest {

    private static final Fixture FIXTURE = Fixture.load("metrics");

    /** A metric and the line of the fixture that has its value. */
    private record Case(ClassificationMetric metric, String line) {
    }

    private static List<Case> cases(int classes) {
        List<Case> cases = new ArrayList<>(List.of(new Case(Metric.accuracy(), "accuracy"),
                new Case(Metric.balancedAccuracy(), "balancedAccuracy"), new Case(Metric.matthews(), "matthews"),
                new Case(Metric.logLoss(), "logLoss"), new Case(Metric.brier(), "brier"),
                new Case(Metric.calibrationError(1), "calibrationError.1"), new Case(Metric.calibrationError(10), "calibrationError.10"),
                new Case(Metric.calibrationError(), "calibrationError.15")));
        for (Average average : List.of(Average.MACRO, Average.MICRO, Average.WEIGHTED)) {
            cases.add(new Case(Metric.precision(average), "precision." + average.toText() + ".0"));
            cases.add(new Case(Metric.recall(average), "recall." + average.toText() + ".0"));
            cases.add(new Case(Metric.f1(average), "f1." + average.toText() + ".0"));
        }
        if (classes == 2) {
            cases.add(new Case(Metric.rocAuc(), "rocAuc"));
            cases.add(new Case(Metric.averagePrecision(), "averagePrecision"));
            return cases;
        }
        for (Average average : List.of(Average.MACRO, Average.WEIGHTED)) {
            cases.add(new Case(Metric.rocAuc(average), "rocAuc." + average.toText()));
            cases.add(new Case(Metric.averagePrecision(average), "averagePrecision." + average.toText()));
        }
        IntStream.rangeClosed(1, 3).forEach(k -> cases.add(new Case(Metric.topK(k), "topK." + k)));
        return cases;
    }

    static Stream<Arguments> lines() {
        return Stream.of("multi", "multi.weighted", "two", "two.weighted")
                .flatMap(name -> cases(name.startsWith("two") ? 2 : 4).stream().map(c -> Arguments.of(name, c.metric, c.line)));
    }

    /** Samples of a fixture, in the order in which they are added. */
    private record Samples(float[][] outputs, int[] labels, double[] weights) {

        private static Samples of(String name) {
            String set = name.replace(".weighted", "");
            float[][] outputs = FIXTURE.rows(set + ".outputs");
            return new Samples(outputs, FIXTURE.ints(set + ".labels"), set.equals(name)
                    ? IntStream.range(0, outputs.length).mapToDouble(i -> 1).toArray() : FIXTURE.values(set + ".weights"));
        }

        private void addTo(ClassificationAccumulator accumulator, List<Integer> chosen) {
            chosen.forEach(i -> accumulator.add(outputs[i], labels[i], weights[i]));
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("lines")
    void agreesWithScikitLearn(String name, ClassificationMetric metric, String line) {
        Samples samples = Samples.of(name);
        ClassificationAccumulator accumulator = metric.accumulator(samples.outputs[0].length);
        samples.addTo(accumulator, IntStream.range(0, samples.labels.length).boxed().toList());
        assertEquals(FIXTURE.value(name + "." + line), accumulator.value(), 1e-14);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("lines")
    void hasTheSameBitsInEveryOrderAndCut(String name, ClassificationMetric metric, String line) {
        Samples samples = Samples.of(name);
        int classes = samples.outputs[0].length;
        List<Integer> order = new ArrayList<>(IntStream.range(0, samples.labels.length).boxed().toList());
        ClassificationAccumulator whole = metric.accumulator(classes);
        samples.addTo(whole, order);
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            Collections.shuffle(order, random);
            int cut = random.nextInt(order.size()), second = cut + random.nextInt(order.size() - cut);
            ClassificationAccumulator first = metric.accumulator(classes), middle = metric.accumulator(classes);
            ClassificationAccumulator last = metric.accumulator(classes);
            samples.addTo(middle, order.subList(cut, second));
            samples.addTo(first, order.subList(0, cut));
            samples.addTo(last, order.subList(second, order.size()));
            last.merge(first);
            last.merge(middle);
            assertEquals(whole.value(), last.value());
            assertEquals(order.size(), last.samples());
        }
    }

    private static double value(ClassificationMetric metric, int classes, float[][] outputs, int... labels) {
        ClassificationAccumulator accumulator = metric.accumulator(classes);
        accumulator.add(outputs, labels);
        return accumulator.value();
    }

    @Test
    void takesOneOutputForTheProbabilityOfClassOne() {
        Samples samples = Samples.of("two");
        float[][] single = Stream.of(samples.outputs).map(row -> new float[] {row[1]}).toArray(float[][]::new);
        float[][] pairs = Stream.of(single).map(row -> new float[] {1 - row[0], row[0]}).toArray(float[][]::new);
        for (Case c : cases(2)) {
            assertEquals(value(c.metric, 2, pairs, samples.labels), value(c.metric, 2, single, samples.labels), 1e-7, c.line);
        }
        for (ClassificationMetric metric : List.of(Metric.accuracy(), Metric.topK(1))) {
            assertEquals(1, value(metric, 2, new float[][] {{0.75f}, {0.25f}}, 1, 0));
            assertEquals(1, value(metric, 2, new float[][] {{0.5f}}, 1), "class 1 begins with 0.5");
            assertEquals(0, value(metric, 2, new float[][] {{0.5f}}, 0));
        }
    }

    @Test
    void clipsProbabilitiesForTheLogLossAsScikitLearnDoes() {
        assertEquals(FIXTURE.value("sure.logLoss"), value(Metric.logLoss(), 3, FIXTURE.rows("sure.outputs"), FIXTURE.ints("sure.labels")),
                1e-12);
    }

    @Test
    void givesEqualProbabilitiesToTheFirstClass() {
        float[][] outputs = {{0.25f, 0.25f, 0.25f, 0.25f}, {0.1f, 0.4f, 0.4f, 0.1f}};
        assertEquals(0.5, value(Metric.topK(1), 4, outputs, 0, 2));
        assertEquals(1, value(Metric.topK(2), 4, outputs, 1, 2));
        assertEquals(0.5, value(Metric.topK(3), 4, outputs, 3, 0));
        assertEquals(1, value(Metric.topK(4), 4, outputs, 3, 3));
        assertEquals(1, value(Metric.topK(9), 4, outputs, 3, 3));
        assertEquals(value(Metric.topK(1), 4, outputs, 1, 2), value(Metric.accuracy(), 4, outputs, 1, 2));
    }

    /** Of five samples three have the confidence 0.5, which is the upper edge of the first of two bins, and of them two are right. */
    @Test
    void putsAConfidenceOnAnEdgeIntoTheLowerBin() {
        float[][] outputs = {{0.5f, 0.5f}, {0.5f, 0.5f}, {0.5f, 0.5f}, {0.25f, 0.75f}, {0, 1}};
        assertEquals(3 / 5.0 * (2 / 3.0 - 0.5) + 2 / 5.0 * (0.875 - 0.5), value(Metric.calibrationError(2), 2, outputs, 0, 0, 1, 1, 0),
                1e-15);
        assertEquals(0.6 - 0.65, -value(Metric.calibrationError(1), 2, outputs, 0, 0, 1, 1, 0), 1e-15);
    }

    @Test
    void isNotDefinedForTheAreaOfOneClass() {
        assertEquals(Double.NaN, value(Metric.rocAuc(), 2, new float[][] {{0.25f}, {0.75f}}, 0, 0));
        float[][] outputs = {{0.5f, 0.25f, 0.25f}, {0.25f, 0.5f, 0.25f}, {0.5f, 0.25f, 0.25f}};
        assertEquals(Double.NaN, value(Metric.rocAuc(), 3, outputs, 0, 1, 0));
        assertEquals(1, value(Metric.rocAuc(Average.WEIGHTED), 3, outputs, 0, 1, 0));
        assertEquals(2 / 3.0, value(Metric.averagePrecision(), 3, outputs, 0, 1, 0), 1e-15);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "accuracy | 0.5 0.5 | 0 | sample 1: expected 3 outputs, got 2",
        "accuracy | 0.5 | 0 | sample 1: expected 3 outputs, got 1",
        "accuracy | 0.5 NaN 0.5 | 0 | sample 1: expected finite numbers, but output 1 is NaN",
        "roc_auc | 0.5 0.5 Infinity | 0 | sample 1: expected finite numbers, but output 2 is Infinity",
        "f1 | 0.25 0.5 0.25 | 3 | sample 1: expected a label from 0 to 2, got 3",
        "f1 | 0.25 0.5 0.25 | -1 | sample 1: expected a label from 0 to 2, got -1",
        "log_loss | 2 -1 0 | 0 | sample 1: log_loss expects probabilities from 0 to 1, but that of class 0 is 2.0",
        "brier | 0.5 0.5 0.5 | 0 | sample 1: brier expects probabilities that sum to 1, got 1.5",
        "calibration_error | 0.5 0.75 -0.25 | 0 | sample 1: calibration_error(15) expects probabilities from 0 to 1, but that of class 2 is"
            + " -0.25"})
    void refusesASampleThatIsNone(String metric, String outputs, int label, String message) {
        float[] row = new float[outputs.split(" ").length];
        IntStream.range(0, row.length).forEach(i -> row[i] = Float.parseFloat(outputs.split(" ")[i]));
        ClassificationAccumulator accumulator = ((ClassificationMetric) Metric.parse(metric)).accumulator(3);
        accumulator.add(new float[] {1, 0, 0}, 0);
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> accumulator.add(row, label)).getMessage());
        assertEquals(1, accumulator.samples());
    }

    @Test
    void takesAnyScoresWhereOnlyTheirOrderCounts() {
        float[][] outputs = {{-3, 7, 100}, {5, 4, 3}};
        for (ClassificationMetric metric : List.of(Metric.accuracy(), Metric.topK(2), Metric.matthews())) {
            assertEquals(1, value(metric, 3, outputs, 2, 0), metric.toText());
        }
    }

    @Test
    void refusesWeightsAndNumbersOfLabelsThatDoNotFit() {
        ClassificationAccumulator accuracy = Metric.accuracy().accumulator(2);
        for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertEquals("a sample's weight expects a finite number of at least 0, got " + weight, assertThrows(
                    IllegalArgumentException.class, () -> accuracy.add(new float[] {0.5f}, 1, weight)).getMessage());
        }
        assertEquals("expected as many labels as samples, got 1 for 2 samples", assertThrows(IllegalArgumentException.class,
                () -> accuracy.add(new float[][] {{0.5f}, {0.5f}}, new int[] {1})).getMessage());
        accuracy.add(new float[] {0.5f}, 1, 0);
        assertEquals("accuracy expects at least one sample with a weight above 0, got 1 with the weight 0",
                assertThrows(IllegalStateException.class, accuracy::value).getMessage());
    }

    @Test
    void countsNothingForSamplesOfTheWeightZero() {
        Samples samples = Samples.of("multi");
        for (Case c : cases(4)) {
            ClassificationAccumulator without = c.metric.accumulator(4), with = c.metric.accumulator(4);
            without.add(samples.outputs, samples.labels);
            with.add(samples.outputs, samples.labels);
            with.add(new float[] {1, 0, 0, 0}, 3, 0);
            assertEquals(without.value(), with.value(), c.line);
            assertTrue(with.samples() > without.samples());
        }
    }
}
