package dev.lanewise.table;

import java.util.Arrays;
import java.util.Set;

/** Texts that stand for a value that is missing. */
final class MissingText {

    private static final Set<String> TEXTS = Set.of("", "?", "-", "NA", "N/A", "NaN", "nan", "null", "NULL", "None");
    private static final char[][] LETTERS = TEXTS.stream().map(String::toCharArray).toArray(char[][]::new);
    private static final int LONGEST = Arrays.stream(LETTERS).mapToInt(letters -> letters.length).max().orElseThrow();

    private MissingText() {
    }

    static boolean is(char[] text, int from, int length) {
        return length == 0 || length <= LONGEST && canBegin(text[from]) && isOne(text, from, length);
    }

    private static boolean canBegin(char c) {
        return c == 'N' || c == 'n' || c == '-' || c == '?';
    }

    private static boolean isOne(char[] text, int from, int length) {
        for (char[] letters : LETTERS) {
            if (Arrays.equals(text, from, from + length, letters, 0, letters.length)) {
                return true;
            }
        }
        return false;
    }

    static boolean is(String text) {
        return TEXTS.contains(text);
    }
}
