package dev.lanewise.bench.tables;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.table.Csv;
import dev.lanewise.table.Table;
import dev.lanewise.table.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class TreeInputTest {

    @TempDir
    Path folder;

    @Test
    void givesCategoriesCodesAndMissingValuesNaN() throws IOException {
        TreeInput input = TreeInput.fit(table("size,town,y", "1,Ulm,0", "2,Bern,1", ",Ulm,0"), "y");
        Table asked = table("town,y,size", "Bern,0,7", "Ulm,0,9", "Rom,0,", ",0,8");
        assertArrayEquals(new int[] {1}, input.categories());
        assertArrayEquals(new float[] {7, 0, 9, 1, Float.NaN, Float.NaN, 8, Float.NaN}, input.coded(asked));
        assertEquals(3, input.oneHotWidth());
        assertArrayEquals(new float[] {7, 1, 0, 9, 0, 1, Float.NaN, 0, 0, 8, 0, 0}, input.oneHot(asked));
    }

    @Test
    void scoresAnswersOfTwoClassesByTheProbabilityOfTheSecond() throws IOException {
        Table truth = table("x,y", "1,no", "2,yes", "3,yes");
        TreeTarget target = new TreeTarget("y", TreeInput.codes(truth.column("y")));
        assertArrayEquals(new float[] {0, 1, 1}, target.values(truth));
        Map<String, Double> metrics = target.outcome(7, new double[] {0.1, 0.9, 0.2}, truth).metrics();
        assertEquals(2 / 3.0, metrics.get("accuracy"), 1e-12);
        assertEquals(1, metrics.get("auc"), 1e-12);
        assertThrows(IllegalArgumentException.class, () -> target.values(table("x,y", "1,maybe", "2,no")));
    }

    @Test
    void scoresNumbersInTheirUnit() throws IOException {
        Table truth = table("x,y", "1,10", "2,20");
        TreeTarget target = new TreeTarget("y", Map.of());
        assertEquals(5, target.outcome(7, new double[] {17, 21}, truth).metrics().get("rmse"), 1e-12);
        assertEquals(2.5, Score.STANDARDIZED_RMSE.of(Map.of("rmse", 5.0), 2), 0);
    }

    @Test
    void dividesByTheDeviationOfTheTargetsOfTraining() throws IOException {
        String[] lines = new String[51];
        lines[0] = "x,y";
        for (int row = 1; row < lines.length; row++) {
            lines[row] = row + "," + (row % 2 == 0 ? 100.5 : row);
        }
        TableCase which = new TableCase("t", "t.csv", "", "y", true, "", Task.REGRESSION, Score.STANDARDIZED_RMSE, OptionalDouble.empty());
        Lesson lesson = Lesson.of(which, table(lines), Optional.empty(), StopBy.LOSS, 3, 1);
        Table train = lesson.train();
        assertEquals(List.of(32, 8, 10), List.of(train.rows(), lesson.validation().rows(), lesson.test().rows()));
        double sum = 0, squares = 0;
        for (int row = 0; row < train.rows(); row++) {
            sum += train.column("y").number(row);
            squares += train.column("y").number(row) * train.column("y").number(row);
        }
        assertEquals(Math.sqrt(squares / 32 - sum / 32 * (sum / 32)), lesson.deviation(), 1e-9);
    }

    @Test
    void stopsWhereManyRoundsBringNoGain() {
        EarlyStopping stopping = new EarlyStopping();
        stopping.add(3);
        stopping.add(2);
        for (int round = 0; round < EarlyStopping.PATIENCE; round++) {
            assertTrue(stopping.goesOn());
            stopping.add(2);
        }
        assertFalse(stopping.goesOn());
        assertEquals(2, stopping.best());
    }

    @Test
    void growsNoMoreTreesThanAllowed() {
        EarlyStopping stopping = new EarlyStopping();
        for (int round = 0; stopping.goesOn(); round++) {
            stopping.add(-round);
        }
        assertEquals(EarlyStopping.MOST_TREES, stopping.best());
    }

    @Test
    void readsRangesOfSeeds() {
        assertEquals(List.of(1L, 2L, 3L, 7L), Seeds.parse("1..3, 7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1..", "3..1", "a", "1,,2", "1-3"})
    void refusesWhatIsNoRangeOfSeeds(String text) {
        assertThrows(IllegalArgumentException.class, () -> Seeds.parse(text));
    }

    private Table table(String... lines) throws IOException {
        return Csv.read(Files.writeString(folder.resolve("table.csv"), String.join("\n", lines) + "\n"));
    }
}
