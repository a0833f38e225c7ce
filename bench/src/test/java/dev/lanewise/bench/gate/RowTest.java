package dev.lanewise.bench.gate;

import static dev.lanewise.bench.gate.CasesTest.measured;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.bench.gate.Row.Verdict;
import org.junit.jupiter.api.Test;

class RowTest {

    @Test
    void judgesSharesAllocationsAndTheImpossible() {
        assertEquals(Verdict.OK, share(0.8, Double.NaN).verdict());
        assertEquals(Verdict.OK, share(0.9, 0).verdict());
        assertEquals(Verdict.UNDER, share(0.79, 0).verdict());
        assertEquals(Verdict.ALLOCATES, share(0.9, 1).verdict());
        assertEquals(Verdict.VOID, share(1.03, 0).verdict());
        assertEquals(Verdict.VOID, share(Double.NaN, 0).verdict());
        assertEquals(Verdict.UNDER, Row.ofRatio("x", measured(Double.NaN, 512, 0), Double.NaN, 0.8).verdict());
    }

    @Test
    void keepsTheBetterOfTwoAttempts() {
        assertTrue(share(0.7, 0).isBetterThan(share(0.6, 0)));
        assertTrue(share(0.8, 0).isBetterThan(share(0.9, 1)));
        assertTrue(share(0.1, 0).isBetterThan(share(1.5, 0)));
        assertFalse(share(1.5, 0).isBetterThan(share(0.1, 0)));
    }

    @Test
    void writesNoNaN() {
        var row = share(0.5, Double.NaN).asMap();
        assertTrue(row.containsKey("bytesPerOp"));
        assertFalse(row.containsValue(Double.NaN));
        assertEquals(0.5, row.get("shareOfPeak"));
        assertEquals("UNDER", row.get("verdict"));
    }

    private static Row share(double share, double bytesPerOp) {
        return Row.ofShare("x", measured(share, 512, bytesPerOp), 0.8);
    }
}
