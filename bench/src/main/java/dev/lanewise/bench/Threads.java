package dev.lanewise.bench;

import dev.lanewise.data.Batch;
import dev.lanewise.train.Trainer;
import java.util.Optional;

/**
 * Some threads, with one as the other way: two trainers of the same network. Before anything is timed, their losses must be the same
 * bits.
 */
public final class Threads implements Work {

    private static final double TURN_NANOS = 6_000_000;
    /** Trainers of each kind: where its arrays happen to stand makes a small network up to a tenth faster or slower. */
    private static final int TRAINERS = 3;

    private final Workload workload;
    private final Trainer[] one = new Trainer[TRAINERS];
    private final Trainer[] several = new Trainer[TRAINERS];
    private Batch batch;
    private final int threads;
    private int pair;

    /**
     * Threads of a workload.
     *
     * @param workload sizes of the network and samples of a step
     * @param threads  that are held against one; 0 for all processors
     */
    public Threads(Workload workload, int threads) {
        this.workload = workload;
        this.threads = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }

    @Override
    public void setUp() {
        batch = workload.samples();
        for (int i = 0; i < TRAINERS; i++) {
            one[i] = workload.trainer(1);
            several[i] = workload.trainer(threads);
            for (int step = 1; step <= 3; step++) {
                Naive.requireSame("loss of step " + step, one[i].step(batch), several[i].step(batch));
            }
        }
    }

    @Override
    public void call() {
        several[pair].step(batch);
    }

    @Override
    public Optional<Runnable> otherWay() {
        return Optional.of(() -> one[pair].step(batch));
    }

    /** A turn is so long that waking threads, and reading what another trainer has thrown out of the caches, hardly count. */
    @Override
    public double sliceNanos() {
        return TURN_NANOS;
    }

    @Override
    public void beginRound() {
        pair = (pair + 1) % TRAINERS;
    }

    @Override
    public void close() {
        for (int i = 0; i < TRAINERS; i++) {
            one[i].close();
            several[i].close();
        }
    }
}
