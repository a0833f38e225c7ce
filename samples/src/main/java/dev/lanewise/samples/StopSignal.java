package dev.lanewise.samples;

import java.util.concurrent.CountDownLatch;

/**
 * Lets SIGINT and SIGTERM end training in good order: while steps are done they interrupt the thread that made this, and the process
 * waits until that has closed it. The JVM then exits with 128 and the number of the signal: 130 or 143.
 */
final class StopSignal implements AutoCloseable {

    /** What the command returns; the JVM's own code, 130 or 143, takes its place. */
    static final int EXIT_CODE = 130;

    private final Thread training = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stopTraining, "stop");
    private volatile boolean raised;
    private boolean stopsSteps;

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stopTraining() {
        raise();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A signal has come. */
    synchronized void raise() {
        raised = true;
        if (stopsSteps) {
            training.interrupt();
        }
    }

    /** From now on a signal interrupts the thread; false where one has come before. */
    synchronized boolean stopsSteps() {
        stopsSteps = true;
        return !raised;
    }

    /** From now on a signal interrupts nothing, and one that has is forgotten: an interrupt would close a file that is being written. */
    synchronized void sparesFiles() {
        stopsSteps = false;
        Thread.interrupted();
    }

    boolean isRaised() {
        return raised;
    }

    @Override
    public void close() {
        closed.countDown();
        if (!raised) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            raised = true; // a signal has come just now; the hook finds that training is over
        }
    }
}
