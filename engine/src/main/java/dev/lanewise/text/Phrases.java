package dev.lanewise.text;

import java.util.List;
import java.util.stream.Stream;

/** Parts of messages: numbers with their nouns, and texts that may be anything. */
public final class Phrases {

    /** The longest text that is shown whole. */
    private static final int MOST_SHOWN = 60;

    private static final int MOST_LISTED = 16;

    private Phrases() {
    }

    /**
     * The beginning of a text that may be anything, fit for an error: at most sixty characters, strange ones as question marks.
     *
     * @param text the text
     * @return the text in quotes
     */
    public static String shown(String text) {
        String begin = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "...";
        return "'" + begin.replaceAll("[^ -~]", "?") + "'";
    }

    /**
     * What was expected of a text that is no number of a type: of one that has but too many digits the limit is said.
     *
     * @param text  what was given
     * @param least the smallest number of the type
     * @param most  the largest
     * @return {@code a whole number}, or {@code a whole number of at most ...} or {@code of at least ...}
     */
    public static String wholeNumber(String text, long least, long most) {
        String limit = text.startsWith("-") ? " of at least " + least : " of at most " + most;
        return "a whole number" + (text.matches("[+-]?\\d+") ? limit : "");
    }

    /**
     * The first of many things, as a list in brackets.
     *
     * @param things any number of texts
     * @return at most sixteen of them, and dots where there are more
     */
    public static String list(Stream<String> things) {
        List<String> first = things.limit(MOST_LISTED + 1).toList();
        return first.size() <= MOST_LISTED ? first.toString()
                : "[" + String.join(", ", first.subList(0, MOST_LISTED)) + ", ...]";
    }

    /**
     * A number of things.
     *
     * @param number how many
     * @param thing  one of them
     * @param things several of them
     * @return for example {@code 1 class} or {@code 3 classes}
     */
    public static String count(long number, String thing, String things) {
        return number + " " + (number == 1 ? thing : things);
    }

    /**
     * A number of things whose plural ends in s.
     *
     * @param number how many
     * @param thing  one of them
     * @return for example {@code 1 output} or {@code 3 outputs}
     */
    public static String count(long number, String thing) {
        return count(number, thing, thing + "s");
    }
}
