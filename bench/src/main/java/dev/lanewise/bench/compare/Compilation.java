package dev.lanewise.bench.compare;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * Calls both builds in turns until C2 has done its work: until four windows have followed each other in which the JVM's other threads have
 * hardly worked and finished no compilation, neither build has allocated (a vector that is not compiled is an object), neither has become
 * more than 3 % faster than it ever was, and neither is more than a quarter slower than the other, as one is that still runs scalar
 * kernels. It ends after some seconds all the same. Time is that of this thread on a core, so that all lasts longer where others want the
 * cores, too.
 */
final class Compilation {

    private static final long WINDOW = 150_000_000;
    private static final int QUIET_WINDOWS = 4;
    private static final long OTHERS = WINDOW / 5;
    private static final double FASTER = 0.97;
    private static final double FAR_SLOWER = 1.25;
    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
    private static final OperatingSystemMXBean SYSTEM = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Pair pair;
    private final double turnNanos;
    private final long mostNanos;
    private final double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};

    Compilation(Pair pair, double turnNanos, long mostNanos) {
        this.pair = pair;
        this.turnNanos = turnNanos;
        this.mostNanos = mostNanos;
    }

    /** Warms both builds up, each window begun by the baseline or by the working tree; the calls that fill a turn then, at least 1. */
    int await(boolean baselineFirst) {
        int quiet = 0;
        for (long end = THREADS.getCurrentThreadCpuTime() + mostNanos; quiet < QUIET_WINDOWS && THREADS.getCurrentThreadCpuTime() < end;) {
            quiet = isQuietWindow(baselineFirst) ? quiet + 1 : 0;
        }
        return calls();
    }

    private boolean isQuietWindow(boolean baselineFirst) {
        double[] before = best.clone();
        long compiled = COMPILER.getTotalCompilationTime(), others = othersNanos();
        turns(baselineFirst);
        double[] bytes = pair.bytes(calls());
        return COMPILER.getTotalCompilationTime() == compiled && othersNanos() - others < OTHERS && bytes[0] == 0 && bytes[1] == 0
                && best[0] >= FASTER * before[0] && best[1] >= FASTER * before[1]
                && Math.max(best[0], best[1]) < FAR_SLOWER * Math.min(best[0], best[1]);
    }

    private static long othersNanos() {
        return SYSTEM.getProcessCpuTime() - THREADS.getCurrentThreadCpuTime();
    }

    private void turns(boolean baselineFirst) {
        long end = THREADS.getCurrentThreadCpuTime() + WINDOW;
        for (boolean first = baselineFirst; THREADS.getCurrentThreadCpuTime() < end; first = !first) {
            double[] nanos = pair.round(calls(), first);
            best[0] = Math.min(best[0], nanos[0]);
            best[1] = Math.min(best[1], nanos[1]);
        }
    }

    private int calls() {
        return (int) Math.max(1, turnNanos / best[0]);
    }
}
