package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a listener may do with the trainer that calls it. */
@Tag("once")
class ListenerTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(2).dense(3, Activation.softmax()).build();
    private static final float[][] ROWS = {{0, 1}, {1, 0}, {1, 1}, {0, 0}};
    private static final Dataset UNSCALED = Dataset.labelled(new float[][] {{0, 5000}, {1, 2000}, {1, 9000}, {0, 100}},
            new int[] {0, 1, 2, 0}, 3);
    private static final Dataset SAMPLES = Dataset.labelled(ROWS, new int[] {0, 1, 2, 0}, 3);

    private static Trainer trainer() {
        return Trainer.builder(SPEC).optimizer(Optimizer.sgd(0.1f)).batch(2).build();
    }

    private static void train(Trainer trainer, String way) {
        switch (way) {
            case "epoch" -> trainer.epoch(SAMPLES);
            case "resume" -> trainer.resume(trainer.checkpoint());
            case "fit" -> trainer.fit(SAMPLES, SAMPLES, 1);
            default -> trainer.step(Batch.labelled(ROWS[0], 2, new int[] {0}, 3));
        }
    }

    /** Trains where it hears of a step, an epoch or a warning. */
    private static StepListener listener(String when, Runnable training) {
        return new StepListener() {
            @Override
            public void onStep(long step, int samples, double meanLoss) {
                hear("step");
            }

            @Override
            public void onEpoch(EpochReport report) {
                hear("epoch");
            }

            @Override
            public void onWarning(TrainingWarning warning) {
                hear("warning");
            }

            private void hear(String what) {
                if (what.equals(when)) {
                    training.run();
                }
            }
        };
    }

    @ParameterizedTest
    @CsvSource({"step, epoch", "step, fit", "step, step", "step, resume", "epoch, epoch", "warning, epoch", "warning, resume"})
    void mayNotTrainWhileAnEpochRuns(String when, String way) {
        Dataset samples = when.equals("warning") ? UNSCALED : SAMPLES;
        try (Trainer trainer = trainer(); Trainer undisturbed = trainer()) {
            IllegalStateException refused = assertThrows(IllegalStateException.class,
                    () -> trainer.epoch(samples, listener(when, () -> train(trainer, way))));
            assertEquals("an epoch runs on this trainer: a listener may evaluate, copy the network or take a checkpoint, but neither train"
                    + " nor resume", refused.getMessage());
            int left = when.equals("epoch") ? 2 : 1;
            EpochReport last = trainer.epoch(samples), expected = undisturbed.epoch(samples);
            for (int epoch = 1; epoch < left; epoch++) {
                expected = undisturbed.epoch(samples);
            }
            assertEquals(expected.meanLoss(), last.meanLoss(), "it goes on as if nothing had been");
            assertEquals(undisturbed.stateSha256(), trainer.stateSha256());
        }
    }

    @Test
    void mayEvaluateCopyTheNetworkAndTakeACheckpoint() {
        try (Trainer trainer = trainer(); Trainer undisturbed = trainer()) {
            trainer.epoch(SAMPLES, (step, samples, loss) -> {
                trainer.evaluate(SAMPLES);
                trainer.network();
                trainer.checkpoint();
            });
            undisturbed.epoch(SAMPLES);
            assertEquals(undisturbed.stateSha256(), trainer.stateSha256());
        }
    }
}
