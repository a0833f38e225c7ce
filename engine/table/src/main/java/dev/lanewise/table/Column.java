package dev.lanewise.table;

/** A column of a table: values by rows, some of them missing. Immutable. */
public sealed interface Column permits NumberColumn, TextColumn, RowValue {

    /**
     * What the column is called.
     *
     * @return its name, of at least a letter
     */
    String name();

    /**
     * Rows in the table.
     *
     * @return how many
     */
    int size();

    /**
     * Whether a value is missing.
     *
     * @param row from 0
     * @return true where there is neither a number nor a text
     * @throws IndexOutOfBoundsException if there is no such row
     */
    boolean isMissing(int row);

    /**
     * A value as a number.
     *
     * @param row from 0
     * @return the number; NaN where the value is missing or a text that is no number
     * @throws IndexOutOfBoundsException if there is no such row
     */
    double number(int row);

    /**
     * A value as a text. Numbers have the shortest text that tells them from others, whole ones no decimal mark.
     *
     * @param row from 0
     * @return the text, without blanks around it; empty where the value is missing
     * @throws IndexOutOfBoundsException if there is no such row
     */
    String text(int row);

    /**
     * The values of some rows.
     *
     * @param rows their positions
     * @return a column of as many rows
     * @throws IndexOutOfBoundsException if there is no such row
     */
    Column at(int[] rows);
}
