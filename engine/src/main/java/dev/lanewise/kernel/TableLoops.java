package dev.lanewise.kernel;

import static dev.lanewise.panel.Panels.LANES;

import dev.lanewise.panel.Panels;
import java.util.Arrays;

/**
 * Tables of embeddings. A row of P(categories x dims) belongs to a category; a column of the samples holds categories as whole numbers.
 * Data are moved, and floats added in the order of the samples, so the same scalar loops serve every implementation.
 *
 * <p>A row is a sample. Columns may begin anywhere in a panel; the method that writes the last column of {@code to} writes its padding
 * columns as +0.0. Nothing is checked here: a category must be from 0 to one less than the rows of its table.
 */
public final class TableLoops {

    private TableLoops() {
    }

    /**
     * Rows of a table for the categories of some samples: {@code to[b][at + j] = table[(int) from[b][column]][j]}.
     *
     * @param table  P(categories x dims)
     * @param from   P(samples x features)
     * @param column of {@code from}: categories
     * @param to     P(samples x width), columns [at, at + dims) written
     * @param at     where in {@code to} the dims begin
     */
    public static void lookUp(Panels table, Panels from, int column, Panels to, int at) {
        float[] rows = table.data(), categories = from.data(), target = to.data();
        int categoryAt = from.index(0, column);
        for (int j = 0, run; j < table.cols(); j += run) {
            run = run(j, at + j, table.cols() - j);
            int tableAt = table.index(0, j), toAt = to.index(0, at + j);
            for (int b = 0; b < to.rows(); b++) {
                int row = tableAt + (int) categories[categoryAt + b * LANES] * LANES;
                System.arraycopy(rows, row, target, toAt + b * LANES, run);
            }
        }
        pad(to, at + table.cols());
    }

    /**
     * A sum of rows: {@code to[b][j] = start[j] + table[rows[from]][j] + ... + table[rows[end - 1]][j]}, in this order.
     *
     * @param table P(categories x width)
     * @param rows  which rows
     * @param from  the first of them
     * @param end   behind the last of them
     * @param start P(1 x width)
     * @param to    P(samples x width), row {@code b} is written
     * @param b     which sample
     */
    public static void sumRows(Panels table, int[] rows, int from, int end, Panels start, Panels to, int b) {
        float[] sums = to.data(), terms = table.data();
        for (int p = 0; p < to.panels(); p++) {
            int at = to.panelAt(p) + b * LANES, panel = table.panelAt(p);
            System.arraycopy(start.data(), start.panelAt(p), sums, at, LANES);
            for (int i = from; i < end; i++) {
                int row = panel + rows[i] * LANES;
                for (int lane = 0; lane < LANES; lane++) {
                    sums[at + lane] += terms[row + lane];
                }
            }
        }
    }

    /**
     * Columns of samples that are numbers already: {@code to[b][at + k] = from[b][columns[k]]}.
     *
     * @param from    P(samples x features)
     * @param columns of {@code from}
     * @param to      P(samples x width), columns [at, at + columns.length) written
     * @param at      where in {@code to} they begin
     */
    public static void copyColumns(Panels from, int[] columns, Panels to, int at) {
        for (int k = 0, run; k < columns.length; k += run) {
            run = run(columns[k], at + k, following(columns, k));
            int fromAt = from.index(0, columns[k]), toAt = to.index(0, at + k);
            for (int b = 0; b < to.rows(); b++) {
                System.arraycopy(from.data(), fromAt + b * LANES, to.data(), toAt + b * LANES, run);
            }
        }
        pad(to, at + columns.length);
    }

    /**
     * The gradient of some rows of a table: {@code g[(int) from[b][column] - firstRow][j] += dz[b][at + j]}, from +0.0 and in the order of
     * the samples; other categories are passed over.
     *
     * @param from     P(batch x features)
     * @param column   of {@code from}: categories
     * @param dz       P(batch x width)
     * @param at       where in {@code dz} the dims begin
     * @param firstRow row of the table that is row 0 of {@code g}
     * @param g        P(rows x dims), written
     */
    public static void gradient(Panels from, int column, Panels dz, int at, int firstRow, Panels g) {
        for (int p = 0; p < g.panels(); p++) {
            int panel = g.index(0, p * LANES);
            Arrays.fill(g.data(), panel, panel + g.rows() * LANES, 0f);
        }
        accumulate(from, column, dz, at, firstRow, g);
    }

    /**
     * {@link #gradient} of more samples: the sums go on from what {@code g} holds.
     *
     * @param from     P(batch x features)
     * @param column   of {@code from}: categories
     * @param dz       P(batch x width)
     * @param at       where in {@code dz} the dims begin
     * @param firstRow row of the table that is row 0 of {@code g}
     * @param g        P(rows x dims), updated in place
     */
    public static void accumulate(Panels from, int column, Panels dz, int at, int firstRow, Panels g) {
        float[] categories = from.data();
        int categoryAt = from.index(0, column);
        for (int b = 0; b < from.rows(); b++) {
            int row = (int) categories[categoryAt + b * LANES] - firstRow;
            if (row >= 0 && row < g.rows()) {
                addRow(dz, b, at, g, row);
            }
        }
    }

    private static void addRow(Panels dz, int b, int at, Panels g, int row) {
        float[] from = dz.data(), to = g.data();
        for (int j = 0, run; j < g.cols(); j += run) {
            run = run(j, at + j, g.cols() - j);
            int fromAt = dz.index(b, at + j), toAt = g.index(row, j);
            for (int i = 0; i < run; i++) {
                to[toAt + i] += from[fromAt + i];
            }
        }
    }

    /** How many columns, from one column of each of two matrices on, follow each other in memory in both: to the end of a panel at most. */
    private static int run(int column, int other, int max) {
        return Math.min(max, LANES - Math.max(column % LANES, other % LANES));
    }

    /** How many columns from one on are each one more than the column before, as far as a panel reaches. */
    private static int following(int[] columns, int from) {
        int end = from + 1;
        while (end < columns.length && end - from < LANES && columns[end] == columns[end - 1] + 1) {
            end++;
        }
        return end - from;
    }

    private static void pad(Panels to, int end) {
        if (end < to.cols()) {
            return;
        }
        for (int column = end; column < to.panels() * LANES; column++) {
            int at = to.index(0, column);
            for (int b = 0; b < to.rows(); b++) {
                to.data()[at + b * LANES] = 0f;
            }
        }
    }
}
