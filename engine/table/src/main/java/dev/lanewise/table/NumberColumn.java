package dev.lanewise.table;

import java.util.Arrays;

/**
 * A column of numbers.
 *
 * @param name   what it is called
 * @param values by rows, NaN where missing; not copied
 */
record NumberColumn(String name, double[] values) implements Column {

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(values[row]);
    }

    @Override
    public double number(int row) {
        return values[row];
    }

    @Override
    public String text(int row) {
        return isMissing(row) ? "" : NumberText.of(values[row]);
    }

    @Override
    public Column at(int[] rows) {
        return new NumberColumn(name, Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
    }
}
