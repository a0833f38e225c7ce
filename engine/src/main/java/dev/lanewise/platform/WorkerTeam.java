package dev.lanewise.platform;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed team of threads that run the same task side by side: the caller is worker 0, a team of one starts no thread.
 *
 * <p>A worker that waits spins briefly and then parks; in a team larger than the machine it parks at once. Nothing is
 * allocated by {@link #run}. A team serves one caller at a time.
 */
public final class WorkerTeam implements AutoCloseable {

    /** What a worker does. */
    @FunctionalInterface
    public interface Task {
        /**
         * Runs one worker's share.
         *
         * @param worker number of the worker, from 0
         */
        void run(int worker);
    }

    /** The largest team: more threads than any machine has processors for are a slip of the keyboard. */
    public static final int MAX_THREADS = 1024;

    /** About 20 microseconds: longer than the gap between two phases of a step, far shorter than a scheduler's slice. */
    private static final int SPINS = 2_000;

    private final Helper[] helpers;
    private final int spins;
    private final AtomicInteger running = new AtomicInteger();
    private volatile Thread waitingCaller;
    private volatile boolean closed;
    private Task task;

    /**
     * Starts {@code size - 1} daemon threads.
     *
     * @param size workers, the caller included
     * @throws IllegalArgumentException if size is not from 1 to {@link #MAX_THREADS}
     */
    public WorkerTeam(int size) {
        if (size < 1 || size > MAX_THREADS) {
            throw new IllegalArgumentException("a team has 1 to " + MAX_THREADS + " threads, got " + size);
        }
        spins = size > Runtime.getRuntime().availableProcessors() ? 0 : SPINS;
        helpers = new Helper[size - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Helper(i + 1);
            helpers[i].start();
        }
    }

    /**
     * Where a worker's share of things in a row begins, if all have equal shares.
     *
     * @param things  how many there are
     * @param worker  number of the worker, from 0; for {@code workers} the end of the last share
     * @param workers how many share them
     * @return the first thing of the share
     */
    public static int first(int things, int worker, int workers) {
        return (int) ((long) things * worker / workers);
    }

    /**
     * Workers of this team.
     *
     * @return the size given when it was built
     */
    public int size() {
        return helpers.length + 1;
    }

    /**
     * Runs the task on workers 0 to {@code workers - 1} and returns when all have ended.
     *
     * @param workers workers that take part, 1 to {@link #size()}
     * @param task    what each of them runs
     * @throws IllegalArgumentException if there are not as many workers
     * @throws IllegalStateException    if the team is closed
     * @throws RuntimeException         or Error: what a worker has thrown, with its own stack; what others threw is suppressed in it
     */
    public void run(int workers, Task task) {
        if (closed) {
            throw new IllegalStateException("the team of threads is closed");
        }
        if (workers < 1 || workers > size()) {
            throw new IllegalArgumentException("a team of " + size() + " threads runs 1 to " + size() + " workers, got " + workers);
        }
        if (workers == 1) {
            task.run(0);
            return;
        }
        this.task = task;
        running.set(workers - 1);
        for (int i = 0; i < workers - 1; i++) {
            helpers[i].release();
        }
        Throwable failure = attempt(task, 0);
        awaitHelpers();
        for (int i = 0; i < workers - 1; i++) {
            failure = merged(failure, helpers[i].takeFailure());
        }
        if (failure != null) {
            throw WorkerTeam.<RuntimeException>unchanged(failure);
        }
    }

    /** Ends all threads and waits for them; a second call does nothing. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        boolean interrupted = false;
        for (Helper helper : helpers) {
            LockSupport.unpark(helper);
            while (helper.isAlive()) {
                try {
                    helper.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A worker's failure must reach the caller whatever it is, so everything is caught here and thrown again there. */
    private static Throwable attempt(Task task, int worker) {
        try {
            task.run(worker);
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private static Throwable merged(Throwable first, Throwable next) {
        if (first == null) {
            return next;
        }
        if (next != null && next != first) {
            first.addSuppressed(next);
        }
        return first;
    }

    /** Lets a checked exception pass that a task has thrown past the compiler. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchanged(Throwable failure) throws T {
        throw (T) failure;
    }

    private void awaitHelpers() {
        for (int i = 0; i < spins && running.get() > 0; i++) {
            Thread.onSpinWait();
        }
        if (running.get() > 0) {
            parkUntilHelpersEnd();
        }
    }

    private void parkUntilHelpersEnd() {
        boolean interrupted = false;
        waitingCaller = Thread.currentThread();
        while (running.get() > 0) {
            LockSupport.park(this);
            // an interrupt is kept for the caller: the phase always ends whole
            interrupted |= Thread.interrupted();
        }
        waitingCaller = null;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Helper extends Thread {
        private final int worker;
        private volatile boolean released;
        private volatile boolean parked;
        private Throwable failure;

        Helper(int worker) {
            super("lanewise-" + worker);
            this.worker = worker;
            setDaemon(true);
        }

        void release() {
            released = true;
            if (parked) {
                LockSupport.unpark(this);
            }
        }

        Throwable takeFailure() {
            Throwable taken = failure;
            failure = null;
            return taken;
        }

        @Override
        public void run() {
            while (awaitRelease()) {
                released = false;
                failure = attempt(task, worker);
                if (running.decrementAndGet() == 0) {
                    Thread caller = waitingCaller;
                    if (caller != null) {
                        LockSupport.unpark(caller);
                    }
                }
            }
        }

        private boolean awaitRelease() {
            for (int i = 0; i < spins && !released && !closed; i++) {
                Thread.onSpinWait();
            }
            if (!released && !closed) {
                parked = true;
                while (!released && !closed) {
                    LockSupport.park(WorkerTeam.this);
                    // an interrupt that a task has left behind would keep this thread from parking
                    Thread.interrupted();
                }
                parked = false;
            }
            return released;
        }
    }
}
