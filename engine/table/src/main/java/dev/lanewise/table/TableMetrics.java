package dev.lanewise.table;

import dev.lanewise.metric.Average;
import dev.lanewise.metric.ClassificationAccumulator;
import dev.lanewise.metric.ClassificationMetric;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** How well answers fit the truth: {@code accuracy auc logLoss} of classes, {@code rmse mae r2} of numbers in the unit of the target. */
public final class TableMetrics {

    private TableMetrics() {
    }

    /**
     * Of classes.
     *
     * @param outputs [rows x classes] probabilities
     * @param labels  [rows] classes, from 0
     * @param classes how many there are
     * @return the three values, by their names; NaN where one is not defined
     * @throws IllegalArgumentException if an output is no probability or a label no class
     */
    public static Map<String, Double> of(float[] outputs, int[] labels, int classes) {
        Map<String, ClassificationAccumulator> sums = new LinkedHashMap<>();
        sums.put("accuracy", new ClassificationMetric.Accuracy().accumulator(classes));
        sums.put("auc", new ClassificationMetric.RocAuc(Average.MACRO).accumulator(classes));
        sums.put("logLoss", new ClassificationMetric.LogLoss().accumulator(classes));
        for (int row = 0; row < labels.length; row++) {
            float[] probabilities = Arrays.copyOfRange(outputs, row * classes, (row + 1) * classes);
            for (ClassificationAccumulator sum : sums.values()) {
                sum.add(probabilities, labels[row]);
            }
        }
        Map<String, Double> values = new LinkedHashMap<>();
        sums.forEach((name, sum) -> values.put(name, sum.value()));
        return values;
    }

    /**
     * Of numbers.
     *
     * @param answers [rows] what was predicted
     * @param truth   [rows] what it is
     * @return the three values, by their names; NaN where one is not defined; where the truth is the same everywhere, {@code r2} is 1 of
     *         answers that are right, else 0
     */
    public static Map<String, Double> of(double[] answers, double[] truth) {
        double mean = IntStream.range(0, truth.length).mapToDouble(i -> truth[i]).sum() / truth.length, squares = 0, sizes = 0, spread = 0;
        for (int row = 0; row < truth.length; row++) {
            double error = truth[row] - answers[row];
            squares += error * error;
            sizes += Math.abs(error);
            spread += (truth[row] - mean) * (truth[row] - mean);
        }
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("rmse", Math.sqrt(squares / truth.length));
        values.put("mae", sizes / truth.length);
        values.put("r2", truth.length < 2 ? Double.NaN : isConstant(truth) ? squares > 0 ? 0 : 1 : 1 - squares / spread);
        return values;
    }

    /** Of whose squares the mean leaves no more than what it was rounded by. */
    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }
}
