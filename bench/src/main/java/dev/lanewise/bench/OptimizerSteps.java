package dev.lanewise.bench;

import dev.lanewise.data.Batch;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.train.Trainer;
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
 * Whole steps of training with each optimizer, on one thread. Before anything is timed, the losses of the first steps must be those on
 * two threads, bit for bit.
 */
@State(Scope.Thread)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class OptimizerSteps {

    private static final int BATCHES = 16;

    /** The network. */
    @Param({"W2", "W3"})
    public Net net;

    /**
     * The optimizer, with rates so small that thousands of steps on noise stay finite; behind a blank what else a step does, as
     * checkpoints say it, or {@code halves}: two micro-batches.
     */
    @Param({"momentum(1e-4)", "sgd(1e-4)", "nesterov(1e-4)", "adam(1e-5)", "adamw(1e-5)", "rmsprop(1e-5)", "adagrad(1e-5)",
        "adadelta(1e-3)", "amsgrad(1e-5)", "lion(1e-6)",
        "momentum(1e-4) clip_norm(1)", "adam(1e-5) clip_norm(1)", "momentum(1e-4) max_norm(1)", "momentum(1e-4) halves",
        "adam(1e-5) halves"})
    public String optimizer;

    private Batch[] batches;
    private Trainer trainer;

    private Trainer trainer(int threads) {
        String[] words = optimizer.split(" ");
        Trainer.Builder builder = Trainer.builder(net.spec()).loss(net.loss()).optimizer(Optimizer.parse(words[0])).batch(net.batch)
                .threads(threads);
        if (words.length == 1) {
            return builder.build();
        }
        return words[1].equals("halves") ? builder.microBatch(Math.ceilDiv(net.batch, 2)).build()
                : builder.gradientOptions(GradientOptions.parse(words[1])).build();
    }

    /** Makes the network and sixteen batches. */
    @Setup
    public void setUp() {
        batches = net.batches();
        try (Trainer one = trainer(1); Trainer two = trainer(2)) {
            for (int b = 0; b < 3; b++) {
                Naive.requireSame("loss of step " + (b + 1), one.step(batches[b]), two.step(batches[b]));
            }
        }
        trainer = trainer(1);
    }

    /** Ends the trainer. */
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
