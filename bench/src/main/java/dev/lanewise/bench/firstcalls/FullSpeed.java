package dev.lanewise.bench.firstcalls;

import java.util.ArrayList;
import java.util.List;

/**
 * When calls have reached full speed: the end of the first window of 10 ms, or of one call that takes longer, in which a call takes at
 * most 10 % more than at the final speed of vector kernels, the median of the last quarter of all windows. Calls end when three times as
 * long has passed as they took to their own final speed, but not before some given time nor after 20 s.
 */
final class FullSpeed {

    private static final long WINDOW = 10_000_000;
    private static final long BETWEEN_LOOKS = 500_000_000;
    /** Nanoseconds that are enough for all small networks. */
    static final double LEAST = 2e9;
    private static final double MOST = 20e9;
    private static final int TIMES_AS_LONG = 3;
    private static final double NEAR = 1.1;

    /**
     * Some calls.
     *
     * @param end   nanoseconds since the first call began
     * @param nanos of a call
     */
    record Window(double end, double nanos) {
    }

    private FullSpeed() {
    }

    /** Calls from the start of this JVM, for some nanoseconds at least. */
    static List<Window> run(Runnable call, double least) {
        List<Window> windows = new ArrayList<>();
        long start = System.nanoTime();
        double reached;
        do {
            addWindows(call, start, windows);
            reached = reached(windows, finalNanos(windows));
        } while (windows.getLast().end() < Math.min(MOST, Math.max(least, TIMES_AS_LONG * reached)));
        return windows;
    }

    private static void addWindows(Runnable call, long start, List<Window> windows) {
        long begun = System.nanoTime(), look = begun + BETWEEN_LOOKS;
        while (begun < look) {
            long now;
            int calls = 0;
            do {
                call.run();
                calls++;
                now = System.nanoTime();
            } while (now - begun < WINDOW);
            windows.add(new Window(now - start, (double) (now - begun) / calls));
            begun = now;
        }
    }

    /** Nanoseconds of a call at the final speed. */
    static double finalNanos(List<Window> windows) {
        double[] last = windows.stream().skip(3L * windows.size() / 4).mapToDouble(Window::nanos).sorted().toArray();
        return last[last.length / 2];
    }

    /** Nanoseconds from the first call to the end of the first window at a full speed, or infinity where there is none. */
    static double reached(List<Window> windows, double fullSpeedNanos) {
        return windows.stream().filter(window -> window.nanos() <= NEAR * fullSpeedNanos).mapToDouble(Window::end).findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
