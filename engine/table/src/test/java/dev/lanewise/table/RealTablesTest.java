package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealTablesTest {

    @ParameterizedTest
    @CsvSource({"california, 20640, 9", "california-raw, 20640, 10", "churn, 10000, 11", "diamonds, 53940, 10", "elevators, 16599, 19",
        "pol, 14998, 27", "titanic, 891, 8"})
    void hasTheSizeThatItsSourceSays(String name, int rows, int columns) throws IOException {
        Table table = Csv.read(SharedTables.file(name + ".csv.gz"));
        assertEquals(rows + " rows, " + columns + " columns", table.toString());
    }

    @Test
    void readsAdultWithoutAHeader() throws IOException {
        Table train = Csv.reader().withoutHeader().readTable(SharedTables.file("adult-train.csv.gz"));
        Table test = Csv.reader().withoutHeader().readTable(SharedTables.file("adult-test.csv.gz"));
        assertEquals("32561 rows, 15 columns", train.toString());
        assertEquals("16281 rows, 15 columns", test.toString());
        assertEquals("<=50K", train.column("c15").text(0));
        assertEquals("<=50K.", test.column("c15").text(0));
        assertEquals(1836, missing(train, "c2"));
        assertTrue(train.column("c1") instanceof NumberColumn && train.column("c2") instanceof TextColumn);
    }

    @Test
    void readsMissingCellsAndExponents() throws IOException {
        assertEquals(207, missing(Csv.read(SharedTables.file("california-raw.csv.gz")), "total_bedrooms"));
        Table titanic = Csv.read(SharedTables.file("titanic.csv.gz"));
        assertEquals(177, missing(titanic, "Age"));
        assertEquals(2, missing(titanic, "Embarked"));
        Table elevators = Csv.read(SharedTables.file("elevators.csv.gz"));
        assertTrue(elevators.columns().stream().allMatch(column -> column instanceof NumberColumn));
    }

    private static long missing(Table table, String column) {
        return IntStream.range(0, table.rows()).filter(table.column(column)::isMissing).count();
    }
}
