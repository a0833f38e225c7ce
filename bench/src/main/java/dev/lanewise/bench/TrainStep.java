package dev.lanewise.bench;

import dev.lanewise.data.Batch;
import dev.lanewise.train.Trainer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole steps of training, in steps per second: a step begins with a batch as row-major floats. Before anything is timed, the losses
 * of the first steps on one thread must be those on the threads that are measured, bit for bit.
 */
@State(Scope.Thread)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrainStep {

    private static final int BATCHES = 16;

    /** The network. */
    @Param
    public Net net;

    /** Threads of the trainer. */
    @Param({"1", "2"})
    public int threads;

    private Batch[] batches;
    private Trainer trainer;
    private int next;

    /** Makes the network and sixteen batches. */
    @Setup
    public void setUp() {
        batches = net.batches();
        try (Trainer one = net.trainer(1); Trainer measured = net.trainer(threads)) {
            for (int b = 0; b < 3; b++) {
                Naive.requireSame("loss of step " + (b + 1), one.step(batches[b]), measured.step(batches[b]));
            }
        }
        trainer = net.trainer(threads);
    }

    /** Counts what steps allocate. */
    @TearDown(Level.Iteration)
    public void countAllocations(Gauge gauge) {
        gauge.count(BATCHES, this::oneStep);
    }

    private void oneStep() {
        trainer.step(batches[next++ % BATCHES]);
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        trainer.close();
    }

    /**
     * Sixteen steps.
     *
     * @return the last loss
     */
    @Benchmark
    @OperationsPerInvocation(BATCHES)
    public double step() {
        double loss = 0;
        for (Batch batch : batches) {
            loss = trainer.step(batch);
        }
        return loss;
    }
}
