package dev.lanewise.data;

import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of finite floats that come one after the other, in arrays of whole rows that grow with them. */
final class FloatCollector {

    /** Floats of the largest array, unless one row has more: 16 MiB. */
    private static final int MOST_FLOATS = 1 << 22;
    private static final int FIRST_ROWS = 64;

    private final String what;
    private final List<float[]> full = new ArrayList<>();
    private float[] last = {};
    private int used;
    private int width;

    /** Names the rows for errors, such as {@code inputs}. */
    FloatCollector(String what) {
        this.what = what;
    }

    /** Numbers of a row; known from the first one on. */
    int width() {
        return width;
    }

    /** Throws IllegalArgumentException where a row cannot follow those before it. */
    void require(float[] row, int sample) {
        if (row.length == 0 || width > 0 && row.length != width) {
            throw new IllegalArgumentException(what + " of sample " + sample + ": expected "
                    + (width == 0 ? "at least 1 float" : Phrases.count(width, "float") + " as in the samples before it") + ", got "
                    + row.length);
        }
        for (int i = 0; i < row.length; i++) {
            if (!Float.isFinite(row[i])) {
                throw new IllegalArgumentException(what + " of sample " + sample + ", float " + i + ": expected a finite number, got "
                        + row[i]);
            }
        }
    }

    /** Copies a row that was looked at. */
    void add(float[] row) {
        width = row.length;
        if (used == last.length) {
            grow();
        }
        System.arraycopy(row, 0, last, used, width);
        used += width;
    }

    private void grow() {
        int most = Math.max(1, MOST_FLOATS / width) * width;
        if (last.length == most) {
            full.add(last);
            last = new float[most];
            used = 0;
        } else {
            last = Arrays.copyOf(last, (int) Math.min(most, Math.max((long) FIRST_ROWS * width, 2L * last.length)));
        }
    }

    /** All rows so far; copies those of the last array. */
    List<float[]> arrays() {
        List<float[]> arrays = new ArrayList<>(full);
        if (used > 0) {
            arrays.add(Arrays.copyOf(last, used));
        }
        return arrays;
    }
}
