package dev.lanewise.bench.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.bench.tables.Row.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class RowFileTest {

    @TempDir
    Path folder;

    @Test
    void continuesWhatAnotherRunHasBegun() throws IOException {
        Path json = folder.resolve("rows.json");
        Row one = row("a", 1, "xgboost", 0.5, "split-1"), two = row("a", 2, "xgboost", 0.4, "split-2");
        RowFile first = new RowFile(json);
        first.add(one);
        RowFile second = new RowFile(json);
        assertEquals(Optional.of(one), second.find(one.key()));
        assertEquals(Optional.empty(), second.find(two.key()));
        second.add(two);
        assertEquals(List.of(one, two), List.copyOf(new RowFile(json).rows()));
        assertEquals(2, Files.readAllLines(json).size());
    }

    @Test
    void keepsRowsWithoutAFile() throws IOException {
        RowFile file = new RowFile(null);
        Row row = row("a", 1, "xgboost", 0.5, "split-1");
        file.add(row);
        assertEquals(Optional.of(row), file.find(row.key()));
    }

    @Test
    void tellsLearnersAndWaysOfStoppingApart() throws IOException {
        RowFile file = new RowFile(null);
        file.add(row("a", 1, "xgboost", 0.5, "split-1"));
        assertEquals(Optional.empty(), file.find(new Key("a", 1, "lightgbm", StopBy.LOSS)));
        assertEquals(Optional.empty(), file.find(new Key("a", 1, "xgboost", StopBy.SCORE)));
    }

    @Test
    void leavesOutWhatIsNotDefined() throws IOException {
        Path json = folder.resolve("rows.json");
        Row row = new Row(new Key("a", 1, "lightgbm", StopBy.SCORE), "1.0", Score.ACCURACY, 0.9, 100, 7, 1.5, 2, Double.NaN, "split",
                Map.of("accuracy", 0.9, "auc", Double.NaN));
        new RowFile(json).add(row);
        Row read = new RowFile(json).find(row.key()).orElseThrow();
        assertEquals(Map.of("accuracy", 0.9), read.metrics());
        assertTrue(Double.isNaN(read.peakGflops()));
        assertEquals(7, read.rounds());
    }

    @Test
    void refusesRowsOfAnotherSplit() throws IOException {
        RowFile file = new RowFile(null);
        file.add(row("a", 1, "xgboost", 0.5, "split-1"));
        file.add(row("b", 1, "xgboost", 0.5, "split-2"));
        String said = assertThrows(IOException.class, () -> file.add(row("a", 1, "lightgbm", 0.5, "split-2"))).getMessage();
        assertEquals("the rows of a, seed 1, are of different splits: xgboost has split-1, lightgbm has split-2; begin another file", said);
    }

    @Test
    void saysWhichLineIsNoRow() throws IOException {
        Path json = Files.writeString(folder.resolve("rows.json"), "{\"table\":\"a\"}\n");
        String said = assertThrows(IOException.class, () -> new RowFile(json)).getMessage();
        assertTrue(said.endsWith("rows.json, line 1: expected a row of bench/run tables; expected a number seed, got null"), said);
    }

    static Row row(String table, long seed, String learner, double value, String split) {
        return new Row(new Key(table, seed, learner, StopBy.LOSS), "1.0", Score.RMSE, value, 6_000, 7, 1.5, 2, 118.2, split,
                Map.of("rmse", value, "mae", value, "r2", 0.5));
    }
}
