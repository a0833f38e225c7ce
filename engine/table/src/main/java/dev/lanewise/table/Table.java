package dev.lanewise.table;

import dev.lanewise.data.Splits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Columns of equal length, found by their names. Immutable, and shared by any number of threads.
 *
 * <p>{@link Csv} reads one from a file; others come from records, the rows of a database and arrays.
 */
public final class Table {

    private final List<Column> columns;
    private final Map<String, Column> byName;
    private final int rows;

    private Table(List<Column> columns, Map<String, Column> byName) {
        this.columns = columns;
        this.byName = byName;
        rows = columns.getFirst().size();
    }

    /**
     * A table of columns.
     *
     * @param columns at least one, all of one length, each with a name of its own
     * @return the table
     * @throws IllegalArgumentException if that is not so
     */
    public static Table of(List<? extends Column> columns) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a table needs at least 1 column, got none");
        }
        Map<String, Column> byName = new HashMap<>();
        for (Column column : columns) {
            if (column.name().isBlank()) {
                throw new IllegalArgumentException("column " + (byName.size() + 1) + " of a table expects a name, got none");
            }
            if (byName.put(column.name(), column) != null) {
                throw new IllegalArgumentException("a table expects a name of its own for each column, got " + Names.shown(column.name())
                        + " twice");
            }
            if (column.size() != columns.getFirst().size()) {
                throw new IllegalArgumentException("column " + Names.shown(column.name()) + " expects "
                        + columns.getFirst().size() + " rows, as the first column has, got " + column.size());
            }
        }
        return new Table(List.copyOf(columns), byName);
    }

    /**
     * A table of numbers.
     *
     * @param rows  [rows][columns], copied; one that is not finite is a missing value
     * @param names [columns]
     * @return the table
     * @throws IllegalArgumentException if there are no rows, one has another number of values, or two names are the same
     */
    public static Table of(float[][] rows, String... names) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("a table needs at least 1 row, got none");
        }
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != names.length) {
                throw new IllegalArgumentException("row " + row + " expects " + names.length + " values, one for each name, got "
                        + rows[row].length);
            }
        }
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < names.length; c++) {
            double[] values = new double[rows.length];
            for (int row = 0; row < rows.length; row++) {
                values[row] = Float.isFinite(rows[row][c]) ? rows[row][c] : Double.NaN;
            }
            columns.add(new NumberColumn(names[c], values));
        }
        return of(columns);
    }

    /**
     * A table with a column for each component of records; null and a number that is not finite are missing values.
     *
     * @param records at least one, all of one type
     * @param type    their type
     * @param <R>     their type
     * @return the table
     * @throws IllegalArgumentException if there is no record, or the type has no component or cannot be read
     */
    public static <R extends Record> Table ofRecords(List<R> records, Class<R> type) {
        return RecordTable.of(records, type);
    }

    /**
     * A table with a column for each column of a query's result; null and a number that is not finite are missing
     * values.
     *
     * @param result what is left of it is taken; stays open
     * @return the table
     * @throws SQLException             if reading fails
     * @throws IllegalArgumentException if there is no row, or two columns have the same label
     */
    public static Table of(ResultSet result) throws SQLException {
        return QueryTable.of(result);
    }

    /**
     * The columns.
     *
     * @return in their order
     */
    public List<Column> columns() {
        return columns;
    }

    /**
     * The names of the columns.
     *
     * @return in their order
     */
    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /**
     * Rows in this table.
     *
     * @return how many
     */
    public int rows() {
        return rows;
    }

    /**
     * Looks for a column.
     *
     * @param name its name
     * @return the column, or nothing
     */
    public Optional<Column> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * A column.
     *
     * @param name its name
     * @return the column
     * @throws IllegalArgumentException if there is none; the message names those that there are
     */
    public Column column(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("expected a column " + Names.shown(name)
                + ", but the table has " + Names.list(names())));
    }

    /**
     * Some rows of this table.
     *
     * @param rows their positions, in any order
     * @return a table of as many rows
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Table at(int[] rows) {
        int[] positions = Arrays.copyOf(rows, rows.length);
        return of(columns.stream().map(column -> column.at(positions)).toList());
    }

    /**
     * Some rows of this table, chosen at random, in their order.
     *
     * @param most rows at most, at least 1
     * @param seed of the choice
     * @return this table where it has no more
     * @throws IllegalArgumentException if there are none
     */
    public Table sample(int most, long seed) {
        if (most < 1) {
            throw new IllegalArgumentException("a sample of a table expects at least 1 row, got " + most);
        }
        return rows <= most ? this : at(Splits.positions(rows, (double) most / rows, seed));
    }

    /** The same with another column in the place of that of its name. */
    Table with(Column other) {
        return of(columns.stream().map(column -> column.name().equals(other.name()) ? other : column).toList());
    }

    /**
     * The size of this table.
     *
     * @return for example {@code 891 rows, 8 columns}
     */
    @Override
    public String toString() {
        return rows + (rows == 1 ? " row, " : " rows, ") + columns.size() + (columns.size() == 1 ? " column" : " columns");
    }
}
