package dev.lanewise.table;

import java.util.List;

/** Writes lines of fields with tabs between, the first of which is a word that says what the others are. */
final class FieldWriter {

    /** Of categories and classes in a text; each takes a hundred bytes of memory where it is read. */
    static final int MOST_VALUES = 1 << 22;

    private final StringBuilder text = new StringBuilder();

    FieldWriter line(String word) {
        text.append(text.isEmpty() ? "" : "\n").append(word);
        return this;
    }

    FieldWriter add(String field) {
        text.append('\t');
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c < ' ' || c == '%') {
                text.append('%').append((char) ('0' + c / 16)).append(Character.toUpperCase(Character.forDigit(c % 16, 16)));
            } else {
                text.append(c);
            }
        }
        return this;
    }

    FieldWriter add(int number) {
        text.append('\t').append(number);
        return this;
    }

    FieldWriter add(double number) {
        text.append('\t').append(number);
        return this;
    }

    FieldWriter add(double[] numbers) {
        for (double number : numbers) {
            add(number);
        }
        return this;
    }

    FieldWriter add(List<String> fields) {
        fields.forEach(this::add);
        return this;
    }

    @Override
    public String toString() {
        return text + "\n";
    }
}
