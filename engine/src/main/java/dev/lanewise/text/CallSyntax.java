package dev.lanewise.text;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A name with numbers as files and command lines write it: {@code relu}, {@code uniform(0.0,1.0)}.
 *
 * @param what    what is named, for errors
 * @param text    the whole text
 * @param name    the key of the part before the bracket
 * @param numbers what stands in the brackets, between commas; empty where there are none
 */
public record CallSyntax(String what, String text, String name, List<String> numbers) {

    /** More numbers than any name takes; what follows is left in one piece. */
    private static final int MOST_NUMBERS = 100;

    /**
     * A name as it is looked up: capitals, hyphens and underscores make no difference.
     *
     * @param name as it was typed
     * @return its key
     */
    public static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /**
     * Takes a text apart.
     *
     * @param text a name, or a name and numbers in brackets
     * @param what is named, for errors
     * @return its parts; whether the numbers are numbers is seen when they are asked for
     * @throws IllegalArgumentException if a bracket is not closed
     */
    public static CallSyntax of(String text, String what) {
        int open = text.indexOf('(');
        if (open < 0) {
            return new CallSyntax(what, text, key(text), List.of());
        }
        if (!text.endsWith(")")) {
            throw new IllegalArgumentException(what + " " + Phrases.shown(text) + " lacks its closing bracket");
        }
        return new CallSyntax(what, text, key(text.substring(0, open)),
                List.of(text.substring(open + 1, text.length() - 1).split(",", MOST_NUMBERS)));
    }

    /**
     * Numbers in the brackets.
     *
     * @return how many
     */
    public int count() {
        return numbers.size();
    }

    /**
     * A number in the brackets.
     *
     * @param i which, from 0
     * @return the nearest float
     * @throws IllegalArgumentException if it is no number
     */
    public float number(int i) {
        return parsed(i, "a number", Float::parseFloat);
    }

    /**
     * A number in the brackets.
     *
     * @param i which, from 0
     * @return the nearest double
     * @throws IllegalArgumentException if it is no number
     */
    public double real(int i) {
        return parsed(i, "a number", Double::parseDouble);
    }

    /**
     * A whole number in the brackets.
     *
     * @param i which, from 0
     * @return the number
     * @throws IllegalArgumentException if it is no whole number, or does not fit a long
     */
    public long whole(int i) {
        return parsed(i, "a whole number", Long::parseLong);
    }

    private <T> T parsed(int i, String expected, Function<String, T> parser) {
        try {
            return parser.apply(numbers.get(i).strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " " + Phrases.shown(text) + ": expected " + expected + ", got "
                    + Phrases.shown(numbers.get(i)), e);
        }
    }

    /**
     * The result, if there are as many numbers as it needs.
     *
     * @param expected numbers in the brackets
     * @param result   what the name stands for
     * @param <T>      its type
     * @return the result
     * @throws IllegalArgumentException if there are more or fewer numbers
     */
    public <T> T with(int expected, T result) {
        if (count() != expected) {
            throw otherCount(Phrases.count(expected, "number"));
        }
        return result;
    }

    /**
     * An error about the number of numbers.
     *
     * @param expected for example {@code 1 or 4 numbers}
     * @return the exception, to be thrown
     */
    public IllegalArgumentException otherCount(String expected) {
        return new IllegalArgumentException(what + " " + Phrases.shown(text) + " expects " + expected + " in brackets, got " + count());
    }

    /**
     * An error about the name.
     *
     * @param known the names that there are
     * @return the exception, to be thrown
     */
    public IllegalArgumentException unknown(String known) {
        return new IllegalArgumentException("unknown " + what + " " + Phrases.shown(text) + ", expected one of " + known);
    }
}
