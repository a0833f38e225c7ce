package dev.lanewise.bench.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.bench.Checkout;
import dev.lanewise.table.Table;
import dev.lanewise.table.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class TableCaseTest {

    private static final String HEADER = "name,file,test,target,header,trim,task,metric,aim\n";

    @TempDir
    Path folder;

    @Test
    void readsTheListOfThisProject() throws IOException {
        List<TableCase> cases = TableCase.read(Checkout.root().resolve("bench/tables.csv"));
        assertEquals(List.of("adult", "california", "california-raw", "churn", "diamonds", "elevators", "pol", "titanic"),
                cases.stream().map(TableCase::name).toList());
        assertEquals(new TableCase("adult", "adult-train.csv.gz", "adult-test.csv.gz", "c15", false, ".", Task.CLASSIFICATION,
                Score.ACCURACY, OptionalDouble.of(0.872)), cases.getFirst());
        assertEquals(Score.STANDARDIZED_RMSE, cases.get(4).score());
        assertEquals(OptionalDouble.empty(), cases.get(7).aim());
    }

    @Test
    void readsTheFilesOfATableAndTrimsTheirLabels() throws IOException {
        TableCase which = list("small,a.csv,b.csv,c2,no,.,classification,accuracy,").getFirst();
        assertEquals(List.of(folder.resolve("a.csv"), folder.resolve("b.csv")), which.missing(folder));
        Files.writeString(folder.resolve("a.csv"), "1,no\n2,yes\n");
        Files.writeString(folder.resolve("b.csv"), "3,no.\n");
        assertTrue(which.missing(folder).isEmpty());
        assertEquals("2 rows, 2 columns", which.rows(folder).toString());
        Table test = which.testRows(folder);
        assertEquals("no", test.column("c2").text(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "small,a.csv,,y,maybe,,regression,rmse,          | line 2: a header expects yes or no, got 'maybe'",
        "small,a.csv,,y,yes,,clustering,rmse,            | line 2: expected the task classification or regression, got 'clustering'",
        "small,a.csv,,y,yes,,regression,mse,             | line 2: expected one of the metrics accuracy, rmse, standardizedRmse, got 'mse'",
        "small,a.csv,,y,yes,,regression,accuracy,        | line 2: the metric accuracy of the table small is none of a regression",
        "small,,,y,yes,,regression,rmse,                 | line 2: a table expects a name, a file and a target, got 'small', '' and 'y'"})
    void saysWhatIsWrongWithALine(String line, String message) {
        String said = assertThrows(IOException.class, () -> list(line)).getMessage();
        assertTrue(said.endsWith(message), said);
    }

    @Test
    void refusesANameThatOccursTwice() {
        String line = "small,a.csv,,y,yes,,regression,rmse,";
        String said = assertThrows(IOException.class, () -> list(line, line)).getMessage();
        assertTrue(said.endsWith("line 3: the table small occurs twice"), said);
    }

    private List<TableCase> list(String... lines) throws IOException {
        return TableCase.read(Files.writeString(folder.resolve("list.csv"), HEADER + String.join("\n", lines) + "\n"));
    }
}
