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
    /** Numbers that one text alone stands for, rising, and the places of these texts. */
    private final double[] numbersOfTexts;
    private final int[] placesOfNumbers;

    private Vocabulary(double[] numbers, List<String> texts) {
        this.numbers = numbers;
        this.texts = texts;
        for (int i = 0; i < texts.size(); i++) {
            places.put(texts.get(i), i);
        }
        double[] parsed = numbers.length > 0 ? new double[0] : parsed(texts);
        numbersOfTexts = single(parsed);
        placesOfNumbers = new int[numbersOfTexts.length];
        for (int i = 0; i < parsed.length; i++) {
            int place = Arrays.binarySearch(numbersOfTexts, parsed[i]);
            if (place >= 0) {
                placesOfNumbers[place] = i;
            }
        }
    }

    /** The numbers that texts are; NaN where they are none. */
    private static double[] parsed(List<String> texts) {
        NumberText format = NumberText.withDecimal('.');
        return texts.stream().mapToDouble(text -> format.parse(text) + 0.0).toArray();
    }

    /** Those that are there once, rising. */
    private static double[] single(double[] numbers) {
        double[] sorted = Arrays.stream(numbers).filter(number -> !Double.isNaN(number)).sorted().toArray();
        return IntStream.range(0, sorted.length).filter(i -> (i == 0 || sorted[i - 1] != sorted[i])
                && (i == sorted.length - 1 || sorted[i + 1] != sorted[i])).mapToDouble(i -> sorted[i]).toArray();
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
        return in.line("numbers", "texts").equals("numbers") ? in.vocabulary("numbers" + least, fields -> readNumbers(fields, least))
                : in.vocabulary("texts" + least, fields -> readTexts(fields, least));
    }

    private static Vocabulary readNumbers(FieldReader in, int least) {
        double[] numbers = in.numbers(least, FieldWriter.MOST_VALUES);
        if (!IntStream.range(1, numbers.length).allMatch(i -> numbers[i - 1] < numbers[i])) {
            throw in.problem("expected rising numbers, got others");
        }
        return ofNumbers(numbers);
    }

    private static Vocabulary readTexts(FieldReader in, int least) {
        Vocabulary read = ofTexts(in.texts());
        if (read.size() < least || read.places.size() != read.size() || read.places.containsKey("")) {
            throw in.problem("expected at least " + least + " different texts, got others");
        }
        return read;
    }
}
