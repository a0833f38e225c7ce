package dev.lanewise.bench.rivals;

import java.util.Arrays;

/**
 * What happened in a slice of time.
 *
 * @param callsPerSecond steps, calls or products a second, on average
 * @param p50Micros      the median of their times, in microseconds
 * @param quietPerSecond the 95th percentile of their speeds, a second: what the library does while nobody else uses the core
 */
record Slice(double callsPerSecond, double p50Micros, double quietPerSecond) {

    /** Calls shorter than this are timed in groups, so that reading the clock costs less than a percent of them. */
    private static final long GROUP_NANOS = 20_000;
    private static final int TRIES = 3;
    private static final double QUIET = 0.05;
    /** Groups of twenty seconds. */
    private static final long[] TIMES = new long[1 << 20];

    /** How many calls are timed together. */
    static int callsOfAGroup(Work work) {
        int calls = 1;
        while (fastest(work, calls) < GROUP_NANOS) {
            calls *= 2;
        }
        return calls;
    }

    private static long fastest(Work work, int calls) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long start = System.nanoTime();
            run(work, calls);
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }

    private static void run(Work work, int calls) {
        for (int i = 0; i < calls; i++) {
            work.run();
        }
    }

    /** Runs groups of calls of the work again and again for some seconds. */
    static Slice of(Work work, int callsOfAGroup, double seconds) {
        long first = System.nanoTime(), end = first + (long) (seconds * 1e9), last = first;
        int groups = 0;
        while (last < end && groups < TIMES.length) {
            run(work, callsOfAGroup);
            long now = System.nanoTime();
            TIMES[groups++] = now - last;
            last = now;
        }
        Arrays.sort(TIMES, 0, groups);
        double calls = callsOfAGroup;
        return new Slice(groups * calls * 1e9 / (last - first), TIMES[groups / 2] / calls / 1e3,
                calls * 1e9 / TIMES[(int) (QUIET * groups)]);
    }
}
