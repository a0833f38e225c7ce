package dev.lanewise.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.bench.compare.Row.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

    private static final Case STEP = new Case("W1 step", 0.98, 1);

    @Test
    void callsACaseSlowerOnlyWhereEveryAttemptIs() {
        assertEquals(Verdict.SLOWER, row(attempt(0.97, 0), attempt(0.96, 0), attempt(0.97, 0)).verdict());
        assertEquals(Verdict.OK, row(attempt(0.97, 0), attempt(0.96, 0), attempt(0.98, 0)).verdict());
        assertEquals(Verdict.OK, row(attempt(0.97, 0), attempt(0.99, 0)).verdict());
        assertEquals(Verdict.OK, row(attempt(0.98, 0)).verdict());
        assertEquals(Verdict.OK, row(attempt(1.1, 0)).verdict());
    }

    @Test
    void saysWhereACallAllocates() {
        assertEquals(Verdict.ALLOCATES, row(attempt(1, 24)).verdict());
        assertEquals(Verdict.OK, row(attempt(1, 24), attempt(1, 0)).verdict());
    }

    @Test
    void writesTheLastAttempt() {
        var map = row(attempt(0.9, 0), attempt(2, 0)).asMap();
        assertEquals("W1 step", map.get("case"));
        assertEquals(0.1, map.get("baselineMicros"));
        assertEquals(0.05, map.get("micros"));
        assertEquals(2.0, map.get("ratioOfMeans"));
        assertEquals(2.0, map.get("ratioOfPercentiles"));
        assertEquals(2, map.get("attempts"));
        assertEquals("OK", map.get("verdict"));
    }

    @Test
    void saysHowBusyTheCoreWas() {
        var slice = new Slice(new double[] {100, 124, 126, 100}, new double[] {50, 50, 100, 60});
        Row row = row(new Measurement(List.of(slice), 0, 0), new Measurement(List.of(slice), 0, 0));
        assertEquals(2 / 8.0, row.asMap().get("busy"));
        assertTrue(row.line().contains(" 0.250 "), row.line());
        assertTrue(row.line().endsWith("(measured 2 times)"), row.line());
    }

    @Test
    void takesTheSlicesOfAllLoadsTogether() {
        Measurement both = attempt(1, 24).and(attempt(0.5, 0));
        assertEquals(2, both.slices().size());
        assertEquals(100 / 150.0, both.ratios().means());
        assertEquals(0, both.currentBytes());
    }

    private static Row row(Measurement... attempts) {
        return new Row(STEP, List.of(attempts));
    }

    private static Measurement attempt(double ratio, double bytes) {
        return new Measurement(List.of(new Slice(new double[] {100}, new double[] {100 / ratio})), 0, bytes);
    }
}
