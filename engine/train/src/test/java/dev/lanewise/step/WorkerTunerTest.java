package dev.lanewise.step;

import static org.junit.jupiter.api.Assertions.*;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class WorkerTunerTest {

    /** Rounds in which each way was used, when way w takes {@code nanos[w]}. */
    private static int[] run(WorkerTuner trials, int rounds, long... nanos) {
        int[] used = new int[nanos.length];
        for (int round = 0; round < rounds; round++) {
            int way = trials.way();
            used[way]++;
            trials.took(nanos[way]);
        }
        return used;
    }

    @Test
    void staysWithTheLastWayWhileThatIsFastestAndTriesItsNeighbourSeldom() {
        WorkerTuner trials = new WorkerTuner(3);
        run(trials, 10_000, 400, 200, 100);
        assertEquals(2, trials.way());
        int[] used = run(trials, 100_000, 400, 200, 100);
        assertEquals(0, used[0]);
        assertTrue(used[1] > 0 && used[1] <= 100_000 / 300, used[1] + " rounds of trials");
    }

    @Test
    void walksToTheFastestWayWhereverItIs() {
        for (int fastest = 0; fastest < 5; fastest++) {
            WorkerTuner trials = new WorkerTuner(5);
            long[] nanos = new long[5];
            for (int way = 0; way < 5; way++) {
                nanos[way] = 100 + 50L * Math.abs(way - fastest);
            }
            run(trials, 1_000, nanos);
            int[] used = run(trials, 100_000, nanos);
            assertTrue(used[fastest] > 99_000, "way " + fastest + " was used " + used[fastest] + " times");
        }
    }

    @Test
    void comesBackWhenTheOtherWayBecomesFasterAgain() {
        WorkerTuner trials = new WorkerTuner(2);
        run(trials, 5_000, 100, 200);
        assertTrue(run(trials, 5_000, 100, 200)[0] > 4_900);
        run(trials, 2 * WorkerTuner.LATEST, 100, 60);
        assertTrue(run(trials, 5_000, 100, 60)[1] > 4_900);
    }

    @Test
    void aLittleFasterIsNoReasonToChange() {
        assertTrue(run(new WorkerTuner(2), 10_000, 96, 100)[1] > 9_900);
    }

    @Test
    void slowRoundsAfterAChangeOfWayDoNotCount() {
        WorkerTuner trials = new WorkerTuner(2);
        int last = 1;
        for (int round = 0; round < 200; round++) {
            int way = trials.way();
            trials.took(way != last ? 100_000 : way == 0 ? 50 : 100);
            last = way;
        }
        assertEquals(0, last);
    }

    @Test
    void aSingleWayIsAlwaysTaken() {
        assertArrayEquals(new int[] {1000}, run(new WorkerTuner(1), 1000, 5));
    }
}
