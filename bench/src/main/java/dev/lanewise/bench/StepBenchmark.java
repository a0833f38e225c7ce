package dev.lanewise.bench;

import dev.lanewise.data.Batch;
import dev.lanewise.train.Trainer;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole steps of training, in steps per second: a step begins with a batch as row-major floats. Before anything is timed, the losses of
 * the first steps must be those on another number of threads, bit for bit.
 */
@State(Scope.Thread)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public abstract class StepBenchmark {

    private static final int BATCHES = 16, COMPARED = 3;

    private Batch[] batches;
    private Trainer trainer;
    private int next;

    /** A new trainer with some threads, to be closed. */
    abstract Trainer trainer(int threads);

    /** Compares one thread with {@code compared}, and makes the trainer that is measured; the batches are sixteen. */
    final void begin(Batch[] of, int compared, int measured) {
        batches = of;
        try (Trainer one = trainer(1); Trainer other = trainer(compared)) {
            for (int b = 0; b < COMPARED; b++) {
                Naive.requireSame("loss of step " + (b + 1), one.step(batches[b]), other.step(batches[b]));
            }
        }
        trainer = trainer(measured);
    }

    /** The batch of the next step. */
    final Batch nextBatch() {
        return batches[next++ % BATCHES];
    }

    /** One step. */
    public final void call() {
        trainer.step(nextBatch());
    }

    /** Counts what steps allocate. */
    @TearDown(Level.Iteration)
    public void countAllocations(PeakAndAllocations gauge) {
        gauge.count(BATCHES, this::call);
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

    /** Numbers from -0.5 to 0.5. */
    static float[] floats(SplittableRandom random, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = random.nextFloat() - 0.5f;
        }
        return floats;
    }
}
