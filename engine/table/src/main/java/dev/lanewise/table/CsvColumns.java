package dev.lanewise.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the fields of a table that is read into its columns, and refuses rows and names that do not make a table. */
final class CsvColumns extends AbstractBaseCsvCallbackHandler<CsvColumns> {

    /** More columns than any table for a network has. */
    static final int MOST_COLUMNS = 1 << 14;
    private static final int LONGEST_NAME = 1000;

    private final NumberText format;
    private final boolean hasHeader;
    private final Set<String> texts;
    private final List<ColumnCollector> columns = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    /** The columns, from the second record on. */
    private ColumnCollector[] collectors = {};
    private boolean isFirst = true;
    private long line;
    private int fields;
    private int rows;
    private boolean hasBlanksBeforeQuotes;

    CsvColumns(char decimal, boolean hasHeader, Set<String> texts) {
        this.texts = texts;
        format = NumberText.withDecimal(decimal);
        this.hasHeader = hasHeader;
    }

    @Override
    protected void handleBegin(long startingLine) {
        line = startingLine;
        fields = 0;
    }

    @Override
    protected void handleField(int index, char[] text, int from, int length, boolean isQuoted) {
        fields++;
        if (index < collectors.length) {
            collectors[index].add(text, from, length);
        }
        hasBlanksBeforeQuotes |= !isQuoted && length > 1 && isBlank(text[from]) && isQuoteFirst(text, from, from + length);
        if (isFirst) {
            begin(new String(text, from, length).strip());
            if (!hasHeader) {
                columns.getLast().add(text, from, length);
            }
        }
    }

    private static boolean isQuoteFirst(char[] text, int from, int end) {
        int at = from;
        while (at < end && isBlank(text[at])) {
            at++;
        }
        return at < end && text[at] == '"';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Whether a field that was not taken for a quoted one has blanks, then a quote. */
    boolean hasBlanksBeforeQuotes() {
        return hasBlanksBeforeQuotes;
    }

    /** A column begins: by its name, or by its first value. */
    private void begin(String first) {
        if (fields > MOST_COLUMNS) {
            throw refusal("expected at most " + MOST_COLUMNS + " columns, got more");
        }
        String name = hasHeader ? first : "c" + fields;
        if (name.length() > LONGEST_NAME) {
            throw refusal("column " + fields + ": expected a name of at most " + LONGEST_NAME + " letters, got " + name.length());
        }
        names.add(name);
        columns.add(new ColumnCollector(name, format, texts.contains(name)));
    }

    @Override
    protected CsvColumns buildRecord() {
        if (fields == 0) {
            // an empty line, which is passed over
            return this;
        }
        if (isFirst) {
            requireNames();
            collectors = columns.toArray(ColumnCollector[]::new);
        } else if (fields != columns.size()) {
            throw refusal("expected " + columns.size() + " fields, as " + (hasHeader ? "the header has" : "line 1 has") + ", got " + fields
                    + (fields < columns.size() ? "; column " + (fields + 1) + ", " + Names.shown(names.get(fields)) + ", is missing" : ""));
        }
        rows += isFirst && hasHeader ? 0 : 1;
        isFirst = false;
        return this;
    }

    private void requireNames() {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isEmpty()) {
                throw refusal("column " + (i + 1) + ": expected a name, got none");
            }
            Integer before = seen.put(name, i);
            if (before != null) {
                throw refusal("column " + (i + 1) + ": expected a name of its own, got " + Names.shown(name) + ", which column "
                        + (before + 1) + " has; where the first line is no header, say so");
            }
        }
    }

    /** The place at which reading stands. */
    String where() {
        String column = fields < names.size() && !isFirst ? ", column " + (fields + 1) + " " + Names.shown(names.get(fields))
                : ", column " + (fields + 1);
        return "line " + Math.max(1, line) + column;
    }

    private CsvRefusal refusal(String message) {
        return new CsvRefusal("line " + line + (message.startsWith("column") ? ", " : ": ") + message);
    }

    Table table() {
        if (rows == 0) {
            throw new CsvRefusal("line " + Math.max(1, line) + ": expected rows of values behind the names of columns, got none");
        }
        return Table.of(columns.stream().map(ColumnCollector::column).toList());
    }
}
