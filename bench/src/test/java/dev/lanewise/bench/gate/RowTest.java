package dev.lanewise.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.bench.gate.Floors.Floor;
import dev.lanewise.bench.gate.Row.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowTest {

    private static final Floor FLOOR = new Floor(0.8, 0.85);

    @Test
    void passesACaseThatReachesOneOfItsFloors() {
        assertEquals(Verdict.OK, share(0.8, 0.5, 0).verdict());
        assertEquals(Verdict.OK, share(0.5, 0.85, Double.NaN).verdict());
        assertEquals(Verdict.OK, share(0.8, Double.NaN, 0).verdict());
        assertEquals(Verdict.UNDER, share(0.79, 0.84, 0).verdict());
        assertEquals(Verdict.ALLOCATES, share(0.9, 0.9, 1).verdict());
    }

    @Test
    void refusesTheImpossible() {
        assertEquals(Verdict.VOID, share(1.03, 0.9, 0).verdict());
        assertEquals(Verdict.VOID, share(Double.NaN, 0.9, 0).verdict());
        assertEquals(Verdict.OK, Row.ofShare("x", 2, MeasuredNumbers.of(1.9, 1.9, 0), FLOOR).verdict());
        assertEquals(Verdict.VOID, Row.ofShare("x", 1, MeasuredNumbers.besideABrokenReference(0.5, 2.5), FLOOR).verdict());
    }

    @Test
    void doesNotJudgeACaseThatFailsOnABusyCore() {
        assertEquals(Verdict.BUSY, Row.ofShare("x", 1, MeasuredNumbers.onABusyCore(0.5, 0.6), FLOOR).verdict());
        assertEquals(Verdict.OK, Row.ofShare("x", 1, MeasuredNumbers.onABusyCore(0.5, 0.9), FLOOR).verdict());
        assertFalse(Row.ofShare("x", 1, MeasuredNumbers.onABusyCore(0.5, 0.6), FLOOR).isJudged());
        assertTrue(share(0.5, 0.6, 0).isJudged());
    }

    @Test
    void asksForQuietOnAllCoresBeforeItRefusesSeveralThreads() {
        Measured disturbed = MeasuredNumbers.of(0.5, 0.6, 0);
        assertEquals(Verdict.UNDER, Row.ofShare("x", 1, disturbed, FLOOR).verdict());
        assertEquals(Verdict.BUSY, Row.ofShare("x", 2, disturbed, FLOOR).verdict());
        assertEquals(Verdict.BUSY, Row.ofRatio("x", 0, disturbed, 0.79, FLOOR).verdict());
        assertEquals(Verdict.OK, Row.ofRatio("x", 2, disturbed, 0.8, FLOOR).verdict());
        assertEquals(Verdict.UNDER, Row.ofShare("x", 2, MeasuredNumbers.onQuietCores(0.5, 0.6), FLOOR).verdict());
        assertEquals(Verdict.UNDER, Row.ofRatio("x", 2, MeasuredNumbers.onQuietCores(0.5, 0.6), 0.79, FLOOR).verdict());
    }

    @Test
    void doesNotJudgeBesideAReferenceThatNeverHadItsCores() {
        assertEquals(Verdict.BUSY, Row.ofShare("x", 2, MeasuredNumbers.besideABrokenReference(0.9, 2.5), FLOOR).verdict());
    }

    @Test
    void judgesOtherRatios() {
        assertEquals(Verdict.OK, Row.ofRatio("x", 2, MeasuredNumbers.of(0.5, 0.5, 0), 0.8, FLOOR).verdict());
        assertEquals(Verdict.UNDER, Row.ofRatio("x", 1, MeasuredNumbers.of(0.9, 0.9, 0), 0.79, FLOOR).verdict());
        assertEquals(Verdict.UNDER, Row.ofRatio("x", 1, MeasuredNumbers.of(0.9, 0.9, 0), Double.NaN, FLOOR).verdict());
        assertEquals(Verdict.BUSY, Row.ofRatio("x", 2, MeasuredNumbers.onABusyCore(0.9, 0.9), 0.79, FLOOR).verdict());
    }

    @Test
    void keepsTheBetterOfTwoAttempts() {
        assertTrue(share(0.7, 0, 0).isBetterThan(share(0.6, 0, 0)));
        assertTrue(share(0.8, 0, 0).isBetterThan(share(0.9, 0, 1)));
        assertTrue(share(0.1, 0, 0).isBetterThan(share(1.5, 0, 0)));
        assertFalse(share(1.5, 0, 0).isBetterThan(share(0.1, 0, 0)));
    }

    @Test
    void writesSharesAndRatiosAndNoNaN() {
        var row = share(0.5, 0.6, Double.NaN).asMap();
        assertEquals(List.of("case", "gflops", "peakGflops", "shareOfPeak", "shareMean", "ratio", "samplesPerSecond", "threads",
                "vectorBits", "vectorRegisters", "bytesPerOp", "floor", "ratioFloor", "quietReferences", "verdict"),
                List.copyOf(row.keySet()));
        assertFalse(row.containsValue(Double.NaN));
        assertEquals(0.5, row.get("shareOfPeak"));
        assertEquals(0.8, row.get("shareMean"));
        assertEquals(0.6, row.get("ratio"));
        assertEquals(0.47, row.get("quietReferences"));
        assertEquals("UNDER", row.get("verdict"));
        assertEquals(1.5, Row.ofRatio("x", 2, MeasuredNumbers.of(0.5, 0.6, 0), 1.5, FLOOR).asMap().get("ratio"));
    }

    private static Row share(double quiet, double ratio, double bytes) {
        return Row.ofShare("x", 1, MeasuredNumbers.of(quiet, ratio, bytes), FLOOR);
    }
}
