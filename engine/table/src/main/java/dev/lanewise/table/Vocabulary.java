package dev.lanewise.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The values that a column had in training, numbered: texts, or numbers where all were, so that 1, 1.0 and 01 are one. Immutable. */
final class Vocabulary {

    static final int UNKNOWN = -1;

    private final double[] numbers;
    private final List<String> texts;
    private final Map<String, Integer> places = new HashMap<>();
    /** Numbers that one text alone stands for, rising, and the places of these texts. */
    private final double[] numbersOfTexts;
    private final int[] placesOfNumbers;

    private Vocabulary(double[] numbers, List<String> texts) {
        this.numbers = numbers;
        this.texts = texts;
        for (int i = 0; i < texts.size(); i++) {
            places.put(texts.get(i), i);
        }
        SortedMap<Double, List<Integer>> placesByNumber = placesByNumber(numbers.length > 0 ? List.of() : texts);
        placesByNumber.values().removeIf(same -> same.size() > 1);
        numbersOfTexts = placesByNumber.keySet().stream().mapToDouble(number -> number).toArray();
        placesOfNumbers = placesByNumber.values().stream().mapToInt(List::getFirst).toArray();
    }

    private static SortedMap<Double, List<Integer>> placesByNumber(List<String> texts) {
        NumberText format = NumberText.withDecimal('.');
        SortedMap<Double, List<Integer>> places = new TreeMap<>();
        for (int i = 0; i < texts.size(); i++) {
            double number = format.parse(texts.get(i)) + 0.0;
            if (!Double.isNaN(number)) {
                places.computeIfAbsent(number, _ -> new ArrayList<>()).add(i);
            }
        }
        return places;
    }

    static Vocabulary of(Distinct values) {
        return values.isNumbers() ? ofNumbers(values.numbers()) : ofTexts(values.texts());
    }

    static Vocabulary ofTexts(List<String> texts) {
        return new Vocabulary(new double[0], List.copyOf(texts));
    }

    static Vocabulary of(ColumnEncoding.Categories values) {
        return values.texts().isEmpty() ? ofNumbers(values.numbers().stream().mapToDouble(number -> number).toArray())
                : ofTexts(values.texts());
    }

    /** The values for other programs. */
    ColumnEncoding.Categories categories() {
        return EncodingConversion.categories(numbers, texts);
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

    /** The number of a value, or {@link #UNKNOWN}. A text that is not there may be a number of which one text alone is another form. */
    int find(Column column, int row) {
        if (numbers.length > 0) {
            int place = Arrays.binarySearch(numbers, column.number(row) + 0.0);
            return place < 0 ? UNKNOWN : place;
        }
        Integer place = places.get(column.text(row));
        return place == null ? findNumber(column.number(row)) : place;
    }

    private int findNumber(double number) {
        int place = Double.isNaN(number) ? UNKNOWN : Arrays.binarySearch(numbersOfTexts, number + 0.0);
        return place < 0 ? UNKNOWN : placesOfNumbers[place];
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
