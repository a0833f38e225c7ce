package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KindInferenceTest {

    private static Column column(String... values) {
        ColumnCollector collector = new ColumnCollector("x", NumberText.withDecimal('.'), false);
        Arrays.stream(values).forEach(collector::add);
        return collector.column();
    }

    private static void assertKind(ColumnKind kind, String reason, String... values) {
        assertEquals(new ColumnDecision("x", kind, reason), KindInference.of(column(values)));
    }

    @Test
    void takesNumbersForNumbers() {
        assertKind(ColumnKind.NUMERIC, "it has 3 different numbers, from -1 to 2.5", "1", "2.5", "", "-1", "1.0");
    }

    @Test
    void takesTwoValuesForABoolean() {
        assertKind(ColumnKind.BOOLEAN, "it is '0' or '1'", "0", "1", "1", "0");
        assertKind(ColumnKind.BOOLEAN, "it is 'no' or 'yes'", "yes", "no", "yes", "");
    }

    @Test
    void takesRepeatedTextsForCategories() {
        assertKind(ColumnKind.CATEGORY, "it has 3 different texts", "a", "b", "a", "c");
        assertKind(ColumnKind.CATEGORY, "it is 'a' or missing", "a", "", "a");
        assertKind(ColumnKind.CATEGORY, "it has 4 different texts, most of them numbers, but not 'many'", "1", "2", "3", "many", "1");
        assertKind(ColumnKind.CATEGORY, "it has 3 different texts, which are numbers if the decimal mark is a comma", "1,5", "2,25",
                "7,0", "1,5");
    }

    @Test
    void namesTheWordAmongNumbersWhateverTheDecimalMarkIs() {
        ColumnCollector collector = new ColumnCollector("x", NumberText.withDecimal(','), false);
        Arrays.stream(new String[] {"100", "200", "1,5", "1.5", "100"}).forEach(collector::add);
        assertEquals("it has 4 different texts, most of them numbers, but not '1.5'", KindInference.of(collector.column()).reason());
    }

    @Test
    void takesDaysForDates() {
        assertKind(ColumnKind.DATE, "it has dates such as '2020-01-05', read as year, month, day", "2020-01-05", "2020-02-29",
                "2021-12-31 23:59");
        assertKind(ColumnKind.DATE, "it has dates such as '13/1/2020', read as day, month, year", "13/1/2020", "5/2/2020", "6/2/2020");
        assertKind(ColumnKind.DATE, "it has dates such as '1/2/2020', read as month, day, year", "1/2/2020", "5/2/2020", "6/2/2020");
    }

    @Test
    void ignoresWhatTellsNothing() {
        assertKind(ColumnKind.IGNORE, "it is 'a' in every row", "a", "a", "a");
        assertKind(ColumnKind.IGNORE, "it is '7' in every row", "7", "7.0", "07");
        assertKind(ColumnKind.IGNORE, "it has no values", "", "?", "NA");
        assertKind(ColumnKind.IGNORE, "its text differs in every row", "Anna", "Bert", "Carl");
    }

    @Test
    void ignoresTextsThatHardlyRepeat() {
        assertKind(ColumnKind.IGNORE, "its text differs in most rows: it has 1001 different texts in 2001 rows", users(2001, 1001));
        assertKind(ColumnKind.CATEGORY, "it has 1001 different texts", users(2002, 1001));
        assertKind(ColumnKind.CATEGORY, "it has 1000 different texts", users(1001, 1000));
    }

    private static String[] users(int rows, int different) {
        return IntStream.range(0, rows).mapToObj(row -> "user " + row % different).toArray(String[]::new);
    }

    @Test
    void takesAKindThatIsChosen() {
        assertEquals(ColumnKind.CATEGORY, KindInference.chosen(column("1", "2", "3"), ColumnKind.CATEGORY).kind());
        assertEquals("column 'x' is to be numeric, but has values such as 'a'",
                assertThrows(IllegalArgumentException.class, () -> KindInference.chosen(column("a", "b"), ColumnKind.NUMERIC))
                        .getMessage());
        assertEquals("column 'x' is to be boolean, which has 2 values, but has 3",
                assertThrows(IllegalArgumentException.class, () -> KindInference.chosen(column("1", "2", "3"), ColumnKind.BOOLEAN))
                        .getMessage());
    }

    private static void assertTask(Task task, String reason, String... values) {
        assertEquals(new Task.Decision(task, reason), Task.of(column(values)));
    }

    @Test
    void infersTheTask() {
        assertTask(Task.CLASSIFICATION, "'x' has 3 different texts", "a", "b", "c");
        assertTask(Task.CLASSIFICATION, "'x' is 0.5 or 1.5", "0.5", "1.5", "0.5");
        assertTask(Task.CLASSIFICATION, "'x' has 10 different whole numbers, which are taken for classes",
                "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertTask(Task.REGRESSION, "'x' has 11 different numbers, from 0 to 10", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
        assertTask(Task.REGRESSION, "'x' has 3 different numbers, from 0.5 to 2", "0.5", "1", "2");
        assertTask(Task.CLASSIFICATION, "'x' has 4 different texts, most of them numbers, but not 'n.v.'", "1", "2", "3", "n.v.");
        String[] prices = IntStream.range(0, 11).mapToObj(i -> i + ",5").toArray(String[]::new);
        assertEquals("the target 'x' expects numbers, or texts that repeat, got 11 different texts in 11 rows, which are numbers if the"
                + " decimal mark is a comma; choose the task if they are classes",
                assertThrows(IllegalArgumentException.class, () -> Task.of(column(prices))).getMessage());
        assertEquals("the target 'x' expects numbers, or texts that repeat, got 1001 different texts in 2001 rows; choose the task if they"
                + " are classes", assertThrows(IllegalArgumentException.class, () -> Task.of(column(users(2001, 1001)))).getMessage());
        assertEquals("the target 'x' expects at least 2 different values, got only '1'",
                assertThrows(IllegalArgumentException.class, () -> Task.of(column("1", "1"))).getMessage());
    }
}
