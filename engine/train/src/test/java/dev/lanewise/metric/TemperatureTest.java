package dev.lanewise.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.fixtures.Fixture;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class TemperatureTest {

    private static final Fixture FIXTURE = Fixture.load("metrics");

    private static double logLoss(float[][] outputs, int[] labels) {
        ClassificationAccumulator logLoss = Metric.logLoss().accumulator(Math.max(2, outputs[0].length));
        logLoss.add(outputs, labels);
        return logLoss.value();
    }

    private static float[][] scaled(double temperature, float[][] outputs) {
        return Stream.of(outputs).map(new Temperature(temperature)::apply).toArray(float[][]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multi", "two"})
    void isWhereScipyFindsTheLowestLogLoss(String name) {
        float[][] outputs = FIXTURE.rows(name + ".outputs");
        int[] labels = FIXTURE.ints(name + ".labels");
        double plain = Temperature.fit(outputs, labels).value();
        assertEquals(FIXTURE.value(name + ".temperature"), plain, 1e-12);
        assertEquals(FIXTURE.value(name + ".weighted.temperature"),
                Temperature.fit(outputs, labels, FIXTURE.values(name + ".weights")).value(), 1e-12);
        double lowest = logLoss(scaled(plain, outputs), labels);
        assertTrue(lowest < logLoss(outputs, labels));
        for (double other : new double[] {0.5, 0.9, 0.99, 1.01, 1.1, 2}) {
            assertTrue(lowest < logLoss(scaled(other * plain, outputs), labels), () -> other + " times " + plain);
        }
    }

    @Test
    void hasTheSameBitsInEveryOrder() {
        float[][] outputs = FIXTURE.rows("multi.outputs");
        int[] labels = FIXTURE.ints("multi.labels");
        int[] backwards = IntStream.range(0, labels.length).map(i -> labels[labels.length - 1 - i]).toArray();
        float[][] rows = IntStream.range(0, labels.length).mapToObj(i -> outputs[labels.length - 1 - i]).toArray(float[][]::new);
        assertEquals(Temperature.fit(outputs, labels), Temperature.fit(rows, backwards));
    }

    @Test
    void takesOneOutputForTheProbabilityOfClassOne() {
        float[][] single = {{0.75f}, {0.875f}, {0.25f}, {0.125f}, {0.875f}}, pairs = Stream.of(single)
                .map(row -> new float[] {1 - row[0], row[0]}).toArray(float[][]::new);
        int[] labels = {1, 1, 0, 1, 0};
        Temperature temperature = Temperature.fit(single, labels);
        assertEquals(Temperature.fit(pairs, labels), temperature);
        assertArrayEquals(new float[] {temperature.apply(pairs[0])[1]}, temperature.apply(single[0]));
    }

    @Test
    void keepsAnswersAndSums() {
        float[] outputs = {0.1f, 0.6f, 0.3f};
        for (double value : new double[] {0.01, 0.5, 1, 3, 100}) {
            float[] scaled = new Temperature(value).apply(outputs);
            assertEquals(1, scaled[0] + scaled[1] + scaled[2], 1e-6);
            assertTrue(scaled[1] > scaled[2] && scaled[2] >= scaled[0], Arrays.toString(scaled));
        }
        assertArrayEquals(outputs, new Temperature(1).apply(outputs), 1e-7f);
        assertArrayEquals(new float[] {1 / 46f, 36 / 46f, 9 / 46f}, new Temperature(0.5).apply(outputs), 1e-7f);
    }

    @Test
    void endsAtItsLimits() {
        float[][] outputs = {{0.25f, 0.75f}, {0.75f, 0.25f}};
        assertEquals(0.01, Temperature.fit(outputs, new int[] {1, 0}).value());
        assertEquals(100, Temperature.fit(outputs, new int[] {0, 1}).value());
        assertEquals(100, Temperature.fit(new float[][] {{0, 1}}, new int[] {0}).value());
    }

    @Test
    void leavesEqualProbabilitiesAsTheyAre() {
        assertEquals(1, Temperature.fit(new float[][] {{0.5f, 0.5f}}, new int[] {1}).value());
        assertArrayEquals(new float[] {0.5f, 0.5f}, new Temperature(7).apply(new float[] {0.5f, 0.5f}));
    }

    @Test
    void refusesWhatIsNoTemperatureAndNoProbability() {
        for (double value : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertEquals("a temperature expects a positive number, got " + value, message(() -> new Temperature(value)));
        }
        assertEquals("a temperature expects samples with weights above 0, got none of 0 samples",
                message(() -> Temperature.fit(new float[0][], new int[0])));
        assertEquals("a temperature expects samples with weights above 0, got none of 1 sample",
                message(() -> Temperature.fit(new float[][] {{0.5f}}, new int[1], new double[1])));
        assertEquals("sample 1: log_loss expects probabilities from 0 to 1, but that of class 0 is 3.0",
                message(() -> Temperature.fit(new float[][] {{0.5f, 0.5f}, {3, -2}}, new int[2])));
        assertEquals("sample 0: expected a label from 0 to 1, got 2",
                message(() -> Temperature.fit(new float[][] {{0.5f}}, new int[] {2})));
        assertEquals("expected as many labels as samples, got 1 for 2 samples",
                message(() -> Temperature.fit(new float[2][2], new int[1])));
        assertEquals("expected as many weights as samples, got 3 for 2 samples",
                message(() -> Temperature.fit(new float[2][2], new int[2], new double[3])));
        assertEquals("sample 0: expected finite numbers, but output 0 is NaN",
                message(() -> new Temperature(1).apply(new float[] {Float.NaN})));
    }

    private static String message(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
