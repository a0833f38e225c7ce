package dev.lanewise.model;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Shares calls of many samples among threads. Threads take the next share when they are free, so nobody waits for a task that an executor
 * has not begun. Which thread computes a share changes no bit.
 */
final class Shares {

    private static final int MAX_THREADS = 1024;
    /** Samples of a share: of whole blocks, several for each thread where there are enough. */
    private static final int BLOCK = 128, PER_THREAD = 4;
    /** Stands for those of any executor. */
    private static final Thread OTHER_THREAD = Thread.ofVirtual().unstarted(() -> { });

    private final Executor executor;
    private final Predictor[] others;
    private final int outputs;
    private final int inputs;

    private Shares(Network network, int maxSamples, Executor executor, int threads) {
        this.executor = executor;
        inputs = network.spec().inputs();
        outputs = network.spec().outputs();
        others = new Predictor[threads - 1];
        for (int t = 0; t < others.length; t++) {
            others[t] = new Predictor(network, maxSamples);
        }
    }

    static Shares of(Network network, int maxSamples, Executor executor, int threads) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException("a predictor works on 1 to " + MAX_THREADS + " threads, got " + threads);
        }
        return threads == 1 || maxSamples <= BLOCK ? null : new Shares(network, maxSamples, executor, threads);
    }

    /** Threads that are started for a call and end with it. */
    static void start(Runnable task) {
        Thread.ofPlatform().daemon().name("lanewise-predictor").start(task);
    }

    /** Whether other threads can read or write a caller's buffer: segments of a confined arena belong to one thread. */
    static boolean reach(Object buffer) {
        return !(buffer instanceof MemorySegment segment) || segment.isAccessibleBy(OTHER_THREAD);
    }

    /** Returns or throws when no thread touches the buffers any more. */
    void run(Predictor own, Object from, long fromAt, int samples, Object to, long toAt) {
        int share = Math.ceilDiv(Math.ceilDiv(samples, PER_THREAD * (others.length + 1)), BLOCK) * BLOCK;
        Call call = new Call(from, fromAt, samples, to, toAt, share, Math.ceilDiv(samples, share));
        for (int t = 0; t < Math.min(others.length, call.count - 1); t++) {
            Predictor other = others[t];
            try {
                executor.execute(() -> call.work(other));
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                // the error says that the system has no more threads; the calling thread takes the shares
                break;
            } catch (RuntimeException | Error e) {
                call.fail(e);
                break;
            }
        }
        call.work(own);
        call.await();
    }

    /** One call: what is to be predicted, and which shares are taken and done. */
    private final class Call {

        private final Object from;
        private final long fromAt;
        private final int samples;
        private final Object to;
        private final long toAt;
        private final int share;
        private final int count;
        private final AtomicInteger taken = new AtomicInteger();
        private final CountDownLatch missing;
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        Call(Object from, long fromAt, int samples, Object to, long toAt, int share, int count) {
            this.from = from;
            this.fromAt = fromAt;
            this.samples = samples;
            this.to = to;
            this.toAt = toAt;
            this.share = share;
            this.count = count;
            missing = new CountDownLatch(count);
        }

        void work(Predictor predictor) {
            for (int next = taken.getAndIncrement(); next < count; next = taken.getAndIncrement()) {
                int first = next * share;
                try {
                    predictor.computeHere(from, fromAt + (long) first * inputs, Math.min(share, samples - first), to,
                            toAt + (long) first * outputs);
                } catch (RuntimeException | Error e) {
                    fail(e);
                } finally {
                    missing.countDown();
                }
            }
        }

        /** The first failure is thrown at the end. */
        void fail(Throwable e) {
            failure.compareAndSet(null, e);
        }

        /** Waits for the shares that other threads have taken; an interrupt is kept for the caller. */
        void await() {
            boolean isInterrupted = false;
            while (missing.getCount() > 0) {
                try {
                    missing.await();
                } catch (InterruptedException e) {
                    isInterrupted = true;
                }
            }
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
            switch (failure.get()) {
                case null -> { }
                case Error e -> throw e;
                case Throwable e -> throw (RuntimeException) e;
            }
        }
    }
}
