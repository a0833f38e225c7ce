package dev.lanewise.bench;

import dev.lanewise.data.Batch;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
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
 * What a layer costs: steps of W2 with it behind each hidden layer, in steps per second, beside W2 alone; or another activation of these,
 * {@code -p layer=none -p activation=relu,gelu}. The losses of the first steps on one thread must be those on two, bit for bit.
 */
@State(Scope.Thread)
@Fork(value = 2, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class KindsOfLayers {

    private static final int BATCHES = 16;

    /** The layer as a line of a model file; {@code none} adds none, and {@code no_bias} takes the biases away. */
    @Param({"none", "no_bias", "dropout(0.5)", "layer_norm(1.0E-5)", "scale()", "residual(scale())"})
    public String layer;

    /** The activation of the hidden layers. */
    @Param({"relu"})
    public String activation;

    private Batch[] batches;
    private Trainer trainer;

    private Trainer trainer(int threads) {
        NetworkSpec.Builder spec = NetworkSpec.inputs(Net.W2.sizes.getFirst());
        for (int outputs : Net.W2.sizes.subList(1, Net.W2.sizes.size() - 1)) {
            Dense dense = new Dense(outputs, Activation.parse(activation));
            spec.layer(layer.equals("no_bias") ? dense.withoutBias() : dense);
            if (!layer.startsWith("no")) {
                spec.layer(Layer.parse(layer));
            }
        }
        spec.dense(Net.W2.sizes.getLast(), Activation.softmax());
        return Trainer.builder(spec.build()).loss(Loss.softmaxCrossEntropy()).optimizer(Net.OPTIMIZER).batch(Net.W2.batch).threads(threads)
                .build();
    }

    /** Makes the network and sixteen batches. */
    @Setup
    public void setUp() {
        batches = Net.W2.batches();
        try (Trainer one = trainer(1); Trainer two = trainer(2)) {
            for (int b = 0; b < 3; b++) {
                Naive.requireSame("loss of step " + (b + 1), one.step(batches[b]), two.step(batches[b]));
            }
        }
        trainer = trainer(1);
    }

    /** Counts what steps allocate. */
    @TearDown(Level.Iteration)
    public void countAllocations(PeakAndAllocations gauge) {
        gauge.count(BATCHES, () -> trainer.step(batches[0]));
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
