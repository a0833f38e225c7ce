package dev.lanewise.bench.firstcalls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.bench.firstcalls.Row.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

    @Test
    void allowsATenthAndFiveMillisecondsMoreThanScalarKernels() {
        assertEquals(Verdict.OK, row(100, 115).verdict());
        assertEquals(Verdict.OVER, row(100, 115.1).verdict());
        assertEquals(Verdict.OK, row(0, 5).verdict());
        assertEquals(Verdict.OVER, row(100, Double.NaN).verdict());
        assertEquals(Verdict.SKIPPED, row(Double.NaN, 100).verdict());
    }

    @Test
    void allowsATenthAndAWindowMoreThanTheBaselineUntilFullSpeed() {
        assertEquals(Verdict.OK, fullSpeed(1000, 1110).verdict());
        assertEquals(Verdict.OVER, fullSpeed(1000, 1111).verdict());
        assertEquals(Verdict.OVER, fullSpeed(1000, Double.POSITIVE_INFINITY).verdict());
    }

    @Test
    void writesLinesOfATable() {
        assertEquals("| W1 step | 2 | 10,000 | over 60,000 | 3,000.0 | 2,900.0 | over 60,000 | SKIPPED |",
                new Row(Work.STEP_W1, 2, 10_000, Double.NaN, 3000, 2900).line());
        assertEquals("| README xor step | 1 | 1,000.0 | 500.0 | 900.0 | 1,110.0 | OK |", fullSpeed(1000, 900).line());
    }

    @Test
    void writesNoNaN() {
        var map = row(Double.NaN, 100).asMap();
        assertTrue(map.containsKey("scalarMillis"));
        assertNull(map.get("scalarMillis"));
        assertNull(fullSpeed(1000, Double.POSITIVE_INFINITY).asMap().get("mixedMillis"));
        assertFalse(fullSpeed(1000, 900).asMap().containsKey("calls"));
    }

    @Test
    void takesMediansOfAllJvmsOrNone() {
        assertEquals(3, Row.median(List.of(9.0, 1.0, 3.0), 3));
        assertEquals(2, Row.median(List.of(3.0, 1.0), 2));
        assertTrue(Double.isNaN(Row.median(List.of(9.0, 1.0), 3)));
    }

    private static Row row(double scalar, double mixed) {
        return new Row(Work.PREDICT_W1, 2, 10, scalar, 1000, mixed);
    }

    private static Row fullSpeed(double baseline, double mixed) {
        return new Row(Work.README, 1, 0, baseline, 500, mixed);
    }
}
