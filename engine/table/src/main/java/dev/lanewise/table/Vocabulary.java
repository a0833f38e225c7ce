package dev.lanewise.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The values that a column had in training, numbered: texts, or numbers where all were, so that 1, 1.0 and 01 are one. Immutable. */
final class Vocabulary {

    static final int UNKNOWN = -1;

    private final double[] numbers;
    private final List<String> texts;
    private final Map<String, Integer> places = new HashMap<>();

    private Vocabulary(double[] numbers, List<String> texts) {
        this.numbers = numbers;
        this.texts = texts;
        for (int i = 0; i < texts.size(); i++) {
            places.put(texts.get(i), i);
        }
    }

    static Vocabulary of(Distinct values) {
        return values.isNumbers() ? ofNumbers(values.numbers()) : ofTexts(values.texts());
    }

    static Vocabulary ofTexts(List<String> texts) {
        return new Vocabulary(new double[0], List.copyOf(texts));
    }

    private static Vocabulary ofNumbers(double[] numbers) {
        return new Vocabulary(numbers, Arrays.stream(numbers).mapToObj(NumberText::of).toList());
    }

    int size() {
        return texts.size();
    }

    /** The values as texts: numbers rising, texts in the order of their letters. */
    List<String> texts() {
        return texts;
    }

    /** The number of a value, or {@link #UNKNOWN}. */
    int find(Column column, int row) {
        if (numbers.length > 0) {
            int place = Arrays.binarySearch(numbers, column.number(row) + 0.0);
            return place < 0 ? UNKNOWN : place;
        }
        Integer place = places.get(column.text(row));
        return place == null ? UNKNOWN : place;
    }

    /** How many rows have each value. */
    int[] counts(Column column) {
        int[] counts = new int[size()];
        IntStream.range(0, column.size()).map(row -> find(column, row)).filter(value -> value != UNKNOWN)
                .forEach(value -> counts[value]++);
        return counts;
    }

    void write(FieldWriter out) {
        if (numbers.length > 0) {
            out.line("numbers").add(numbers);
        } else {
            out.line("texts").add(texts);
        }
    }

    /** Reads what {@link #write} writes. */
    static Vocabulary read(FieldReader in, int least) {
        if (in.line("numbers", "texts").equals("numbers")) {
            double[] numbers = in.numbers(least);
            if (!IntStream.range(1, numbers.length).allMatch(i -> numbers[i - 1] < numbers[i])) {
                throw in.problem("expected rising numbers, got others");
            }
            return ofNumbers(numbers);
        }
        List<String> texts = in.texts();
        if (texts.size() < least || texts.stream().distinct().count() != texts.size() || texts.contains("")) {
            throw in.problem("expected at least " + least + " different texts, got others");
        }
        return ofTexts(texts);
    }
}
