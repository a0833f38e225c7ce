package dev.lanewise.table;

/** Blanks around values, which do not count. */
final class Blanks {

    private Blanks() {
    }

    static boolean is(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0' || c == '\r' || c == '\n';
    }

    /** A text without those around it. */
    static String strip(String text) {
        int from = 0, end = text.length();
        while (from < end && is(text.charAt(from))) {
            from++;
        }
        while (end > from && is(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(from, end);
    }
}
