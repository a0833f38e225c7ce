package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.RowSetMetaDataImpl;
import javax.sql.rowset.RowSetProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("once")
class TableRowsTest {

    private static final List<String> COLUMNS = List.of("width", "length", "wild", "kind");
    private static final int[] TYPES = {Types.DOUBLE, Types.INTEGER, Types.BOOLEAN, Types.VARCHAR};

    /** A result set without a data base. */
    private static ResultSet table(Object[]... rows) throws SQLException {
        CachedRowSet table = RowSetProvider.newFactory().createCachedRowSet();
        RowSetMetaDataImpl description = new RowSetMetaDataImpl();
        description.setColumnCount(COLUMNS.size());
        for (int c = 0; c < COLUMNS.size(); c++) {
            description.setColumnName(c + 1, COLUMNS.get(c));
            description.setColumnType(c + 1, TYPES[c]);
        }
        table.setMetaData(description);
        for (Object[] row : rows) {
            table.moveToInsertRow();
            for (int c = 0; c < row.length; c++) {
                table.updateObject(c + 1, row[c]);
            }
            table.insertRow();
            table.moveToCurrentRow();
            table.last();
        }
        table.beforeFirst();
        return table;
    }

    private static TableRows<SQLException> rows(Object[]... rows) throws SQLException {
        ResultSet results = table(rows);
        return TableRows.of(results::next, results::getObject);
    }

    @Test
    void readsAResultSetAsClasses() throws SQLException {
        LabelDictionary classes = new LabelDictionary();
        classes.add("virginica");
        Dataset dataset = rows(new Object[] {1.5, 7, true, "setosa"}, new Object[] {-2.25, 0, false, "virginica"},
                new Object[] {0.1, -3, true, "setosa"}).labelled(List.of("length", "wild", "width"), "kind", classes);
        assertEquals("3 3 2", dataset.size() + " " + dataset.features() + " " + dataset.outputs());
        assertArrayEquals(new float[] {7, 1, 1.5f}, dataset.input(0));
        assertArrayEquals(new float[] {0, 0, -2.25f}, dataset.input(1));
        assertArrayEquals(new float[] {-3, 1, 0.1f}, dataset.input(2));
        assertEquals("1 0 1", dataset.label(0) + " " + dataset.label(1) + " " + dataset.label(2));
        assertEquals(List.of("virginica", "setosa"), classes.labels());
    }

    @Test
    void readsAResultSetWithTargets() throws SQLException {
        Dataset dataset = rows(new Object[] {1.5, 7, true, ""}, new Object[] {2.5, 8, true, ""}).withTargets(List.of("width"),
                List.of("length", "width"));
        assertArrayEquals(new float[] {8, 2.5f}, dataset.target(1));
        assertArrayEquals(new float[] {1.5f}, dataset.input(0));
    }

    @Test
    void saysWhichCellIsNoNumber() throws SQLException {
        Object[] good = {1.0, 2, true, "a"};
        assertSays("row 2, column 'length': expected a value, got none", rows(good, new Object[] {1.0, null, true, "a"}));
        assertSays("row 1, column 'width': expected a number that a float can hold, got Infinity",
                rows(new Object[] {1e300, 1, true, "a"}, good));
        assertSays("row 1, column 'kind': expected a value, got none", rows(new Object[] {1.0, 2, true, null}, good));
        TableRows<SQLException> texts = rows(good);
        assertEquals("row 1, column 'kind': expected a number, got 'a' (String)", assertThrows(IllegalArgumentException.class,
                () -> texts.withTargets(List.of("kind"), List.of("width"))).getMessage());
        TableRows<SQLException> none = rows();
        assertSays("a data set needs at least 1 sample, got none", none);
        TableRows<SQLException> columns = rows(good);
        assertThrows(SQLException.class, () -> columns.withTargets(List.of("height"), List.of("width")));
        TableRows<SQLException> noColumns = rows(good);
        assertThrows(IllegalArgumentException.class, () -> noColumns.withTargets(List.of(), List.of("width")));
    }

    private static void assertSays(String sentence, TableRows<SQLException> rows) {
        Executable reading = () -> rows.labelled(List.of("width", "length"), "kind", new LabelDictionary());
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, reading).getMessage());
    }
}
