package dev.lanewise.bench;

import dev.lanewise.data.Batch;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Periodic;
import dev.lanewise.train.Trainer;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Steps of RealMLP: 16 numbers with periodic embeddings, so 64 inputs of the layers, a scale, 256-256-256 with dropout 0.15, one number
 * wanted, 256 samples, AdamW; in steps per second. Beside it the same with other activations, and dense layers of ReLU alone. The losses of
 * the first steps on one thread must be those on two, bit for bit.
 */
public class RealMlpSteps extends StepBenchmark {

    private static final int NUMBERS = 16, WIDTH = 256, HIDDEN = 3, SAMPLES = 256, BATCHES = 16, WAVES = 16, DIMS = 3;
    private static final double DROPOUT = 0.15;

    /** What it has beside dense layers: everything, or nothing but 64 inputs. */
    @Param({"whole", "dense"})
    public String form;

    /** Of the hidden layers. */
    @Param({"parametric(mish)", "parametric(selu)", "mish", "relu"})
    public String activation;

    /** Threads of the trainer. */
    @Param({"1", "2"})
    public int threads;

    private boolean isWhole() {
        return form.equals("whole");
    }

    private int inputs() {
        return isWhole() ? NUMBERS : NUMBERS * (DIMS + 1);
    }

    @Override
    Trainer trainer(int workers) {
        NetworkSpec.Builder spec = NetworkSpec.inputs(inputs());
        if (isWhole()) {
            spec.layer(new Periodic(IntStream.range(0, NUMBERS).boxed().toList(), WAVES, DIMS, 0.1f)).layer(Layer.scale());
        }
        for (int hidden = 0; hidden < HIDDEN; hidden++) {
            spec.dense(WIDTH, Activation.parse(activation));
            if (isWhole()) {
                spec.layer(Layer.dropout(DROPOUT));
            }
        }
        return Trainer.builder(spec.dense(1, Activation.identity()).build()).loss(Loss.squaredError())
                .optimizer(Optimizer.adamW(0.001f, 0.02f)).batch(SAMPLES).threads(workers).build();
    }

    /** Makes the network and sixteen batches. */
    @Setup
    public void setUp() {
        var random = new SplittableRandom(42);
        Batch[] batches = new Batch[BATCHES];
        for (int b = 0; b < BATCHES; b++) {
            batches[b] = Batch.withTargets(floats(random, SAMPLES * inputs()), inputs(), floats(random, SAMPLES), 1);
        }
        begin(batches, 3 - threads, threads);
    }
}
