package dev.lanewise.bench.firstcalls;

import java.util.ArrayList;
import java.util.List;

/**
 * When calls have reached their full speed: the end of the first window of 10 ms, or of one call that takes longer, in which they are
 * within 10 % of the final speed, the median of the last quarter of all windows. Calls end when three times as long has passed, but not
 * before 2 s nor after 20 s.
 */
final class FullSpeed {

    private static final long WINDOW = 10_000_000;
    private static final long BETWEEN_LOOKS = 500_000_000;
    private static final double LEAST = 2e9;
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

    /** Milliseconds from the first call to full speed. */
    static double millis(Runnable call) {
        List<Window> windows = new ArrayList<>();
        long start = System.nanoTime();
        double reached;
        do {
            addWindows(call, start, windows);
            reached = reached(windows);
        } while (windows.getLast().end() < Math.min(MOST, Math.max(LEAST, TIMES_AS_LONG * reached)));
        return reached / 1e6;
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

    /** Nanoseconds from the first call to the end of the first window at full speed. */
    static double reached(List<Window> windows) {
        double[] last = windows.stream().skip(3L * windows.size() / 4).mapToDouble(Window::nanos).sorted().toArray();
        double finalNanos = last[last.length / 2];
        return windows.stream().filter(window -> window.nanos() <= NEAR * finalNanos).findFirst().orElseThrow().end();
    }
}
