package dev.lanewise.bench.compare;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Fresh objects of one build for one case.
 *
 * @param calls   takes so many calls
 * @param outcome what has come out of all calls
 */
record Subject(IntConsumer calls, Supplier<double[]> outcome) {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Nanoseconds of a call, measured over some. */
    double nanos(int times) {
        long start = System.nanoTime();
        calls.accept(times);
        return (double) (System.nanoTime() - start) / times;
    }

    /** Bytes that a call allocates on this thread, counted over some. */
    double bytes(int times) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        calls.accept(times);
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / times;
    }
}
