package dev.lanewise.data;

import dev.lanewise.text.Phrases;
import java.util.Arrays;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.IntFunction;

/**
 * Gives columns a mean of 0 and a standard deviation of 1, which networks learn from best: {@code z = (x - mean) / deviation}. Mean and
 * deviation come from the samples that are learned from; whatever is predicted later goes through the same scaler.
 *
 * {@snippet lang=java :
 * float[][] rows = {{5.1f, 3.5f}, {6.3f, 3.3f}, {4.7f, 3.2f}, {5.8f, 2.7f}};
 * Dataset.Split data = Dataset.labelled(rows, new int[] {0, 1, 0, 1}, 2).split(0.25, 1);
 * StandardScaler scaler = StandardScaler.ofInputs(data.train());
 * Dataset train = scaler.transformInputs(data.train()), validation = scaler.transformInputs(data.validation());
 * }
 *
 * <p>Immutable, and shared by any number of threads.
 *
 * @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.preprocessing.StandardScaler.html">StandardScaler of
 *     scikit-learn</a>
 */
public final class StandardScaler {

    private final float[] means;
    private final float[] deviations;

    private StandardScaler(float[] means, float[] deviations) {
        this.means = means;
        this.deviations = deviations;
    }

    /**
     * Scales inputs.
     *
     * @param samples that are learned from
     * @return the means and standard deviations of their features: sums of squares divided by the number of samples, worked out in double
     *         and in the order of samples; a deviation of 0, that of a constant column, counts as 1
     */
    public static StandardScaler ofInputs(Dataset samples) {
        return of(samples.size(), samples.features(), samples::input);
    }

    /**
     * Scales targets, of a regression.
     *
     * @param samples that are learned from
     * @return as {@link #ofInputs}, of their targets
     * @throws IllegalArgumentException if the samples have labels
     */
    public static StandardScaler ofTargets(Dataset samples) {
        requireTargets(samples);
        return of(samples.size(), samples.outputs(), samples::target);
    }

    private static void requireTargets(Dataset samples) {
        if (samples.isLabelled()) {
            throw new IllegalArgumentException("targets are scaled where they are numbers, but these samples have labels");
        }
    }

    private static StandardScaler of(int samples, int columns, IntFunction<float[]> rows) {
        double[] sums = new double[columns], squares = new double[columns];
        for (int i = 0; i < samples; i++) {
            float[] row = rows.apply(i);
            for (int column = 0; column < columns; column++) {
                sums[column] += row[column];
            }
        }
        float[] means = new float[columns], deviations = new float[columns];
        for (int i = 0; i < samples; i++) {
            float[] row = rows.apply(i);
            for (int column = 0; column < columns; column++) {
                double d = row[column] - sums[column] / samples;
                squares[column] += d * d;
            }
        }
        for (int column = 0; column < columns; column++) {
            means[column] = (float) (sums[column] / samples);
            float deviation = (float) Math.sqrt(squares[column] / samples);
            deviations[column] = deviation == 0 ? 1f : deviation;
        }
        return new StandardScaler(means, deviations);
    }

    /**
     * Columns that this scales.
     *
     * @return features of a sample, or numbers in a row of targets
     */
    public int columns() {
        return means.length;
    }

    /**
     * Scales a row, such as one to predict.
     *
     * @param row [columns]
     * @return {@code (x - mean) / deviation} of each number, worked out in double, a new array
     * @throws IllegalArgumentException if it has another length
     */
    public float[] transform(float[] row) {
        float[] scaled = requireColumns(row).clone();
        for (int column = 0; column < scaled.length; column++) {
            scaled[column] = (float) (((double) scaled[column] - means[column]) / deviations[column]);
        }
        return scaled;
    }

    /**
     * Undoes {@link #transform}, but for rounding: makes a prediction of scaled targets a prediction of targets.
     *
     * @param row [columns]
     * @return {@code z * deviation + mean} of each number, a new array
     * @throws IllegalArgumentException if it has another length
     */
    public float[] inverseTransform(float[] row) {
        float[] numbers = requireColumns(row).clone();
        for (int column = 0; column < numbers.length; column++) {
            numbers[column] = Math.fma(numbers[column], deviations[column], means[column]);
        }
        return numbers;
    }

    private float[] requireColumns(float[] row) {
        Objects.requireNonNull(row, "row");
        if (row.length != means.length) {
            throw new IllegalArgumentException("this scaler expects " + Phrases.count(means.length, "number") + " in a row, got "
                    + row.length);
        }
        return row;
    }

    /**
     * Scales the inputs of samples.
     *
     * @param samples with as many features as this has columns
     * @return samples with scaled inputs, as new arrays, and the same labels or targets
     * @throws IllegalArgumentException if they have another number of features
     */
    public Dataset transformInputs(Dataset samples) {
        return samples.changed(this::transform, targets -> targets);
    }

    /**
     * Scales the targets of samples.
     *
     * @param samples with as many numbers in a row of targets as this has columns
     * @return samples with scaled targets, and the same inputs, as new arrays
     * @throws IllegalArgumentException if they have labels, or another number of targets
     */
    public Dataset transformTargets(Dataset samples) {
        requireTargets(samples);
        return samples.changed(inputs -> inputs, this::transform);
    }

    /**
     * The numbers as a line, to be kept beside a model, such as in {@link dev.lanewise.store.ModelMetadata}.
     *
     * @return for example {@code 5.8,0.8 3.1,0.4}: mean and deviation of each column; every bit is in it
     */
    public String toText() {
        StringJoiner text = new StringJoiner(" ");
        for (int column = 0; column < means.length; column++) {
            text.add(means[column] + "," + deviations[column]);
        }
        return text.toString();
    }

    /**
     * The scaler of a text.
     *
     * @param text what {@link #toText} gives
     * @return the scaler
     * @throws IllegalArgumentException if it is none, a mean is not finite, or a deviation is not above 0 and finite
     */
    public static StandardScaler parse(String text) {
        String[] columns = text.strip().split(" +");
        float[] means = new float[columns.length], deviations = new float[columns.length];
        for (int column = 0; column < columns.length; column++) {
            String[] pair = columns[column].split(",", -1);
            try {
                means[column] = Float.parseFloat(pair[0]);
                deviations[column] = pair.length == 2 ? Float.parseFloat(pair[1]) : Float.NaN;
            } catch (NumberFormatException e) {
                deviations[column] = Float.NaN;
            }
            if (!Float.isFinite(means[column]) || !(deviations[column] > 0 && Float.isFinite(deviations[column]))) {
                throw new IllegalArgumentException("column " + (column + 1) + " of a scaler expects a mean and a deviation above 0, such as"
                        + " 5.8,0.8, got " + Phrases.shown(columns[column]));
            }
        }
        return new StandardScaler(means, deviations);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StandardScaler scaler && Arrays.equals(means, scaler.means)
                && Arrays.equals(deviations, scaler.deviations);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(means) + Arrays.hashCode(deviations);
    }

    /**
     * The columns in words.
     *
     * @return as {@link #toText}
     */
    @Override
    public String toString() {
        return toText();
    }
}
