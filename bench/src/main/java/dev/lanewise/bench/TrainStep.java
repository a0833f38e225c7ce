package dev.lanewise.bench;

import dev.lanewise.data.Batch;
import dev.lanewise.model.Activation;
import dev.lanewise.model.NetworkSpec;
import dev.lanewise.train.Optimizer;
import dev.lanewise.train.Trainer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole steps of training, ReLU, softmax cross-entropy, momentum SGD, in steps per second: a step begins with a batch as
 * row-major floats, dense in (0, 1]. Before anything is timed, the losses of the first steps on one thread must be those on the
 * threads that are measured, bit for bit.
 */
@State(Scope.Benchmark)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class TrainStep {

    private static final int BATCHES = 16;

    /** Batch size, then the sizes of the network. */
    @Param({"64: 784-128-10", "128: 784-512-256-10", "256: 784-1024-1024-1024-10"})
    public String net;

    /** Threads of the trainer. */
    @Param({"1", "2"})
    public int threads;

    private Batch[] batches;
    private Trainer trainer;

    /** Makes the network and sixteen batches. */
    @Setup
    public void setUp() {
        int batch = Integer.parseInt(net.substring(0, net.indexOf(':')));
        int[] sizes = Arrays.stream(net.substring(net.indexOf(' ') + 1).split("-")).mapToInt(Integer::parseInt).toArray();
        batches = batches(batch, sizes[0], sizes[sizes.length - 1]);
        requireSameLosses(batch, sizes);
        trainer = trainer(batch, sizes, threads);
    }

    private static Batch[] batches(int size, int features, int classes) {
        var random = new SplittableRandom(42);
        Batch[] batches = new Batch[BATCHES];
        for (int b = 0; b < BATCHES; b++) {
            float[] inputs = new float[size * features];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = 1f - random.nextFloat();
            }
            batches[b] = Batch.labelled(inputs, features, random.ints(size, 0, classes).toArray(), classes);
        }
        return batches;
    }

    private static Trainer trainer(int batch, int[] sizes, int threads) {
        NetworkSpec.Builder spec = NetworkSpec.inputs(sizes[0]);
        for (int l = 1; l < sizes.length; l++) {
            spec.dense(sizes[l], l < sizes.length - 1 ? Activation.relu() : Activation.softmax());
        }
        return Trainer.builder(spec.build()).optimizer(new Optimizer.Momentum(0.001f, 0.9f)).batch(batch).threads(threads).build();
    }

    private void requireSameLosses(int batch, int[] sizes) {
        try (Trainer one = trainer(batch, sizes, 1); Trainer measured = trainer(batch, sizes, threads)) {
            for (int b = 0; b < 3; b++) {
                double expected = one.step(batches[b]), got = measured.step(batches[b]);
                if (expected != got) {
                    throw new IllegalStateException("step " + (b + 1) + ": expected the loss " + expected + ", got " + got);
                }
            }
        }
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
