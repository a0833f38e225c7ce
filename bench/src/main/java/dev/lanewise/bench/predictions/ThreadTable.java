package dev.lanewise.bench.predictions;

import com.sun.management.ThreadMXBean;
import dev.lanewise.bench.Net;
import dev.lanewise.model.Network;
import dev.lanewise.model.Predictor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** Predictions of one sample of W2 from several threads on one network, each with a predictor of its own; and what they allocate. */
final class ThreadTable {

    private static final int[] THREADS = {1, 2, 8};
    private static final long NANOS = 3_000_000_000L;
    private static final int WARMUP_CALLS = 20_000;
    private static final ThreadMXBean BEAN = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private ThreadTable() {
    }

    static String text() throws InterruptedException {
        var text = new StringBuilder("One sample of W2 from threads on one network, " + Runtime.getRuntime().availableProcessors()
                + " processors:\n\n| threads | predictions/s | bytes allocated |\n|---|---|---|\n");
        Network network = Network.create(Net.W2.spec(), 1);
        for (int threads : THREADS) {
            text.append(row(network, threads));
        }
        return text.toString();
    }

    private static String row(Network network, int count) throws InterruptedException {
        LongAdder calls = new LongAdder(), bytes = new LongAdder();
        CountDownLatch ready = new CountDownLatch(count), go = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            threads.add(Thread.ofPlatform().start(() -> work(network, ready, go, calls, bytes)));
        }
        ready.await();
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        return String.format("| %d | %,.0f | %d |%n", count, calls.sum() / (NANOS / 1e9), bytes.sum());
    }

    private static void work(Network network, CountDownLatch ready, CountDownLatch go, LongAdder calls, LongAdder bytes) {
        Predictor predictor = network.predictor();
        predictor.warmUp(1);
        float[] input = Net.W2.inputs(new SplittableRandom(42), 1), output = new float[Net.W2.sizes.getLast()];
        for (int i = 0; i < WARMUP_CALLS; i++) {
            predictor.predict(input, output);
        }
        // the first question allocates
        BEAN.getCurrentThreadAllocatedBytes();
        ready.countDown();
        try {
            go.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
        long before = BEAN.getCurrentThreadAllocatedBytes(), end = System.nanoTime() + NANOS, done = 0;
        for (; System.nanoTime() < end; done++) {
            predictor.predict(input, output);
        }
        bytes.add(BEAN.getCurrentThreadAllocatedBytes() - before);
        calls.add(done);
    }
}
