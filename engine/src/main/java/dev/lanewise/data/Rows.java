package dev.lanewise.data;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows of numbers, all of one width, in one array or in several that hold whole rows each: more than one array has room for.
 *
 * @param <A> the arrays: of floats, or of bytes
 */
abstract sealed class Rows<A> permits FloatRows, ByteRows {

    private final A[] arrays;
    private final int[] firstRows;
    private final int width;

    /**
     * Takes over arrays.
     *
     * @param what   the rows are, for errors
     * @param kind   of the numbers, for errors
     * @param arrays whole rows, one behind the other
     * @param width  numbers in a row
     * @param size   rows
     * @throws IllegalArgumentException if there are no rows, their number is another, or an array does not hold whole rows
     */
    Rows(String what, String kind, A[] arrays, int width, int size) {
        if (size == 0) {
            throw new IllegalArgumentException("a data set needs at least 1 sample, got none");
        }
        if (width < 1) {
            throw new IllegalArgumentException(what + " need at least 1 " + kind + " a sample, got " + width);
        }
        long total = Arrays.stream(arrays).mapToLong(Array::getLength).sum(), needed = (long) size * width;
        if (total != needed) {
            throw new IllegalArgumentException(what + " of " + size + " samples with " + width + " " + kind + "s each need " + needed + " "
                    + kind + "s, got " + total);
        }
        this.arrays = arrays;
        this.width = width;
        firstRows = new int[arrays.length + 1];
        for (int a = 0; a < arrays.length; a++) {
            int length = Array.getLength(arrays[a]);
            if (length == 0 || length % width != 0) {
                throw new IllegalArgumentException(what + " need whole rows of " + width + " " + kind + "s in every array, but array "
                        + (a + 1) + " of " + arrays.length + " has " + length + " " + kind + "s");
            }
            firstRows[a + 1] = firstRows[a] + length / width;
        }
    }

    /** A number of samples, where it is one. */
    static int requireCount(long samples) {
        if (samples > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a data set has at most " + Integer.MAX_VALUE + " samples, got " + samples);
        }
        return (int) samples;
    }

    final int width() {
        return width;
    }

    /** Rows in all arrays. */
    final int size() {
        return firstRows[arrays.length];
    }

    /** The arrays themselves. */
    final A[] arrays() {
        return arrays;
    }

    final A arrayOf(int row) {
        return arrays[indexOf(row)];
    }

    /** Where a row begins in its array. */
    final int at(int row) {
        return (row - firstRows[indexOf(row)]) * width;
    }

    /** Says for entry i where a row stands. */
    final void point(int row, A[] sources, int[] at, int i) {
        int array = indexOf(row);
        sources[i] = arrays[array];
        at[i] = (row - firstRows[array]) * width;
    }

    private int indexOf(int row) {
        if (arrays.length == 1) {
            return 0;
        }
        if (arrays.length == size()) {
            return row;
        }
        int found = Arrays.binarySearch(firstRows, row);
        return found >= 0 ? found : -found - 2;
    }

    /** Whether these are the same rows of the same arrays. */
    final boolean isSame(@Nullable Rows<?> other) {
        return other == this || other != null && other.width == width && Arrays.equals(arrays, other.arrays);
    }

    /** Adds some rows to a checksum. */
    final void addTo(Checksum sum, int first, int end) {
        for (int a = 0; a < arrays.length; a++) {
            int from = Math.max(first, firstRows[a]), to = Math.min(end, firstRows[a + 1]);
            if (from < to) {
                addTo(sum, arrays[a], (from - firstRows[a]) * width, (to - firstRows[a]) * width);
            }
        }
    }

    abstract void addTo(Checksum sum, A array, int from, int end);

    /** A copy of a row as a network sees it. */
    abstract float[] floats(int row);
}
