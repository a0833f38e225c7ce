package dev.lanewise.bench.rivals;

import java.util.Arrays;

/** Runs a work until it has its steady speed: compilers have done, threads have started, weights are packed. */
final class SteadySpeed {

    private static final double WINDOW_SECONDS = 0.1;
    private static final int WINDOWS = 4;
    private static final double AGREEMENT = 0.03;
    /** A work that never becomes steady, on a busy machine, is taken as it is after so many times the usual length. */
    private static final int LONGEST = 3;

    private SteadySpeed() {
    }

    /** Runs it for some seconds, then until the last windows of time agree. */
    static void reach(Work work, double seconds) {
        long start = System.nanoTime();
        double[] quiet = new double[WINDOWS];
        int windows = 0;
        double gone = 0;
        while (gone < seconds || gone < LONGEST * seconds && !(windows >= WINDOWS && agree(quiet))) {
            quiet[windows++ % WINDOWS] = Slice.of(work, 1, WINDOW_SECONDS).quietPerSecond();
            gone = (System.nanoTime() - start) / 1e9;
        }
    }

    private static boolean agree(double... speeds) {
        double slowest = Arrays.stream(speeds).min().orElseThrow(), fastest = Arrays.stream(speeds).max().orElseThrow();
        return slowest >= (1 - AGREEMENT) * fastest;
    }
}
