package dev.lanewise.table;

import java.util.Set;

/** Texts that stand for a value that is missing. */
final class MissingText {

    private static final Set<String> TEXTS = Set.of("", "?", "-", "NA", "N/A", "NaN", "nan", "null", "NULL", "None");
    private static final int LONGEST = TEXTS.stream().mapToInt(String::length).max().orElseThrow();
    private static final String FIRST_LETTERS = "?-Nn";

    private MissingText() {
    }

    static boolean is(char[] text, int from, int length) {
        return length == 0 || length <= LONGEST && FIRST_LETTERS.indexOf(text[from]) >= 0 && TEXTS.contains(new String(text, from, length));
    }

    static boolean is(String text) {
        return TEXTS.contains(text);
    }
}
