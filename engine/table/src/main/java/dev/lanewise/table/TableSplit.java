package dev.lanewise.table;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which rows of a table are for what. Each array has positions in the table, rising; in a split by time those of training are the earliest.
 *
 * @param folds one, or several, each with networks of its own whose answers are averaged; by time all are the same
 * @param test  what measures the model at the end, none where another file does; not copied
 */
public record TableSplit(List<Fold> folds, int[] test) {

    /**
     * What a network learns from.
     *
     * @param train      what is learned from; not copied
     * @param validation what chooses the epoch; not copied
     */
    public record Fold(int[] train, int[] validation) {
    }

    /** Keeps a list that nobody changes. */
    public TableSplit {
        folds = List.copyOf(folds);
    }

    /**
     * Rows that training knows, to learn from them or to choose epochs.
     *
     * @return their positions, rising; all that are not for the test
     */
    public int[] learned() {
        return union(folds.stream().flatMap(fold -> Stream.of(fold.train, fold.validation)));
    }

    /**
     * Rows that some network learns from.
     *
     * @return their positions, rising; of several folds all rows that are not for the test
     */
    public int[] trained() {
        return union(folds.stream().map(Fold::train));
    }

    /**
     * Rows that choose some network's epoch, from which that network does not learn.
     *
     * @return their positions, rising; of several folds all rows that are not for the test
     */
    public int[] validation() {
        return union(folds.stream().map(Fold::validation));
    }

    /**
     * What texts call a network.
     *
     * @param learner that trained it
     * @param fold    its number, from 1
     * @return {@code TabM-mini, fold 2}, say; by time, where all learn from the same rows, {@code TabM-mini, network 2}
     */
    public String nameOf(String learner, int fold) {
        return learner + (isOfFolds() ? ", fold " : ", network ") + fold;
    }

    /**
     * Whether networks learn from different rows.
     *
     * @return not where there is one fold, nor by time
     */
    public boolean isOfFolds() {
        return folds.stream().distinct().count() > 1;
    }

    private static int[] union(Stream<int[]> parts) {
        return parts.flatMapToInt(Arrays::stream).sorted().distinct().toArray();
    }

    /**
     * Tells this split from others.
     *
     * @return SHA-256 over the numbers of rows and their positions, 64 hexadecimal digits
     */
    public String hash() {
        return Sha256.of(digest -> {
            for (Fold fold : folds) {
                digest.update(bytes(fold.train));
                digest.update(bytes(fold.validation));
            }
            digest.update(bytes(test));
        });
    }

    private static ByteBuffer bytes(int[] rows) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * (rows.length + 1)).putInt(rows.length);
        Arrays.stream(rows).forEach(bytes::putInt);
        return bytes.flip();
    }

    /**
     * Splits off the test, and then the validation once, or as many folds as there are to be.
     *
     * @param rows            to be split
     * @param testShare       0 for no test
     * @param validationShare where there is one fold
     * @param folds           how many, by the number of rows that are not for the test
     * @param chooser         chooses rows
     */
    static TableSplit of(int[] rows, double testShare, double validationShare, IntUnaryOperator folds, RowChooser chooser) {
        int[] test = testShare == 0 ? new int[0] : at(rows, chooser.choose(rows, testShare)), rest = without(rows, test);
        if (rest.length < 2) {
            throw new IllegalArgumentException("a test of " + test.length + " of " + rows.length + " rows leaves " + rest.length
                    + ", expected at least 2: one to learn from and one to choose the epoch");
        }
        int count = folds.applyAsInt(rest.length);
        if (count > 1 && !chooser.isOrdered()) {
            return new TableSplit(folds(rest, chooser.folds(rest, count)), test);
        }
        int[] validation = at(rest, chooser.choose(rest, validationShare));
        // what comes later may not teach what was before: by time the networks differ by their seeds alone
        return new TableSplit(Collections.nCopies(count, new Fold(without(rest, validation), validation)), test);
    }

    private static List<Fold> folds(int[] rows, int[] foldOf) {
        return IntStream.rangeClosed(0, Arrays.stream(foldOf).max().orElseThrow()).mapToObj(fold -> {
            int[] validation = IntStream.range(0, rows.length).filter(i -> foldOf[i] == fold).map(i -> rows[i]).toArray();
            return new Fold(without(rows, validation), validation);
        }).toList();
    }

    private static int[] at(int[] rows, int[] positions) {
        return Arrays.stream(positions).map(position -> rows[position]).sorted().toArray();
    }

    private static int[] without(int[] rows, int[] taken) {
        BitSet set = new BitSet();
        Arrays.stream(taken).forEach(set::set);
        return Arrays.stream(rows).filter(row -> !set.get(row)).toArray();
    }
}
