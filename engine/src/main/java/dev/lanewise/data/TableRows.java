package dev.lanewise.data;

import dev.lanewise.text.Phrases;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table that come one after the other, such as those of a {@code java.sql.ResultSet}, as samples:
 * {@code TableRows.of(results::next, results::getObject).labelled(List.of("width", "length"), "kind", labels)}. This library needs no
 * module for data bases; whoever has a result set has it.
 *
 * <p>Numbers of any type become floats, true and false 1 and 0. A cell without a value is refused: leave such rows out, or give them a
 * number, in the query. For one thread at a time; rows that were read are gone.
 *
 * @param <E> what reading throws, such as {@code java.sql.SQLException}
 */
public final class TableRows<E extends Exception> {

    private final Cursor<E> cursor;
    private final Cells<E> cells;
    private int row;

    private TableRows(Cursor<E> cursor, Cells<E> cells) {
        this.cursor = cursor;
        this.cells = cells;
    }

    /**
     * What steps from row to row.
     *
     * @param <E> what is thrown where that fails
     */
    @FunctionalInterface
    public interface Cursor<E extends Exception> {

        /**
         * Goes to the next row; before the first call there is none.
         *
         * @return false where there are no more
         * @throws E if that fails
         */
        boolean next() throws E;
    }

    /**
     * What reads the row at which the cursor stands.
     *
     * @param <E> what is thrown where that fails
     */
    @FunctionalInterface
    public interface Cells<E extends Exception> {

        /**
         * The value of a cell.
         *
         * @param column the name of its column
         * @return a number, a boolean, a text, or null where there is none, whatever the annotations of this package say
         * @throws E if that fails, or there is no such column
         */
        Object get(String column) throws E;
    }

    /**
     * The rows of a table.
     *
     * @param cursor such as {@code results::next}
     * @param cells  such as {@code results::getObject}
     * @param <E>    what both throw
     * @return the rows
     */
    public static <E extends Exception> TableRows<E> of(Cursor<E> cursor, Cells<E> cells) {
        return new TableRows<>(Objects.requireNonNull(cursor, "cursor"), Objects.requireNonNull(cells, "cells"));
    }

    /**
     * Reads all rows as samples of classes.
     *
     * @param inputs  the columns of the features, in their order
     * @param label   the column that says which class; its values, as texts, are looked up in the dictionary
     * @param classes the names of classes; new ones are added
     * @return the data set, with as many classes as the dictionary has then
     * @throws E                        if reading fails
     * @throws IllegalArgumentException if there are no rows or columns, or a cell is empty, or of the inputs one is no finite number
     */
    public Dataset labelled(List<String> inputs, String label, LabelDictionary classes) throws E {
        DatasetBuilder samples = new DatasetBuilder();
        for (row = 1; cursor.next(); row++) {
            samples.add(numbers(inputs), classes.add(required(label, cells.get(label)).toString()));
        }
        return samples.labelled(Math.max(1, classes.size()));
    }

    /**
     * Reads all rows as samples with targets.
     *
     * @param inputs  the columns of the features, in their order
     * @param targets the columns of the targets, in their order
     * @return the data set
     * @throws E                        if reading fails
     * @throws IllegalArgumentException if there are no rows or columns, or a cell is empty or no finite number
     */
    public Dataset withTargets(List<String> inputs, List<String> targets) throws E {
        DatasetBuilder samples = new DatasetBuilder();
        for (row = 1; cursor.next(); row++) {
            samples.add(numbers(inputs), numbers(targets));
        }
        return samples.withTargets();
    }

    private float[] numbers(List<String> columns) throws E {
        float[] numbers = new float[columns.size()];
        for (int c = 0; c < numbers.length; c++) {
            numbers[c] = number(columns.get(c));
        }
        return numbers;
    }

    private float number(String column) throws E {
        float number = switch (required(column, cells.get(column))) {
            case Number value -> value.floatValue();
            case Boolean value -> value ? 1 : 0;
            case Object other -> throw new IllegalArgumentException(at(column) + "expected a number, got "
                    + Phrases.shown(other.toString()) + " (" + other.getClass().getSimpleName() + ")");
        };
        if (!Float.isFinite(number)) {
            throw new IllegalArgumentException(at(column) + "expected a number that a float can hold, got " + number);
        }
        return number;
    }

    private Object required(String column, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(at(column) + "expected a value, got none");
        }
        return value;
    }

    private String at(String column) {
        return "row " + row + ", column " + Phrases.shown(column) + ": ";
    }
}
