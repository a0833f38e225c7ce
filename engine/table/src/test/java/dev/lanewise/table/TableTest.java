package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableTest {

    private record House(int rooms, String town, Double price, Optional<String> note, boolean isSold, LocalDate built) {
    }

    @Test
    void takesRecords() {
        Table table = Table.ofRecords(List.of(new House(5, "Ulm", 7.5, Optional.of("x"), true, LocalDate.of(2020, 2, 29)),
                new House(3, null, null, Optional.empty(), false, null)), House.class);
        assertEquals(List.of("rooms", "town", "price", "note", "isSold", "built"), table.names());
        assertEquals(5, table.column("rooms").number(0));
        assertEquals("7.5", table.column("price").text(0));
        assertEquals("2020-02-29", table.column("built").text(0));
        assertEquals("false", table.column("isSold").text(1));
        for (String name : List.of("town", "price", "note", "built")) {
            assertTrue(table.column(name).isMissing(1), name);
        }
    }

    @Test
    void takesArraysWithNames() {
        Table table = Table.of(new float[][] {{1, 2}, {Float.NaN, 4}}, "a", "b");
        assertTrue(table.column("a").isMissing(1));
        assertEquals("", table.column("a").text(1));
        assertEquals(4, table.column("b").number(1));
    }

    @Test
    void takesAQuerysResult() throws SQLException {
        Table table = Table.of(result(List.of("id", "town"), new Object[][] {{1, "Ulm"}, {2L, null}}));
        assertEquals("2 rows, 2 columns", table.toString());
        assertEquals("Ulm", table.column("town").text(0));
        assertEquals(2, table.column("id").number(1));
        assertTrue(table.column("town").isMissing(1));
    }

    private static ResultSet result(List<String> labels, Object[][] rows) {
        ResultSetMetaData about = proxy(ResultSetMetaData.class, (name, argument) -> name.equals("getColumnCount") ? labels.size()
                : labels.get(argument - 1));
        int[] row = {-1};
        return proxy(ResultSet.class, (name, argument) -> switch (name) {
            case "getMetaData" -> about;
            case "next" -> ++row[0] < rows.length;
            case "getObject" -> rows[row[0]][argument - 1];
            default -> throw new AssertionError(name);
        });
    }

    /** What a database's object answers. */
    private interface Answers {
        Object of(String method, int argument);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(TableTest.class.getClassLoader(), new Class<?>[] {type},
                (_, method, arguments) -> answers.of(method.getName(), arguments == null ? 0 : (int) arguments[0])));
    }

    @Test
    void takesNumbersThatAreNotFiniteForMissing() throws SQLException {
        record Measured(double value, Float other) {
        }

        Table records = Table.ofRecords(List.of(new Measured(Double.POSITIVE_INFINITY, 1f), new Measured(1.5, Float.NEGATIVE_INFINITY),
                new Measured(Double.NaN, null)), Measured.class);
        Table query = Table.of(result(List.of("value", "other"), new Object[][] {{Double.POSITIVE_INFINITY, 1}, {1.5, Float.NaN},
            {Double.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}}));
        Table array = Table.of(new float[][] {{Float.POSITIVE_INFINITY, 1}, {1.5f, Float.NEGATIVE_INFINITY}, {Float.NaN, Float.NaN}},
                "value", "other");
        for (Table table : List.of(records, query, array)) {
            for (int row = 0; row < 3; row++) {
                assertEquals(row != 1, table.column("value").isMissing(row), table + " row " + row);
                assertEquals(row != 0, table.column("other").isMissing(row), table + " row " + row);
            }
            assertEquals(1, Distinct.of(table.column("value")).count());
            assertTrue(Distinct.of(table.column("value")).isNumbers());
        }
    }

    @Test
    void readsTrimmedNumbersWithTheMarkOfTheTable() {
        ColumnCollector prices = new ColumnCollector("price", NumberText.withDecimal(','), false);
        List.of("1,500", "2,250.", "1.500,5", "free.").forEach(prices::add);
        Column trimmed = LabelTrimming.of(Table.of(List.of(prices.column())), "price", ".").column("price");
        assertEquals(List.of(1.5, 2.25, 1500.5, Double.NaN), IntStream.range(0, 4).mapToObj(trimmed::number).toList());
        assertEquals("free", trimmed.text(3));
    }

    /** A column of more different numbers than it keeps texts of, then a text. */
    @Test
    void keepsNumbersWithADecimalCommaBeforeAText() {
        ColumnCollector column = new ColumnCollector("a", NumberText.withDecimal(','), false);
        IntStream.range(0, 2000).forEach(i -> column.add(i + ",125"));
        column.add("none here");
        Column found = column.column();
        assertEquals(7.125, found.number(7));
        assertEquals("1999,125", found.text(1999));
    }

    @Test
    void givesSomeRowsInAnyOrder() {
        Table table = Table.ofRecords(List.of(new Pair("x", 1), new Pair("y", 2), new Pair("x", 3)), Pair.class).at(new int[] {2, 1});
        assertEquals("x", table.column("name").text(0));
        assertEquals(3, table.column("number").number(0));
        assertEquals("y", table.column("name").text(1));
    }

    private record Pair(String name, int number) {
    }

    @Test
    void saysWhichColumnItHasNot() {
        Table table = Table.of(new float[][] {{1, 2}}, "rooms", "price");
        assertEquals("expected a column 'prise', but the table has rooms, price",
                assertThrows(IllegalArgumentException.class, () -> table.column("prise")).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Table.of(new float[][] {{1, 2}}, "a", "a"));
        assertThrows(IllegalArgumentException.class, () -> Table.of(new float[][] {{1, 2}, {1}}, "a", "b"));
        assertThrows(IllegalArgumentException.class, () -> Table.ofRecords(List.of(), Pair.class));
    }
}
