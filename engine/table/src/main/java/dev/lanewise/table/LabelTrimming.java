package dev.lanewise.table;

import java.util.List;

/** Cuts characters off the ends of labels, so that two files name their classes alike. */
public final class LabelTrimming {

    private LabelTrimming() {
    }

    /**
     * A table whose labels are trimmed.
     *
     * @param table      any
     * @param target     the column with the labels
     * @param characters to be cut off the ends, all of them; with none the table stays
     * @return the table
     * @throws IllegalArgumentException if it has no such column
     */
    public static Table of(Table table, String target, String characters) {
        if (characters.isEmpty() || !(table.column(target) instanceof TextColumn labels)) {
            return table;
        }
        ColumnCollector trimmed = new ColumnCollector(target, NumberText.withDecimal(labels.decimal()), false);
        for (int row = 0; row < labels.size(); row++) {
            trimmed.add(trimmed(labels.text(row), characters));
        }
        Column column = trimmed.column();
        List<Column> columns = table.columns().stream().map(one -> one == labels ? column : one).toList();
        return Table.of(columns);
    }

    private static String trimmed(String label, String characters) {
        int end = label.length();
        while (end > 0 && characters.indexOf(label.charAt(end - 1)) >= 0) {
            end--;
        }
        return label.substring(0, end);
    }
}
