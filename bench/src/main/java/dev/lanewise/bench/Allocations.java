package dev.lanewise.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What calls allocate. */
public final class Allocations {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocations() {
    }

    /**
     * Counts what this thread and the engine's own threads allocate.
     *
     * @param times how often the work is run
     * @param work  one call
     * @return bytes per call
     */
    public static double perCall(int times, Runnable work) {
        // the list is made first, since making it allocates
        long[] helpers = Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("lanewise-"))
                .mapToLong(Thread::threadId).toArray();
        long before = allocatedBy(helpers) + THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        long after = THREADS.getCurrentThreadAllocatedBytes();
        return (after + allocatedBy(helpers) - before) / (double) times;
    }

    private static long allocatedBy(long[] threads) {
        long sum = 0;
        for (long thread : threads) {
            sum += THREADS.getThreadAllocatedBytes(thread);
        }
        return sum;
    }
}
