package dev.lanewise.bench;

import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.model.Network;
import dev.lanewise.train.Trainer;
import java.util.Optional;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Whole steps of training, in steps per second: a step begins with a batch as row-major floats. Before anything is timed, the losses
 * of the first steps on one thread must be those on the threads that are measured, bit for bit.
 */
public class TrainStep extends StepBenchmark implements Work {

    /** A step with fewer operations takes less than a slice of time. */
    private static final double LONG_FLOPS = 20e6;
    private static final double SLICE_ON_THREADS_NANOS = 1_000_000;

    /** The network. */
    @Param
    public Net net;

    /** Threads of the trainer. */
    @Param({"1", "2"})
    public int threads;

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
        begin(net.batches(), threads, threads);
    }

    @Override
    Trainer trainer(int workers) {
        return net.trainer(workers);
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
            steps.step(nextBatch());
        });
    }

    /** With several threads a slice is so long that waking them hardly counts. */
    @Override
    public double sliceNanos() {
        return threads == 1 ? SLICE_NANOS : SLICE_ON_THREADS_NANOS;
    }
}
