package dev.lanewise.train;

import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.train.checkpoint.CheckpointDirectory;
import dev.lanewise.train.checkpoint.CheckpointInterval;
import dev.lanewise.train.checkpoint.CheckpointListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A run of about three seconds that saves a checkpoint every few steps, to be killed and started again: it goes on from the newest
 * checkpoint of the folder, and prints the sum of its final state.
 */
public final class KillProbe {

    private static final int EPOCHS = 12;

    private KillProbe() {
    }

    /**
     * Trains what is left.
     *
     * @param words folder of the checkpoints, number of threads, milliseconds to wait after every step
     * @throws IOException if a checkpoint cannot be read or written
     */
    public static void main(String[] words) throws IOException {
        System.out.println(run(Path.of(words[0]), Integer.parseInt(words[1]), Integer.parseInt(words[2])));
    }

    /** The sum of the final state. Few samples and many parameters: a step is short and a checkpoint takes a while to write. */
    static String run(Path folder, int threads, int wait) throws IOException {
        CheckpointDirectory checkpoints = new CheckpointDirectory(folder, 2);
        NetworkSpec spec = NetworkSpec.inputs(100).dense(300, Activation.relu()).dense(100, Activation.tanh())
                .dense(5, Activation.softmax()).build();
        Dataset samples = samples();
        try (Trainer trainer = Trainer.builder(spec).optimizer(new Optimizer.Adam(0.001f)).schedule(new Schedule.Cosine(180)).batch(3)
                .threads(threads).build()) {
            checkpoints.latest().ifPresent(found -> trainer.resume(found.checkpoint()));
            StepListener listener = new CheckpointListener(trainer, checkpoints, new CheckpointInterval(3, CheckpointInterval.Unit.STEPS))
                    .andThen((step, count, meanLoss) -> LockSupport.parkNanos(wait * 1_000_000L));
            while (trainer.epochs() < EPOCHS || trainer.progress().isInEpoch()) {
                trainer.epoch(samples, listener);
            }
            return trainer.stateSha256();
        }
    }

    /** Forty-four, so that the last of fifteen batches is short. */
    private static Dataset samples() {
        var random = new SplittableRandom(1);
        float[] inputs = new float[44 * 100];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextFloat();
        }
        return Dataset.labelled(inputs, 100, random.ints(44, 0, 5).toArray(), 5);
    }
}
