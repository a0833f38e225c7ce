package dev.lanewise.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.fixtures.Fixture;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("once")
class RegressionMetricTest {

    private static final Fixture FIXTURE = Fixture.load("metrics");

    static Stream<Arguments> lines() {
        return Stream.of("numbers", "numbers.weighted", "equal", "equal.weighted").flatMap(name -> Stream.of(
                Arguments.of(name, Metric.rmse(), "rmse", ""), Arguments.of(name, Metric.mae(), "mae", ""),
                Arguments.of(name, Metric.r2(), "r2", ""), Arguments.of(name, Metric.pinball(0.1), "pinball", ".0.1"),
                Arguments.of(name, Metric.pinball(0.5), "pinball", ".0.5"), Arguments.of(name, Metric.pinball(0.9), "pinball", ".0.9")));
    }

    private static void add(RegressionAccumulator accumulator, String name, List<Integer> chosen) {
        String set = name.replace(".weighted", "");
        float[][] outputs = FIXTURE.rows(set + ".outputs"), targets = FIXTURE.rows(set + ".targets");
        double[] weights = FIXTURE.values(set + ".weights");
        chosen.forEach(i -> accumulator.add(outputs[i], targets[i], set.equals(name) ? 1 : weights[i]));
    }

    private static List<Integer> order(String name) {
        return IntStream.range(0, FIXTURE.values(name.replace(".weighted", "") + ".weights").length).boxed().toList();
    }

    private static RegressionAccumulator whole(String name, RegressionMetric metric) {
        RegressionAccumulator accumulator = metric.accumulator(name.startsWith("numbers") ? 3 : 2);
        add(accumulator, name, order(name));
        return accumulator;
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("lines")
    void agreesWithScikitLearn(String name, RegressionMetric metric, String line, String level) {
        RegressionAccumulator accumulator = whole(name, metric);
        assertNear(FIXTURE.value(name + "." + line + level), accumulator.value());
        double[] byOutput = FIXTURE.values(name + "." + line + "ByOutput" + level);
        for (int o = 0; o < byOutput.length; o++) {
            assertNear(byOutput[o], accumulator.value(o));
        }
    }

    private static void assertNear(double expected, double value) {
        assertEquals(expected, value, 1e-13 * Math.max(1, Math.abs(expected)));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("lines")
    void hasTheSameBitsInEveryOrderAndCut(String name, RegressionMetric metric, String line, String level) {
        double expected = whole(name, metric).value();
        int outputs = name.startsWith("numbers") ? 3 : 2;
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Integer> order = new ArrayList<>(order(name));
            Collections.shuffle(order, random);
            int cut = random.nextInt(order.size() + 1);
            RegressionAccumulator first = metric.accumulator(outputs), second = metric.accumulator(outputs);
            add(second, name, order.subList(cut, order.size()));
            add(first, name, order.subList(0, cut));
            second.merge(first);
            assertEquals(expected, second.value());
        }
    }

    private static double value(RegressionMetric metric, float[] outputs, float... targets) {
        RegressionAccumulator accumulator = metric.accumulator(1);
        for (int i = 0; i < outputs.length; i++) {
            accumulator.add(new float[] {outputs[i]}, new float[] {targets[i]});
        }
        return accumulator.value();
    }

    /** Sums of squares of such targets in double would leave nothing of their variance, which is 2/3. */
    @Test
    void explainsVarianceHoweverFarFromZero() {
        float far = 0x1p23f;
        float[] targets = {far, far + 1, far + 2};
        assertEquals(0.5, value(Metric.r2(), new float[] {far, far + 2, far + 2}, targets));
        assertEquals(1, value(Metric.r2(), targets, targets));
        float farther = 0x1p100f, step = Math.ulp(farther);
        assertEquals(0.5, value(Metric.r2(), new float[] {farther, farther + 2 * step, farther + 2 * step}, farther, farther + step,
                farther + 2 * step));
    }

    @Test
    void isWhatAHandComputes() {
        float[] outputs = {1, 2, 3, 4};
        assertEquals(Math.sqrt((0 + 1 + 4 + 9) / 4.0), value(Metric.rmse(), outputs, 1, 1, 1, 1));
        assertEquals(1.5, value(Metric.mae(), outputs, 1, 1, 1, 1));
        assertEquals(0.25 * 6 / 4, value(Metric.pinball(0.75), outputs, 1, 1, 1, 1));
        assertEquals(0.75 * 6 / 4, value(Metric.pinball(0.75), new float[] {1, 1, 1, 1}, 1, 2, 3, 4));
        assertEquals(1 - 2 / 5.0, value(Metric.r2(), new float[] {1, 2, 4, 5}, 1, 2, 3, 4));
    }

    @Test
    void isNotDefinedForTheVarianceOfOneSample() {
        assertEquals(Double.NaN, value(Metric.r2(), new float[] {1}, 1));
        assertEquals(0, value(Metric.rmse(), new float[] {1}, 1));
    }

    @Test
    void refusesASampleThatIsNone() {
        RegressionAccumulator rmse = Metric.rmse().accumulator(2);
        rmse.add(new float[2], new float[2]);
        assertEquals("sample 1: expected 2 outputs, got 1", message(() -> rmse.add(new float[1], new float[2])));
        assertEquals("sample 1: expected 2 targets, got 3", message(() -> rmse.add(new float[2], new float[3])));
        assertEquals("sample 1: expected finite numbers, but target 1 is NaN", message(() -> rmse.add(new float[2],
                new float[] {0, Float.NaN})));
        assertEquals("sample 1: expected finite numbers, but output 0 is -Infinity",
                message(() -> rmse.add(new float[] {Float.NEGATIVE_INFINITY, 0}, new float[2])));
        assertEquals("a sample's weight expects a finite number of at least 0, got -2.0", message(() -> rmse.add(new float[2], new float[2],
                -2)));
        assertEquals("expected as many targets as samples, got 1 for 0 samples", message(() -> rmse.add(new float[0][], new float[1][2])));
        assertEquals(1, rmse.samples());
        assertThrows(IndexOutOfBoundsException.class, () -> rmse.value(2));
    }

    private static String message(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
