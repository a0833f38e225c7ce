package dev.lanewise.samples.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** A table of text that is printed in parts where the terminal is too narrow for it; the first column stands before each part. */
public final class WideTable {

    private static final String GAP = "  ";

    private final List<String[]> rows = new ArrayList<>();
    private final int[] widths;

    /**
     * A table without rows.
     *
     * @param heads of the columns
     */
    public WideTable(String... heads) {
        widths = new int[heads.length];
        add(heads);
    }

    /**
     * Adds a row.
     *
     * @param cells one for each column; control characters in them are question marks
     * @throws IllegalArgumentException if there are more or fewer
     */
    public void add(String... cells) {
        if (cells.length != widths.length) {
            throw new IllegalArgumentException("expected " + widths.length + " cells, got " + cells.length);
        }
        String[] row = Arrays.stream(cells).map(Terminal::line).toArray(String[]::new);
        rows.add(row);
        for (int column = 0; column < row.length; column++) {
            widths[column] = Math.max(widths[column], row[column].length());
        }
    }

    /**
     * The table.
     *
     * @param width how wide its lines may be; a single column may be wider
     * @return lines, each with its end; a blank line stands between two parts
     */
    public String fitting(OptionalInt width) {
        StringBuilder text = new StringBuilder();
        int from = 1;
        do {
            int to = end(from, width.orElse(Integer.MAX_VALUE));
            text.append(text.isEmpty() ? "" : System.lineSeparator());
            for (String[] row : rows) {
                append(text, row, from, to);
            }
            from = to;
        } while (from < widths.length);
        return text.toString();
    }

    /** Behind the last column of the part that begins with {@code from}. */
    private int end(int from, int width) {
        int to = from, length = widths[0];
        while (to < widths.length && (to == from || length + GAP.length() + widths[to] <= width)) {
            length += GAP.length() + widths[to++];
        }
        return to;
    }

    private void append(StringBuilder text, String[] row, int from, int to) {
        text.append(right(row, 0));
        for (int column = from; column < to; column++) {
            text.append(GAP).append(right(row, column));
        }
        text.append(System.lineSeparator());
    }

    private String right(String[] row, int column) {
        return " ".repeat(widths[column] - row[column].length()) + row[column];
    }
}
