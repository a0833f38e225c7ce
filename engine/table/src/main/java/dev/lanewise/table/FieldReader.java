package dev.lanewise.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads what {@link FieldWriter} writes; throws IllegalArgumentException with a sentence where a text is something else. */
final class FieldReader {

    private final String[] lines;
    private int next;
    private String[] fields = {};
    private int field;

    FieldReader(String text) {
        lines = text.split("\n", -1);
    }

    /** Goes to the next line, which begins with one of some words; all fields of the line before must have been read. */
    String line(String... words) {
        requireEnd();
        fields = next < lines.length ? lines[next++].split("\t", -1) : new String[] {""};
        field = 1;
        if (!Arrays.asList(words).contains(fields[0])) {
            throw problem("expected " + String.join(" or ", words) + ", got " + Names.shown(fields[0]));
        }
        return fields[0];
    }

    /** Goes to the next line if it begins with a word; whether it does. */
    boolean isLine(String word) {
        boolean isNext = next < lines.length && (lines[next].equals(word) || lines[next].startsWith(word + "\t"));
        if (isNext) {
            line(word);
        }
        return isNext;
    }

    /** Nothing may follow. */
    void end() {
        line("");
        if (next != lines.length) {
            throw problem("expected the end, got more lines");
        }
    }

    private void requireEnd() {
        if (field < fields.length) {
            throw problem("expected the end of the line, got " + Names.shown(fields[field]));
        }
    }

    boolean hasMore() {
        return field < fields.length;
    }

    String text() {
        if (field >= fields.length) {
            throw problem("expected another field, got the end of the line");
        }
        String raw = fields[field++];
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            boolean isCode = raw.charAt(i) == '%';
            text.append(isCode ? decoded(raw, i) : raw.charAt(i));
            i += isCode ? 2 : 0;
        }
        return text.toString();
    }

    private char decoded(String raw, int at) {
        int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(raw.charAt(at + 2), 16);
        if (low < 0) {
            throw problem("expected two digits behind a %, got " + Names.shown(raw));
        }
        return (char) (16 * high + low);
    }

    /** A finite number. */
    double number() {
        String text = text();
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw (IllegalArgumentException) problem("expected a number, got " + Names.shown(text)).initCause(e);
        }
        throw problem("expected a finite number, got " + Names.shown(text));
    }

    /** A whole number. */
    int count(int least, int most) {
        double number = number();
        if (number != Math.rint(number) || number < least || number > most) {
            throw problem("expected a whole number from " + least + " to " + most + ", got " + number);
        }
        return (int) number;
    }

    /** The numbers to the end of the line. */
    double[] numbers(int least) {
        double[] numbers = new double[fields.length - field];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number();
        }
        if (numbers.length < least) {
            throw problem("expected at least " + least + " numbers, got " + numbers.length);
        }
        return numbers;
    }

    /** The texts to the end of the line. */
    List<String> texts() {
        List<String> texts = new ArrayList<>();
        while (hasMore()) {
            texts.add(text());
        }
        return texts;
    }

    /** One of the constants of an enumeration. */
    <E extends Enum<E>> E constant(Class<E> type) {
        String text = text();
        return Arrays.stream(type.getEnumConstants()).filter(constant -> constant.name().equals(text)).findFirst()
                .orElseThrow(() -> problem("expected one of " + Arrays.toString(type.getEnumConstants()) + ", got " + Names.shown(text)));
    }

    IllegalArgumentException problem(String sentence) {
        return new IllegalArgumentException("columns, line " + next + ": " + sentence);
    }
}
