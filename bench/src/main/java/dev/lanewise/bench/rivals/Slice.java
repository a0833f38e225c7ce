package dev.lanewise.bench.rivals;

import java.util.Arrays;

/**
 * What happened in a slice of time.
 *
 * @param callsPerSecond steps, calls or products a second
 * @param p50Micros      the median of their times, in microseconds
 */
record Slice(double callsPerSecond, double p50Micros) {

    /** Calls of a microsecond for eight seconds. */
    private static final long[] TIMES = new long[1 << 23];

    /** Runs the work again and again for some seconds. */
    static Slice of(Work work, double seconds) {
        long first = System.nanoTime(), end = first + (long) (seconds * 1e9), last = first;
        int calls = 0;
        while (last < end && calls < TIMES.length) {
            work.run();
            long now = System.nanoTime();
            TIMES[calls++] = now - last;
            last = now;
        }
        Arrays.sort(TIMES, 0, calls);
        return new Slice(calls * 1e9 / (last - first), TIMES[calls / 2] / 1e3);
    }
}
