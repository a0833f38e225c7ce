package dev.lanewise.step;

import dev.lanewise.data.Dataset;
import java.util.BitSet;
import java.util.function.IntFunction;

/**
 * How large the numbers in each column of some rows are.
 *
 * @param rms     [columns], root of the mean square
 * @param largest [columns], largest absolute value
 * @param varying columns whose numbers are not all the same
 */
public record ColumnScales(double[] rms, float[] largest, BitSet varying) {

    /** Beyond this root mean square numbers are taken for numbers that nobody has scaled: pixels to 255, ages, years. */
    static final double LARGE = 30;
    /** Columns whose largest values differ by more than this are of different scale; a rare pixel of an image is not. */
    static final double VERY_DIFFERENT = 1e4;

    /** As many rows tell the scale of a column; they stand at equal distances. */
    private static final int MOST_ROWS = 1000;
    /** Fewer where rows are long. */
    private static final long MOST_NUMBERS = 1 << 22;

    /** Of some of the inputs; the others have a scale of 0. */
    public static ColumnScales ofInputs(Dataset dataset, BitSet inputs) {
        ColumnScales all = of(dataset.features(), dataset.size(), dataset::input);
        for (int input = inputs.nextClearBit(0); input < dataset.features(); input = inputs.nextClearBit(input + 1)) {
            all.rms[input] = 0;
            all.largest[input] = 0;
        }
        return all;
    }

    public static ColumnScales ofTargets(Dataset dataset) {
        return of(dataset.outputs(), dataset.size(), dataset::target);
    }

    private static ColumnScales of(int columns, int size, IntFunction<float[]> row) {
        int rows = Math.clamp(MOST_NUMBERS / columns, 1, Math.min(size, MOST_ROWS));
        double[] squares = new double[columns];
        float[] largest = new float[columns], first = row.apply(0);
        BitSet varying = new BitSet();
        for (int i = 0; i < rows; i++) {
            float[] numbers = row.apply((int) ((long) size * i / rows));
            for (int column = 0; column < columns; column++) {
                squares[column] += (double) numbers[column] * numbers[column];
                largest[column] = Math.max(largest[column], Math.abs(numbers[column]));
                varying.set(column, varying.get(column) || numbers[column] != first[column]);
            }
        }
        for (int column = 0; column < columns; column++) {
            squares[column] = Math.sqrt(squares[column] / rows);
        }
        return new ColumnScales(squares, largest, varying);
    }

    /** The column with the largest numbers. */
    public int top() {
        int top = 0;
        for (int column = 1; column < rms.length; column++) {
            top = rms[column] > rms[top] ? column : top;
        }
        return top;
    }

    /** The column with the smallest numbers, of those that vary; the top one where there is no other. */
    public int bottom() {
        int bottom = top();
        for (int column = 0; column < largest.length; column++) {
            bottom = largest[column] > 0 && varying.get(column) && largest[column] < largest[bottom] ? column : bottom;
        }
        return bottom;
    }

    public boolean areLarge() {
        return rms[top()] > LARGE;
    }

    public boolean areVeryDifferent() {
        return largest[top()] > VERY_DIFFERENT * largest[bottom()];
    }
}
