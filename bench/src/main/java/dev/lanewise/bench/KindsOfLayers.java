package dev.lanewise.bench;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.train.Trainer;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What a layer costs: steps of W2 with it behind each hidden layer, in steps per second, beside W2 alone; or another activation of these,
 * {@code -p layer=none -p activation=relu,gelu}. The losses of the first steps on one thread must be those on two, bit for bit.
 */
public class KindsOfLayers extends StepBenchmark {

    /** The layer as a line of a model file; {@code none} adds none, and {@code no_bias} takes the biases away. */
    @Param({"none", "no_bias", "dropout(0.5)", "layer_norm(1.0E-5)", "scale()", "residual(scale())"})
    public String layer;

    /** The activation of the hidden layers. */
    @Param({"relu"})
    public String activation;

    @Override
    Trainer trainer(int threads) {
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
        begin(Net.W2.batches(), 2, 1);
    }
}
