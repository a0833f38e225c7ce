package dev.lanewise.kernel;

import java.util.function.LongSupplier;

/**
 * Runs a miniature of some work with kernels that the JVM has not compiled yet, until it has. A miniature gets there with the least time:
 * what counts is how often a kernel has run, not on how much.
 */
final class VectorWarmUp {

    /** Runs after which the JVM has seen enough of every kernel: it compiles for good what has run five thousand times. */
    private static final int ENOUGH_RUNS = 5_500;
    /** Three times as many runs and so long have failed, and so has twice as long: a compiler is not that far behind. */
    private static final int MOST_RUNS = 3 * ENOUGH_RUNS;
    private static final long MOST_NANOS = 1_500_000_000;
    /** A call is tried when a run takes less than so many runs with the kernels in use, and again when it takes half as long. */
    private static final int TRIED = 2;
    private static final int GAIN = 2;
    /** The real work may gain where the miniature does not: a trial also comes after so long a warm-up, unless runs are far slower. */
    private static final long TRIAL_NANOS = 100_000_000;
    private static final int FAR_SLOWER = 8;
    /** Runs of which the fastest is not an interrupted one. */
    private static final int COMPARED_RUNS = 20;

    private final LongSupplier clock;
    private final Runnable miniature;
    private final long inUse;
    private long fastest = Long.MAX_VALUE;
    private long nanos;
    private long runs;
    private long tried;
    private long nanosAtTrial;

    /** What a slice has shown. */
    enum Verdict {
        /** Nothing yet. */
        NONE,
        /** A call of the real work should be tried. */
        WORTH_A_TRIAL,
        /** At its end: the new kernels are faster. */
        FASTER,
        /** At its end: they are not, so the JVM does not compile them, or not well. */
        NOT_FASTER
    }

    /**
     * A warm-up that has not begun.
     *
     * @param small of the work
     * @param next  kernels to be compiled
     * @param inUse kernels that the work runs meanwhile
     * @param clock gives nanoseconds
     */
    VectorWarmUp(Miniature small, Kernels next, Kernels inUse, LongSupplier clock) {
        this.clock = clock;
        this.inUse = fastest(small.on(inUse));
        miniature = small.on(next);
        tried = TRIED * GAIN * this.inUse;
    }

    /** Runs for some time, or until there is something to say. */
    Verdict slice(double sliceNanos) {
        double end = nanos + sliceNanos;
        Verdict verdict = Verdict.NONE;
        while (nanos < end && verdict == Verdict.NONE) {
            run();
            verdict = verdict();
        }
        if (verdict == Verdict.WORTH_A_TRIAL) {
            tried = fastest;
            nanosAtTrial = nanos;
        }
        return verdict;
    }

    private void run() {
        long took = took(miniature);
        fastest = Math.min(fastest, took);
        nanos += took;
        runs++;
    }

    private Verdict verdict() {
        if (runs >= ENOUGH_RUNS && fastest < inUse) {
            return Verdict.FASTER;
        }
        if (nanos >= MOST_NANOS && runs >= MOST_RUNS || nanos >= 2 * MOST_NANOS) {
            return Verdict.NOT_FASTER;
        }
        boolean isFaster = fastest < tried / GAIN;
        boolean isLongAgo = nanos - nanosAtTrial >= TRIAL_NANOS && fastest < FAR_SLOWER * inUse;
        return isFaster || isLongAgo ? Verdict.WORTH_A_TRIAL : Verdict.NONE;
    }

    /** Runs to the end; true where the new kernels are faster. */
    boolean all() {
        Verdict verdict = Verdict.NONE;
        while (verdict != Verdict.FASTER && verdict != Verdict.NOT_FASTER) {
            verdict = slice(MOST_NANOS);
        }
        return verdict == Verdict.FASTER;
    }

    /** Time spent in runs. */
    long nanos() {
        return nanos;
    }

    private long fastest(Runnable run) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < COMPARED_RUNS; i++) {
            fastest = Math.min(fastest, took(run));
        }
        return fastest;
    }

    private long took(Runnable run) {
        long start = clock.getAsLong();
        run.run();
        return clock.getAsLong() - start;
    }
}
