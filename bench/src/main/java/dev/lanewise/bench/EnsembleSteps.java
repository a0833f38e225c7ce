package dev.lanewise.bench;

import dev.lanewise.data.Batch;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.train.Trainer;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Steps of an ensemble within one network (TabM-mini): 64 inputs, two hidden layers of ReLU with dropout 0.1, one number wanted, 256
 * samples, Adam; in steps per second. Beside it the same layers without members, with as many samples as the ensemble has rows. The losses
 * of the first steps on one thread must be those on two, bit for bit.
 */
public class EnsembleSteps extends StepBenchmark {

    private static final int INPUTS = 64, SAMPLES = 256, BATCHES = 16;
    private static final double DROPOUT = 0.1;

    /** Members, and outputs of the hidden layers. */
    @Param({"8x128", "16x256"})
    public String size;

    /** Whether members share the layers, or samples have them alone. */
    @Param({"ensemble", "samples"})
    public String rows;

    /** Threads of the trainer. */
    @Param({"1", "2"})
    public int threads;

    private int members() {
        return Integer.parseInt(size.split("x")[0]);
    }

    private boolean isEnsemble() {
        return rows.equals("ensemble");
    }

    private int samples() {
        return isEnsemble() ? SAMPLES : SAMPLES * members();
    }

    @Override
    Trainer trainer(int workers) {
        int width = Integer.parseInt(size.split("x")[1]);
        NetworkSpec.Builder spec = NetworkSpec.inputs(INPUTS);
        if (isEnsemble()) {
            spec.layer(Layer.members(members()));
        }
        for (int hidden = 0; hidden < 2; hidden++) {
            spec.dense(width, Activation.relu()).layer(Layer.dropout(DROPOUT));
        }
        spec.layer(isEnsemble() ? Layer.heads(members(), 1, Activation.identity()) : Layer.dense(1, Activation.identity()));
        return Trainer.builder(spec.build()).loss(Loss.squaredError()).optimizer(Net.ADAM).batch(samples()).threads(workers).build();
    }

    /** Makes the network and sixteen batches. */
    @Setup
    public void setUp() {
        var random = new SplittableRandom(42);
        Batch[] batches = new Batch[BATCHES];
        for (int b = 0; b < BATCHES; b++) {
            batches[b] = Batch.withTargets(floats(random, samples() * INPUTS), INPUTS, floats(random, samples()), 1);
        }
        begin(batches, 3 - threads, threads);
    }
}
