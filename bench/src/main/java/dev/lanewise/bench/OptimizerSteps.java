package dev.lanewise.bench;

import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.train.Trainer;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Whole steps of training with each optimizer, on one thread. Before anything is timed, the losses of the first steps must be those on
 * two threads, bit for bit.
 */
public class OptimizerSteps extends StepBenchmark {

    /** The network. */
    @Param({"W2", "W3"})
    public Net net;

    /**
     * The optimizer, with rates so small that thousands of steps on noise stay finite; behind a blank what else a step does, as
     * checkpoints say it, or {@code halves}: two micro-batches.
     */
    @Param({"momentum(1e-4)", "sgd(1e-4)", "nesterov(1e-4)", "adam(1e-5)", "adamw(1e-5)", "rmsprop(1e-5)",
        "rmsprop_momentum(1e-6)", "centered_rmsprop(1e-6)", "adagrad(1e-5)", "adadelta(1e-3)", "amsgrad(1e-5)", "lion(1e-6)",
        "momentum(1e-4) clip_norm(1)", "adam(1e-5) clip_norm(1)", "momentum(1e-4) max_norm(1)", "momentum(1e-4) halves",
        "adam(1e-5) halves"})
    public String optimizer;

    @Override
    Trainer trainer(int threads) {
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
        begin(net.batches(), 2, 1);
    }
}
