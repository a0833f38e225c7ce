package dev.lanewise.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads what {@link FieldWriter} writes; throws IllegalArgumentException with a sentence where a text is something else. A field is made
 * when it is asked for, and values that are kept are counted before, so that a text takes a small multiple of its size.
 */
final class FieldReader {

    private final String text;
    /** Vocabularies by the fields that they were made of. */
    private final Map<String, Vocabulary> vocabularies = new HashMap<>();
    /** Where the next line begins; behind the end of the text where there is none. */
    private int next;
    private int lineNumber;
    /** Where the next field begins; behind the end of the line where there is none. */
    private int at = 1;
    private int end;
    private long values;

    FieldReader(String text) {
        this.text = text;
    }

    /** Goes to the next line, which begins with one of some words; all fields of the line before must have been read. */
    String line(String... words) {
        requireEnd();
        at = Math.min(next, text.length());
        end = endOfLine();
        lineNumber += next <= text.length() ? 1 : 0;
        next = end + 1;
        String word = field();
        if (!Arrays.asList(words).contains(word)) {
            throw problem("expected " + String.join(" or ", words) + ", got " + Names.shown(word));
        }
        return word;
    }

    private int endOfLine() {
        int found = text.indexOf('\n', at);
        return found < 0 ? text.length() : found;
    }

    /** Goes to the next line if it begins with a word; whether it does. */
    boolean isLine(String word) {
        int behind = next + word.length();
        boolean isNext = text.startsWith(word, next) && (behind == text.length() || "\t\n".indexOf(text.charAt(behind)) >= 0);
        if (isNext) {
            line(word);
        }
        return isNext;
    }

    /** Nothing may follow. */
    void end() {
        line("");
        if (next <= text.length()) {
            throw problem("expected the end, got more lines");
        }
    }

    private void requireEnd() {
        if (hasMore()) {
            throw problem("expected the end of the line, got " + Names.shown(field()));
        }
    }

    boolean hasMore() {
        return at <= end;
    }

    /** The next field as it stands there. */
    private String field() {
        if (!hasMore()) {
            throw problem("expected another field, got the end of the line");
        }
        int tab = text.indexOf('\t', at, end), from = at, to = tab < 0 ? end : tab;
        at = to + 1;
        return text.substring(from, to);
    }

    /** Counts the fields to the end of the line among the values that a text may have. */
    void countValues() {
        values += remaining();
        if (values > FieldWriter.MOST_VALUES) {
            throw problem("expected at most " + FieldWriter.MOST_VALUES + " values of all columns, got more");
        }
    }

    /** Fields to the end of the line. */
    private int remaining() {
        int count = hasMore() ? 1 : 0;
        for (int i = at; i < end; i++) {
            count += text.charAt(i) == '\t' ? 1 : 0;
        }
        return count;
    }

    /** A vocabulary of the fields to the end of the line: the same one where the same fields came before. */
    Vocabulary vocabulary(String kind, Function<FieldReader, Vocabulary> reader) {
        String key = hasMore() ? kind + '\t' + text.substring(at, end) : kind;
        Vocabulary known = vocabularies.get(key);
        if (known == null) {
            countValues();
            known = reader.apply(this);
            vocabularies.put(key, known);
        } else {
            at = end + 1;
        }
        return known;
    }

    String text() {
        String raw = field();
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            boolean isCode = raw.charAt(i) == '%';
            plain.append(isCode ? decoded(raw, i) : raw.charAt(i));
            i += isCode ? 2 : 0;
        }
        return plain.toString();
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
        String written = text();
        try {
            double number = Double.parseDouble(written);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw (IllegalArgumentException) problem("expected a number, got " + Names.shown(written)).initCause(e);
        }
        throw problem("expected a finite number, got " + Names.shown(written));
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
    double[] numbers(int least, int most) {
        int count = remaining();
        if (count < least || count > most) {
            throw problem("expected at " + (count < least ? "least " + least : "most " + most) + " numbers, got " + count);
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number();
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
        String name = text();
        return Arrays.stream(type.getEnumConstants()).filter(constant -> constant.name().equals(name)).findFirst()
                .orElseThrow(() -> problem("expected one of " + Arrays.toString(type.getEnumConstants()) + ", got " + Names.shown(name)));
    }

    IllegalArgumentException problem(String sentence) {
        return new IllegalArgumentException("columns, line " + lineNumber + ": " + sentence);
    }
}
