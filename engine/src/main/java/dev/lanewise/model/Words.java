package dev.lanewise.model;

import dev.lanewise.text.Phrases;
import java.util.Locale;

/**
 * A name with numbers as files and command lines write it: {@code relu}, {@code uniform(0.0,1.0)}.
 *
 * @param what    what is named, for errors
 * @param text    the whole text
 * @param name    the key of the part before the bracket
 * @param numbers the numbers in the brackets
 */
record Words(String what, String text, String name, float[] numbers) {

    /** More numbers than any name takes; what follows is left in one piece. */
    private static final int MOST_NUMBERS = 9;

    /** A name as it is looked up: capitals, hyphens and underscores make no difference. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    static Words of(String text, String what) {
        int open = text.indexOf('(');
        if (open < 0) {
            return new Words(what, text, key(text), new float[0]);
        }
        if (!text.endsWith(")")) {
            throw new IllegalArgumentException(what + " " + Phrases.shown(text) + " lacks its closing bracket");
        }
        String[] parts = text.substring(open + 1, text.length() - 1).split(",", MOST_NUMBERS);
        float[] numbers = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            try {
                numbers[i] = Float.parseFloat(parts[i].strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(what + " " + Phrases.shown(text) + ": expected a number, got "
                        + Phrases.shown(parts[i]), e);
            }
        }
        return new Words(what, text, key(text.substring(0, open)), numbers);
    }

    int count() {
        return numbers.length;
    }

    float number(int i) {
        return numbers[i];
    }

    /** The result, if there are as many numbers as it needs. */
    <T> T with(int expected, T result) {
        if (numbers.length != expected) {
            throw new IllegalArgumentException(what + " " + Phrases.shown(text) + " expects " + Phrases.count(expected, "number")
                    + " in brackets, got " + numbers.length);
        }
        return result;
    }

    IllegalArgumentException unknown(String known) {
        return new IllegalArgumentException("unknown " + what + " " + Phrases.shown(text) + ", expected one of " + known);
    }
}
