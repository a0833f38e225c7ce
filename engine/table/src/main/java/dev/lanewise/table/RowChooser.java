package dev.lanewise.table;

import dev.lanewise.data.Splits;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** A choice among rows by a seed, or by their time. */
sealed interface RowChooser {

    /** Positions, among some rows, of a share of them. */
    int[] choose(int[] rows, double share);

    /** The fold of each row, from 0; fewer folds where there are not enough rows or groups. */
    int[] folds(int[] rows, int count);

    /** Whether the order of rows matters, so that there are no folds. */
    default boolean isOrdered() {
        return false;
    }

    private static int[] of(int[] values, int[] rows) {
        return Arrays.stream(rows).map(row -> values[row]).toArray();
    }

    /** Any row. */
    record AtRandom(long seed) implements RowChooser {

        @Override
        public int[] choose(int[] rows, double share) {
            return Splits.positions(rows.length, share, seed);
        }

        @Override
        public int[] folds(int[] rows, int count) {
            return Splits.foldOf(rows.length, Math.min(count, rows.length), seed);
        }
    }

    /** Of each class its share. */
    record ByClass(int[] labels, int classes, long seed) implements RowChooser {

        @Override
        public int[] choose(int[] rows, double share) {
            return Splits.positionsByClass(of(labels, rows), classes, share, seed);
        }

        @Override
        public int[] folds(int[] rows, int count) {
            return Splits.foldOfClass(of(labels, rows), classes, Math.min(count, rows.length), seed);
        }
    }

    /** Rows with one value of a column stay together; a missing value is one, too. */
    record ByGroup(int[] groups, long seed) implements RowChooser {

        static ByGroup of(Column column, long seed) {
            Map<String, Integer> numbers = new HashMap<>();
            return new ByGroup(IntStream.range(0, column.size()).map(row -> numbers.computeIfAbsent(column.text(row), _ -> numbers.size()))
                    .toArray(), seed);
        }

        @Override
        public int[] choose(int[] rows, double share) {
            return Splits.positionsByGroup(RowChooser.of(groups, rows), share, seed);
        }

        @Override
        public int[] folds(int[] rows, int count) {
            int[] chosen = RowChooser.of(groups, rows);
            return Splits.foldOfGroup(chosen, Math.min(count, (int) Arrays.stream(chosen).distinct().count()), seed);
        }
    }

    /** The latest rows; of those at the same time the later ones of the table. */
    record ByTime(double[] times) implements RowChooser {

        /** Of the rows that are to be split; what others have does not matter. */
        static ByTime of(Column column, int[] rows) {
            DateForm form = DateForm.of(Distinct.of(column).texts()).or(() -> DateForm.of(Distinct.of(column.at(rows)).texts()))
                    .orElse(null);
            double[] times = new double[column.size()];
            for (int row : rows) {
                times[row] = form == null ? column.number(row) : form.days(column.text(row));
                if (Double.isNaN(times[row])) {
                    throw new IllegalArgumentException("the time column " + Names.shown(column.name()) + " expects a number or a date in"
                            + " every row, got " + (column.isMissing(row) ? "none" : Names.shown(column.text(row))) + " in row "
                            + (row + 1));
                }
            }
            return new ByTime(times);
        }

        @Override
        public int[] choose(int[] rows, double share) {
            int count = Math.clamp(Math.round(share * rows.length), 1, rows.length - 1);
            int[] order = IntStream.range(0, rows.length).boxed().sorted(Comparator.comparingDouble(i -> times[rows[i]]))
                    .mapToInt(i -> i).toArray();
            return Arrays.copyOfRange(order, rows.length - count, rows.length);
        }

        @Override
        public int[] folds(int[] rows, int count) {
            throw new UnsupportedOperationException("folds of rows in the order of time");
        }

        @Override
        public boolean isOrdered() {
            return true;
        }
    }
}
