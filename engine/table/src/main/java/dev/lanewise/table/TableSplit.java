package dev.lanewise.table;

import dev.lanewise.data.Splits;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which rows of a table are for what. Each array has positions in the table, rising; in a split by time those of training are the
 * earliest.
 *
 * @param train      what is learned from; not copied
 * @param validation what chooses the epoch; not copied
 * @param test       what measures the model at the end, none where another file does; not copied
 */
public record TableSplit(int[] train, int[] validation, int[] test) {

    /**
     * Tells this split from others.
     *
     * @return SHA-256 over the numbers of rows and their positions, 64 hexadecimal digits
     */
    public String hash() {
        return Sha256.of(digest -> {
            for (int[] part : new int[][] {train, validation, test}) {
                ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (part.length + 1)).putInt(part.length);
                Arrays.stream(part).forEach(bytes::putInt);
                digest.update(bytes.flip());
            }
        });
    }

    /** A choice of some rows by their share: at random, by classes, by groups or by time. */
    @FunctionalInterface
    interface Chooser {
        /** Positions, among some rows, of those that are chosen. */
        int[] choose(int[] rows, double share);
    }

    /** Splits off the test and then the validation; a share of 0 for the test leaves none. */
    static TableSplit of(int[] rows, double testShare, double validationShare, Chooser chooser) {
        int[] test = testShare == 0 ? new int[0] : at(rows, chooser.choose(rows, testShare)), rest = without(rows, test);
        int[] validation = at(rest, chooser.choose(rest, validationShare));
        return new TableSplit(without(rest, validation), validation, test);
    }

    private static int[] at(int[] rows, int[] positions) {
        return Arrays.stream(positions).map(position -> rows[position]).sorted().toArray();
    }

    private static int[] without(int[] rows, int[] taken) {
        BitSet set = new BitSet();
        Arrays.stream(taken).forEach(set::set);
        return Arrays.stream(rows).filter(row -> !set.get(row)).toArray();
    }

    static Chooser atRandom(long seed) {
        return (rows, share) -> Splits.positions(rows.length, share, seed);
    }

    /** Of each class its share. */
    static Chooser byClass(int[] labels, int classes, long seed) {
        return (rows, share) -> Splits.positionsByClass(Arrays.stream(rows).map(row -> labels[row]).toArray(), classes, share, seed);
    }

    /** Rows with one value of a column stay together; a missing value is one, too. */
    static Chooser byGroup(Column column, long seed) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] groups = IntStream.range(0, column.size()).map(row -> numbers.computeIfAbsent(column.text(row), _ -> numbers.size()))
                .toArray();
        return (rows, share) -> Splits.positionsByGroup(Arrays.stream(rows).map(row -> groups[row]).toArray(), share, seed);
    }

    /** The latest rows; of those at the same time the later ones of the table. */
    static Chooser byTime(Column column) {
        double[] times = times(column);
        return (rows, share) -> {
            int count = Math.clamp(Math.round(share * rows.length), 1, rows.length - 1);
            int[] order = IntStream.range(0, rows.length).boxed().sorted(Comparator.comparingDouble(i -> times[rows[i]]))
                    .mapToInt(i -> i).toArray();
            return Arrays.copyOfRange(order, rows.length - count, rows.length);
        };
    }

    private static double[] times(Column column) {
        DateForm form = DateForm.of(Distinct.of(column).texts()).orElse(null);
        double[] times = IntStream.range(0, column.size()).mapToDouble(row -> form == null ? column.number(row)
                : form.days(column.text(row))).toArray();
        for (int row = 0; row < times.length; row++) {
            if (Double.isNaN(times[row])) {
                throw new IllegalArgumentException("the time column " + Names.shown(column.name()) + " expects a number or a date in every"
                        + " row, got " + (column.isMissing(row) ? "none" : Names.shown(column.text(row))) + " in row " + (row + 1));
            }
        }
        return times;
    }
}
