package dev.lanewise.panel;

/**
 * A matrix P(rows x cols) as a window on a flat array: {@code ceil(cols / 16)} panels of sixteen columns each.
 *
 * <p>Element (r, c) is at {@code offset + (c / 16) * stride + r * 16 + c % 16}. A matrix of its own has a stride of
 * {@code rows * 16}; a view of some rows of a larger matrix keeps the stride of that matrix. Rows are exact, the columns of
 * the last panel are padded to sixteen.
 *
 * @param data   the floats
 * @param offset index of element (0, 0)
 * @param rows   rows, exact
 * @param cols   columns without padding
 * @param stride floats from one panel to the next
 */
public record Panels(float[] data, int offset, int rows, int cols, int stride) {

    /** Shifts a column to the number of its panel. */
    public static final int SHIFT = 4;

    /** Columns in a panel: one 512-bit, two 256-bit or four 128-bit vectors of floats. */
    public static final int LANES = 1 << SHIFT;

    /**
     * Panels needed for a number of columns.
     *
     * @param cols columns, at least 0
     * @return {@code ceil(cols / 16)}
     */
    public static int panels(int cols) {
        return (int) ((cols + (LANES - 1L)) >> SHIFT);
    }

    /**
     * Floats that P(rows x cols) occupies, padding included.
     *
     * @param rows rows
     * @param cols columns
     * @return {@code 16 * ceil(cols / 16) * rows}, which may be more than fits an array
     */
    public static long size(int rows, int cols) {
        return (long) LANES * panels(cols) * rows;
    }

    /**
     * A zeroed matrix on an array of its own.
     *
     * @param rows rows
     * @param cols columns
     * @return P(rows x cols)
     * @throws IllegalArgumentException if it does not fit an array
     */
    public static Panels allocate(int rows, int cols) {
        return new Arena(size(rows, cols), "a matrix of " + rows + " x " + cols + " with its padding").panels(rows, cols);
    }

    /**
     * A matrix without floats, where only sizes are wanted.
     *
     * @param rows rows
     * @param cols columns
     * @return P(rows x cols) that nobody can read or write
     */
    public static Panels shape(int rows, int cols) {
        return new Panels(null, 0, rows, cols, 0);
    }

    /**
     * Panels of this matrix.
     *
     * @return {@code ceil(cols / 16)}
     */
    public int panels() {
        return panels(cols);
    }

    /**
     * Where a column begins in a matrix whose element (0, 0) is at 0.
     *
     * @param column column, from 0
     * @param stride of the matrix
     * @return index of element (0, column)
     */
    public static int column(int column, int stride) {
        return (column >> SHIFT) * stride + (column & LANES - 1);
    }

    /**
     * Where a panel begins.
     *
     * @param panel number of the panel, from 0
     * @return index of its element (0, 0)
     */
    public int panelAt(int panel) {
        return offset + panel * stride;
    }

    /**
     * Where element (row, column) is.
     *
     * @param row    row, from 0
     * @param column column, from 0; padding columns have an index too
     * @return index into {@link #data}
     */
    public int index(int row, int column) {
        return offset + column(column, stride) + row * LANES;
    }

    /**
     * Reads one element.
     *
     * @param row    row, from 0
     * @param column column, from 0
     * @return the element
     */
    public float at(int row, int column) {
        return data[index(row, column)];
    }

    /**
     * Writes one element.
     *
     * @param row    row, from 0
     * @param column column, from 0
     * @param value  the new value
     */
    public void set(int row, int column, float value) {
        data[index(row, column)] = value;
    }

    /**
     * A view of consecutive rows.
     *
     * @param from  first row
     * @param count rows of the view
     * @return P(count x cols) on the same floats
     */
    public Panels rowsFrom(int from, int count) {
        return new Panels(data, offset + from * LANES, count, cols, stride);
    }

    /**
     * A view of consecutive panels.
     *
     * @param from  first panel
     * @param count panels of the view
     * @return P(rows x min(16 * count, cols - 16 * from)) on the same floats
     */
    public Panels panelsFrom(int from, int count) {
        int left = cols - from * LANES;
        return new Panels(data, offset + from * stride, rows, Math.min(count * LANES, left), stride);
    }
}
