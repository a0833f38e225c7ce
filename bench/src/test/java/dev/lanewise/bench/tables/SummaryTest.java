package dev.lanewise.bench.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.bench.tables.Condition.Verdict;
import dev.lanewise.table.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class SummaryTest {

    private static final List<TableCase> CASES = Stream.of("a", "b", "c").map(name -> new TableCase(name, name + ".csv", "", "y", true,
            "", Task.REGRESSION, Score.RMSE, name.equals("a") ? OptionalDouble.of(0.45) : OptionalDouble.empty())).toList();

    @Test
    void printsMeansDifferencesAndSeconds() {
        List<Row> rows = List.of(row("a", 1, "lanewise-good", 1), row("a", 2, "lanewise-good", 3), row("a", 1, "xgboost", 2),
                row("a", 2, "xgboost", 3), row("a", 3, "xgboost", 100));
        String text = new Summary(rows, CASES).text();
        assertTrue(text.contains("| table | metric | seeds | lanewise-good | xgboost |\n|---|---|---|---|---|\n"
                + "| a | rmse | 1, 2, 3 | 2.000 +- 1.414 | 35.00 +- 56.29 |\n"), text);
        assertTrue(text.contains("| a | lanewise-good | xgboost | 2 | -0.5000 | 0.7071 | -20.00 % | 1 |"), text);
        assertTrue(text.contains("| a | 1.5 (7) | 1.5 (7) |"), text);
        assertTrue(text.contains("Threads: 2. FMA peak of a core just before each training: 118.2 to 118.2 GFLOP/s."), text);
    }

    @Test
    void showsFourDigitsOfAnyNumber() {
        assertEquals(List.of("0.4500", "48640", "0.002345", "2.000"), Stream.of(0.45, 48643.7, 0.00234543, 2.0).map(Score.RMSE::shown)
                .toList());
        assertEquals("0.8704", Score.ACCURACY.shown(0.87039));
    }

    @Test
    void comparesAccuraciesByTheirErrors() {
        Pairs pairs = new Pairs("a", 6_000, Score.ACCURACY, List.of(0.9, 0.8), List.of(0.8, 0.8));
        assertEquals(-0.05, pairs.difference(), 1e-12);
        assertEquals(-0.25, pairs.share(), 1e-12);
        assertEquals(Math.sqrt(0.005), pairs.spread(), 1e-12);
        assertEquals(1, pairs.wins());
    }

    @Test
    void allowsOneTableWhereGoodIsALittleWorse() {
        assertEquals(Verdict.HOLDS, good(5, 1, 1, 1.005));
        assertEquals(Verdict.FAILS, good(5, 1, 1, 1.02));
        assertEquals(Verdict.FAILS, good(5, 1, 1.005, 1.005));
        assertEquals(Verdict.INCOMPLETE, good(4, 1, 1, 1));
        assertEquals(Verdict.INCOMPLETE, good(5, 1, 1));
    }

    /** The verdict, given what good has on tables where XGBoost has 1. */
    private static Verdict good(int seeds, double... values) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            for (int seed = 1; seed <= seeds; seed++) {
                rows.add(row(CASES.get(i).name(), seed, "lanewise-good", values[i]));
                rows.add(row(CASES.get(i).name(), seed, "xgboost", 1));
            }
        }
        List<Condition> conditions = new Summary(rows, CASES).conditions(CASES);
        assertEquals(1, conditions.size());
        return conditions.getFirst().verdict();
    }

    @Test
    void holdsBestAgainstTheBetterTreeAndItsAims() {
        List<Row> rows = new ArrayList<>();
        for (TableCase which : CASES) {
            for (int seed = 1; seed <= Condition.SEEDS; seed++) {
                rows.add(row(which.name(), seed, "lanewise-best", 0.5));
                rows.add(row(which.name(), seed, "xgboost", which.name().equals("a") ? 0.4 : 0.6));
                rows.add(row(which.name(), seed, "lightgbm", which.name().equals("b") ? 0.5 : 0.7));
            }
        }
        List<Condition> conditions = new Summary(rows, CASES).conditions(CASES);
        assertEquals(List.of(Verdict.HOLDS, Verdict.FAILS), conditions.stream().map(Condition::verdict).toList());
        assertEquals("- FAILS: best reaches rmse 0.4500 on a: 0.5000 (seeds: 5)", conditions.get(1).line());
    }

    private static Row row(String table, long seed, String learner, double value) {
        return RowFileTest.row(table, seed, learner, value, "split-" + seed);
    }
}
