package dev.lanewise.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CompilationTest {

    private static final long FAST = 20_000;
    private static final int SLOW_CALLS = 16_000;

    private int calls;

    @Test
    void waitsForABuildThatStillRunsScalarKernels() {
        Pair pair = new Pair(new Subject(times -> spin(times * FAST), () -> new double[0]), new Subject(times -> {
            spin(times * (calls < SLOW_CALLS ? 4 * FAST : FAST));
            calls += times;
        }, () -> new double[0]));

        int turn = new Compilation(pair, 10 * FAST, 20_000_000_000L).await(true);

        assertTrue(calls > SLOW_CALLS, calls + " calls");
        assertEquals(9.5, turn, 0.5);
    }

    private static void spin(long nanos) {
        for (long end = System.nanoTime() + nanos; System.nanoTime() < end;) {
            Thread.onSpinWait();
        }
    }
}
