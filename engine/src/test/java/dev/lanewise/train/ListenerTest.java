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
import org.junit.jupiter.params.provider.ValueSource;

/** What a listener may do with the trainer that calls it. */
@Tag("once")
class ListenerTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(2).dense(3, Activation.softmax()).build();
    private static final float[][] ROWS = {{0, 1}, {1, 0}, {1, 1}, {0, 0}};
    private static final Dataset SAMPLES = Dataset.labelled(ROWS, new int[] {0, 1, 2, 0}, 3);

    private static Trainer trainer() {
        return Trainer.builder(SPEC).optimizer(Optimizer.sgd(0.1f)).batch(2).build();
    }

    private static void train(Trainer trainer, String way) {
        switch (way) {
            case "epoch" -> trainer.epoch(SAMPLES);
            case "fit" -> trainer.fit(SAMPLES, SAMPLES, 1);
            default -> trainer.step(Batch.labelled(ROWS[0], 2, new int[] {0}, 3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoch", "fit", "step"})
    void mayNotTrainInTheMiddleOfAnEpoch(String way) {
        try (Trainer trainer = trainer(); Trainer undisturbed = trainer()) {
            IllegalStateException refused = assertThrows(IllegalStateException.class,
                    () -> trainer.epoch(SAMPLES, (step, samples, loss) -> train(trainer, way)));
            assertEquals("epoch 1 runs on this trainer: a listener may evaluate, copy the network or take a checkpoint, but not train",
                    refused.getMessage());
            EpochReport rest = trainer.epoch(SAMPLES);
            assertEquals(undisturbed.epoch(SAMPLES).meanLoss(), rest.meanLoss(), "the epoch goes on as if nothing had been");
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
