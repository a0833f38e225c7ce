package dev.lanewise.table;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the values of a column when nobody knows yet whether it holds numbers. Texts are kept once each; a column of many different
 * numbers keeps the numbers alone, and should a text come then, the numbers before it become texts of {@link NumberText#text}.
 */
final class ColumnCollector {

    /** As many different texts of a column of numbers are kept. */
    private static final int MOST_TEXTS = 1024;

    private final String name;
    private final NumberText format;
    private TextDictionary dictionary = new TextDictionary();
    /** Of the texts in the dictionary. */
    private double[] numbers = new double[16];
    private boolean hasOnlyNumbers = true;
    /** Of the rows; null while {@link #values} has them. */
    private int[] codes = new int[64];
    private double @Nullable [] values;
    private int size;

    /** Values that are numbers are kept as they are written where the column is to keep texts. */
    ColumnCollector(String name, NumberText format, boolean keepsTexts) {
        this.name = name;
        this.format = format;
        hasOnlyNumbers = !keepsTexts;
    }

    /** Adds a value; blanks around it do not count. */
    void add(char[] text, int at, int count) {
        int from = at, end = at + count;
        if (values != null && count > 0) {
            double number = format.parse(text, from, count);
            if (!Double.isNaN(number)) {
                reserve();
                values[size++] = number;
                return;
            }
        }
        while (from < end && Blanks.is(text[from])) {
            from++;
        }
        while (end > from && Blanks.is(text[end - 1])) {
            end--;
        }
        if (MissingText.is(text, from, end - from)) {
            addMissing();
        } else if (values == null) {
            addText(text, from, end - from);
        } else {
            addNumber(text, from, end - from);
        }
    }

    void add(String text) {
        add(text.toCharArray(), 0, text.length());
    }

    void addMissing() {
        reserve();
        if (values == null) {
            codes[size++] = TextColumn.MISSING;
        } else {
            values[size++] = Double.NaN;
        }
    }

    private void addText(char[] text, int from, int length) {
        int known = dictionary.size(), code = dictionary.code(text, from, length);
        if (code == known) {
            double number = format.parse(text, from, length);
            numbers = code < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * code);
            numbers[code] = number;
            hasOnlyNumbers &= !Double.isNaN(number);
        }
        reserve();
        codes[size++] = code;
        if (hasOnlyNumbers && dictionary.size() > MOST_TEXTS) {
            keepNumbers();
        }
    }

    private void addNumber(char[] text, int from, int length) {
        double number = format.parse(text, from, length);
        if (Double.isNaN(number)) {
            keepTexts();
            addText(text, from, length);
        } else {
            reserve();
            values[size++] = number;
        }
    }

    private void reserve() {
        if (values == null && size == codes.length) {
            codes = Arrays.copyOf(codes, grown(size));
        } else if (values != null && size == values.length) {
            values = Arrays.copyOf(values, grown(size));
        }
    }

    private static int grown(int size) {
        return Math.toIntExact(Math.min(size + (size >> 1) + 1L, Integer.MAX_VALUE - 8));
    }

    private void keepNumbers() {
        values = new double[codes.length];
        for (int row = 0; row < size; row++) {
            values[row] = codes[row] == TextColumn.MISSING ? Double.NaN : numbers[codes[row]];
        }
        codes = null;
        dictionary = null;
    }

    private void keepTexts() {
        double[] before = values;
        int rows = size;
        values = null;
        codes = new int[before.length];
        dictionary = new TextDictionary();
        // one text is on its way that is no number
        hasOnlyNumbers = false;
        size = 0;
        for (int row = 0; row < rows; row++) {
            if (Double.isNaN(before[row])) {
                addMissing();
            } else {
                char[] text = format.text(before[row]).toCharArray();
                addText(text, 0, text.length);
            }
        }
    }

    Column column() {
        if (values == null && hasOnlyNumbers && dictionary.size() > 0) {
            keepNumbers();
        }
        return values != null ? new NumberColumn(name, Arrays.copyOf(values, size))
                : new TextColumn(name, dictionary.texts(), Arrays.copyOf(numbers, dictionary.size()), Arrays.copyOf(codes, size),
                        format.decimal());
    }
}
