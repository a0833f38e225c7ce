package dev.lanewise.table;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The different values of a column.
 *
 * @param count     how many there are, missing ones not counted
 * @param present   rows that have one
 * @param isNumbers whether all of them are numbers
 * @param numbers   the different numbers, rising; of texts that are numbers, too
 * @param texts     the different texts, in the order of their letters; none where all are numbers
 * @param words     those of them that are no numbers
 */
record Distinct(int count, int present, boolean isNumbers, double[] numbers, List<String> texts, List<String> words) {

    static Distinct of(Column column) {
        return switch (column) {
            case TextColumn texts -> ofTexts(texts);
            case NumberColumn numbers -> ofNumbers(numbers.values().clone());
            case RowValue _ -> throw new IllegalArgumentException("a value of one row has no different values");
        };
    }

    private static Distinct ofNumbers(double[] values) {
        double[] numbers = rising(values);
        int present = (int) Arrays.stream(values).filter(value -> !Double.isNaN(value)).count();
        return new Distinct(numbers.length, present, true, numbers, List.of(), List.of());
    }

    private static Distinct ofTexts(TextColumn column) {
        BitSet used = new BitSet();
        int present = 0;
        for (int code : column.codes()) {
            if (code != TextColumn.MISSING) {
                used.set(code);
                present++;
            }
        }
        double[] numbers = rising(used.stream().mapToDouble(code -> column.numbers()[code]).toArray());
        List<String> words = used.stream().filter(code -> Double.isNaN(column.numbers()[code])).mapToObj(column.texts()::get).sorted()
                .toList();
        boolean isNumbers = words.isEmpty();
        List<String> texts = isNumbers ? List.of() : used.stream().mapToObj(column.texts()::get).sorted().toList();
        return new Distinct(isNumbers ? numbers.length : used.cardinality(), present, isNumbers, numbers, texts,
                words);
    }

    /** Without NaN and without repetitions; -0.0 is 0.0. */
    private static double[] rising(double[] values) {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).map(value -> value + 0.0).sorted().distinct().toArray();
    }

    /** A value as a text, in the order of numbers or letters. */
    String text(int index) {
        return isNumbers ? NumberText.of(numbers[index]) : texts.get(index);
    }
}
