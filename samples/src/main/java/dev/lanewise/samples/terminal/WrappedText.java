package dev.lanewise.samples.terminal;

/** Breaks long lines between words. What follows a break stands under the last column of a table, or a little to the right. */
final class WrappedText {

    private static final int HANGING = 2;
    /** A last column that is left less than this is not continued as a column. */
    private static final int NARROW = 20;

    private final int width;
    private final StringBuilder out = new StringBuilder();

    private WrappedText(int width) {
        this.width = width;
    }

    /** The text in lines of at most {@code width} characters, except where one word is longer. */
    static String of(String text, int width) {
        WrappedText wrapped = new WrappedText(width);
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            wrapped.add(text.substring(from, end));
            wrapped.out.append('\n');
            from = end + 1;
        }
        wrapped.add(text.substring(from));
        return wrapped.out.toString();
    }

    private void add(String line) {
        String indent = " ".repeat(continuation(line));
        String rest = line;
        int start = firstWord(line);
        for (int at = lineBreak(rest, start); at >= 0; at = lineBreak(rest, start)) {
            out.append(rest.substring(0, at).stripTrailing()).append('\n');
            rest = indent + rest.substring(at).stripLeading();
            start = indent.length();
        }
        out.append(rest);
    }

    /** Where the line has to end, or -1 where it fits or is one word. */
    private int lineBreak(String line, int start) {
        if (line.length() <= width) {
            return -1;
        }
        int at = line.lastIndexOf(' ', width);
        return at > start ? at : line.indexOf(' ', start);
    }

    private int continuation(String line) {
        int indent = firstWord(line), column = lastColumn(line);
        return column > indent && column <= width - NARROW ? column : Math.min(indent + HANGING, width / 2);
    }

    private static int firstWord(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** Where the text behind the last gap of two blanks begins, or 0. */
    private static int lastColumn(String line) {
        int gap = line.stripTrailing().lastIndexOf("  ");
        return gap < 0 ? 0 : gap + 2;
    }
}
