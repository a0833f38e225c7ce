package dev.lanewise.bench;

import dev.lanewise.data.Batch;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.model.Network;
import dev.lanewise.train.Trainer;
import java.util.Optional;
import java.util.function.Consumer;
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
public class TrainStep implements Work {

    private static final int BATCHES = 16;
    /** A step with fewer operations takes less than a slice of time. */
    private static final double LONG_FLOPS = 20e6;
    private static final double SLICE_ON_THREADS_NANOS = 1_000_000;

    /** The network. */
    @Param
    public Net net;

    /** Threads of the trainer. */
    @Param({"1", "2"})
    public int threads;

    private Batch[] batches;
    private Trainer trainer;
    private int next;
    private Runnable afterKernel;

    /**
     * The same work on a given network.
     *
     * @param network the network
     * @param workers threads of the trainer
     * @return this
     */
    public Work on(Net network, int workers) {
        net = network;
        threads = workers;
        return this;
    }

    /** Makes the network and sixteen batches. */
    @Override
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
    public void countAllocations(PeakAndAllocations gauge) {
        gauge.count(BATCHES, this::call);
    }

    @Override
    public void call() {
        trainer.step(batches[next++ % BATCHES]);
    }

    @Override
    public boolean isPublicCall() {
        return true;
    }

    /** One thread's step, kernel by kernel. */
    @Override
    public Optional<Consumer<Runnable>> inParts() {
        if (threads > 1 || net.stepFlops() < LONG_FLOPS) {
            return Optional.empty();
        }
        var telling = new TellingKernels(KernelChoice.kernels(), () -> afterKernel.run());
        var steps = new StepInParts(Network.create(net.spec(), 1), net.loss(), Net.OPTIMIZER, telling);
        return Optional.of(afterPart -> {
            afterKernel = afterPart;
            steps.step(batches[next++ % BATCHES]);
        });
    }

    /** With several threads a slice is so long that waking them hardly counts. */
    @Override
    public double sliceNanos() {
        return threads == 1 ? SLICE_NANOS : SLICE_ON_THREADS_NANOS;
    }

    /** Ends the threads. */
    @Override
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
