package dev.lanewise.data;

import java.util.Arrays;
import java.util.List;

/** Rows of floats. */
final class FloatRows extends Rows<float[]> {

    /** Rows that may hold any floats, as batches may. */
    FloatRows(String what, List<float[]> arrays, int width, int size) {
        super(what, "float", arrays.toArray(float[][]::new), width, size);
    }

    /** Rows of finite floats. */
    static FloatRows finite(String what, List<float[]> arrays, int width, int size) {
        FloatRows rows = new FloatRows(what, arrays, width, size);
        int first = 0;
        for (float[] array : rows.arrays()) {
            requireFinite(what, array, width, first);
            first += array.length / width;
        }
        return rows;
    }

    private static void requireFinite(String what, float[] array, int width, int firstRow) {
        for (int i = 0; i < array.length; i++) {
            if (!Float.isFinite(array[i])) {
                throw new IllegalArgumentException(what + " of sample " + (firstRow + i / width) + ", float " + i % width
                        + ": expected a finite number, got " + array[i]);
            }
        }
    }

    @Override
    void addTo(Checksum sum, float[] array, int from, int end) {
        sum.add(array, from, end);
    }

    @Override
    float[] floats(int row) {
        return Arrays.copyOfRange(arrayOf(row), at(row), at(row) + width());
    }
}
