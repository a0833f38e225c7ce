package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.metric.RegressionAccumulator;
import dev.lanewise.metric.RegressionMetric;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableMetricsTest {

    private static double[] constant(double value, int rows) {
        double[] values = new double[rows];
        Arrays.fill(values, value);
        return values;
    }

    /** The mean of many 0.1 is another number, so their spread in double is not 0. */
    @Test
    void agreesWithTheMetricOfTheEngine() {
        List<double[]> truths = List.of(constant(0.1, 1000), constant(0, 2), new double[] {1, 2, 4}, new double[] {3});
        for (double[] truth : truths) {
            for (double shift : new double[] {0, 0.25}) {
                double[] answers = Arrays.stream(truth).map(value -> value + shift).toArray();
                RegressionAccumulator expected = new RegressionMetric.R2().accumulator(1);
                for (int row = 0; row < truth.length; row++) {
                    expected.add(new float[] {(float) answers[row]}, new float[] {(float) truth[row]});
                }
                assertEquals(expected.value(), TableMetrics.of(answers, truth).get("r2"), 1e-9, truth.length + " rows, " + shift);
            }
        }
    }
}
