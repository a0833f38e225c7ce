package dev.lanewise.bench;

import dev.lanewise.data.Batch;
import dev.lanewise.train.Trainer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Some threads against one: two trainers of the same network take turns of some milliseconds. Before anything is timed, their losses
 * must be the same bits.
 */
@State(Scope.Thread)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class Threads {

    private static final long TURN_NANOS = 3_000_000;
    /** Trainers of each kind: where its arrays happen to stand makes a small network up to a tenth faster or slower. */
    private static final int TRAINERS = 3;

    /** Sizes of the network and samples of a step. */
    @Param({"784-128-10 x 64", "784-512-256-10 x 128", "784-1024-1024-1024-10 x 256"})
    public String workload;

    /** Threads that are held against one; 0 for all processors. */
    @Param({"2", "0"})
    public int threads;

    private Batch batch;
    private final Trainer[] one = new Trainer[TRAINERS];
    private final Trainer[] several = new Trainer[TRAINERS];
    private int turn;
    private int steps;

    /** Makes the trainers and compares them. */
    @Setup
    public void setUp() {
        Workload work = Workload.parse(workload);
        batch = work.samples();
        for (int i = 0; i < TRAINERS; i++) {
            one[i] = work.trainer(1);
            several[i] = work.trainer(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
            for (int step = 1; step <= 3; step++) {
                Naive.requireSame("loss of step " + step, one[i].step(batch), several[i].step(batch));
            }
        }
    }

    /** Finds out how many steps of one thread fill a turn. */
    @Setup(Level.Iteration)
    public void countSteps() {
        long end = System.nanoTime() + TURN_NANOS;
        steps = 0;
        do {
            one[0].step(batch);
            steps++;
        } while (System.nanoTime() < end);
    }

    /**
     * A turn of one thread and a turn of several.
     *
     * @param turns compares them
     * @param gauge measures the peak beside them
     */
    @Benchmark
    public void turns(Turns turns, Gauge gauge) {
        int pair = turn++ % TRAINERS;
        turns.take(() -> train(one[pair]), () -> train(several[pair]));
    }

    private void train(Trainer trainer) {
        for (int step = 0; step < steps; step++) {
            trainer.step(batch);
        }
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        for (int i = 0; i < TRAINERS; i++) {
            one[i].close();
            several[i].close();
        }
    }
}
