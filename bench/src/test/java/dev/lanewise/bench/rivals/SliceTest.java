package dev.lanewise.bench.rivals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Slices of work whose calls take a known time. */
class SliceTest {

    /** Sleeps: a millisecond in one call of five, four milliseconds in the others. */
    private static final class Sleeper implements Work {

        private int calls;

        @Override
        public void run() {
            long until = System.nanoTime() + (calls++ % 5 == 0 ? 1_000_000 : 4_000_000);
            for (long now = System.nanoTime(); now < until; now = System.nanoTime()) {
                LockSupport.parkNanos(until - now);
            }
        }

        @Override
        public double[] answer() {
            return new double[0];
        }
    }

    @Test
    void tellsQuietMomentsFromTheMean() {
        Slice slice = Slice.of(new Sleeper(), 1, 0.2);

        assertTrue(slice.p50Micros() >= 4000, slice::toString);
        assertTrue(slice.callsPerSecond() <= 1e3 / 3.4 && slice.quietPerSecond() <= 1e3, slice::toString);
        assertTrue(slice.quietPerSecond() > 1.5 * slice.callsPerSecond(), slice::toString);
    }

    @Test
    void timesLongCallsOneByOne() {
        assertEquals(1, Slice.callsOfAGroup(new Sleeper()));
    }
}
