package dev.lanewise.train.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.FitOptions;
import dev.lanewise.train.FitReport;
import dev.lanewise.train.StepListener;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fit that was stopped at any step and goes on from its newest checkpoint. */
@Tag("once")
class ResumeFitTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(3).dense(24, Activation.tanh()).dense(2, Activation.softmax()).build();
    private static final int STEPS_OF_AN_EPOCH = 3;
    private static final FitOptions OPTIONS = FitOptions.epochs(40).withPatience(12);

    @TempDir
    private Path folder;

    /** Ends a training as an interrupt or a failure would. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** So few samples with so much chance in their labels that the validation loss falls, then rises. */
    private static Dataset.Split noisy() {
        var random = new SplittableRandom(4);
        float[][] rows = new float[60][3];
        int[] labels = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int f = 0; f < 3; f++) {
                rows[i][f] = (float) random.nextDouble(-1, 1);
            }
            labels[i] = rows[i][0] + random.nextGaussian() * 0.7 > 0 ? 1 : 0;
        }
        return Dataset.labelled(rows, labels, 2).split(0.4, 1);
    }

    /** Whose rate depends on the validations, and whose averages are tried. */
    private static Trainer trainer() {
        return Trainer.builder(SPEC).optimizer(Optimizer.averaged(Optimizer.adam(0.01f), 0.5f))
                .schedule(Schedule.parse("reduce_on_plateau(2)")).batch(12).seed(2).build();
    }

    private CheckpointListener saving(Trainer trainer, CheckpointDirectory checkpoints, String every) {
        return CheckpointListener.ofFit(trainer, checkpoints, CheckpointInterval.parse(every), failure -> {
            throw new AssertionError(failure);
        });
    }

    private void fitUntil(long lastStep, Dataset.Split data, String every) throws IOException {
        try (Trainer trainer = trainer(); CheckpointDirectory checkpoints = new CheckpointDirectory(folder, 1)) {
            checkpoints.save(trainer.checkpoint());
            StepListener stop = (step, samples, meanLoss) -> {
                if (step == lastStep) {
                    throw new Stopped();
                }
            };
            assertThrows(Stopped.class, () -> trainer.fit(data.train(), data.validation(),
                    OPTIONS.withListener(saving(trainer, checkpoints, every).andThen(stop))));
        }
    }

    private FitReport goOn(Dataset.Split data) throws IOException {
        try (Trainer trainer = trainer(); CheckpointDirectory checkpoints = new CheckpointDirectory(folder, 1)) {
            trainer.resume(checkpoints.latest().orElseThrow().checkpoint());
            FitOptions options = OPTIONS.withListener(saving(trainer, checkpoints, "1 epoch"));
            Optional<CheckpointDirectory.Best> best = checkpoints.best(trainer.run());
            return best.isEmpty() ? trainer.fit(data.train(), data.validation(), options)
                    : trainer.resumeFit(data.train(), data.validation(), options, best.get().network(), best.get().epoch());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 epoch", "2 epochs", "1 steps", "2 steps", "5 steps"})
    void comesToTheBestNetworkOfOneThatWasNotStopped(String every) throws IOException {
        Dataset.Split data = noisy();
        FitReport whole;
        int epochs;
        try (Trainer trainer = trainer()) {
            whole = trainer.fit(data.train(), data.validation(), OPTIONS);
            epochs = trainer.epochs();
            assertNotEquals(trainer.network().sha256(), trainer.trainedNetwork().sha256());
        }
        assertTrue(whole.bestEpoch() > 3 && epochs == whole.bestEpoch() + 12, whole.bestEpoch() + " of " + epochs);
        int best = whole.bestEpoch() * STEPS_OF_AN_EPOCH;
        for (long stop : new long[] {1, STEPS_OF_AN_EPOCH, STEPS_OF_AN_EPOCH + 1, best - 1, best, best + 1, best + 5, 3L * epochs - 1}) {
            fitUntil(stop, data, every);
            FitReport resumed = goOn(data);
            assertEquals(whole.best().sha256(), resumed.best().sha256(), "stopped at step " + stop);
            assertEquals(whole.bestEpoch(), resumed.bestEpoch());
            assertEquals(whole.validation(), resumed.validation());
            List<FitReport.Epoch> last = resumed.history();
            assertEquals(epochs, last.getLast().training().epoch());
            for (FitReport.Epoch epoch : last) {
                assertEquals(whole.history().get(epoch.training().epoch() - 1).validation(), epoch.validation());
            }
            clear();
        }
    }

    private void clear() throws IOException {
        try (CheckpointDirectory checkpoints = new CheckpointDirectory(folder, 1)) {
            for (Path file : checkpoints.files()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void learnsNothingWhereAllEpochsHadBeenDone() throws IOException {
        Dataset.Split data = noisy();
        FitReport whole;
        try (Trainer trainer = trainer(); CheckpointDirectory checkpoints = new CheckpointDirectory(folder, 1)) {
            whole = trainer.fit(data.train(), data.validation(), OPTIONS.withListener(saving(trainer, checkpoints, "1 epoch")));
        }
        FitReport again = goOn(data);
        assertEquals(List.of(), again.history());
        assertEquals(whole.best().sha256(), again.best().sha256());
        assertEquals(whole.validation(), again.validation());
    }

    @Test
    void keepsTheBestNetworkOfItsOwnRunAlone() throws IOException {
        Dataset.Split data = noisy();
        try (Trainer one = trainer(); Trainer other = trainer(); CheckpointDirectory checkpoints = new CheckpointDirectory(folder, 1)) {
            assertEquals(Optional.empty(), checkpoints.best(one.run()));
            FitReport report = one.fit(data.train(), data.validation(), OPTIONS.withListener(saving(one, checkpoints, "1 epoch")));
            CheckpointDirectory.Best best = checkpoints.best(one.run()).orElseThrow();
            assertEquals(report.best().sha256(), best.network().sha256());
            assertEquals(report.bestEpoch(), best.epoch());
            assertFalse(checkpoints.best(other.run()).isPresent());
        }
    }

    @Test
    void refusesABestNetworkWithoutItsEpoch() throws IOException {
        try (Trainer trainer = trainer(); CheckpointDirectory checkpoints = new CheckpointDirectory(folder, 1)) {
            Path file = folder.resolve("best.lanewise");
            for (String epoch : List.of("0", "x", "-1", "99999999999")) {
                ModelFile.save(trainer.network(), ModelMetadata.NONE.with("run", trainer.run()).with("epoch", epoch), file);
                assertEquals(file + ": expected the epoch of the best network, from 1, got '" + epoch + "'",
                        assertThrows(IOException.class, () -> checkpoints.best(trainer.run())).getMessage());
            }
        }
    }

    @Test
    void triesAndKeepsTheAverages() {
        Dataset.Split data = noisy();
        try (Trainer trainer = trainer()) {
            FitReport report = trainer.fit(data.train(), data.validation(), 1);
            assertEquals(trainer.averagedNetwork().sha256(), report.best().sha256());
            assertNotEquals(trainer.network().sha256(), report.best().sha256());
            Evaluation expected = Evaluation.of(trainer.averagedNetwork(), Loss.softmaxCrossEntropy(), data.validation());
            assertEquals(expected, report.validation());
            assertEquals(expected, trainer.evaluateTrained(data.validation(), List.of()));
            assertNotEquals(expected.meanLoss(), trainer.evaluate(data.validation()).meanLoss());
        }
    }

    @Test
    void refusesAnotherNetworkOrEpoch() {
        Dataset.Split data = noisy();
        NetworkSpec other = NetworkSpec.inputs(3).dense(24, Activation.relu()).dense(2, Activation.softmax()).build();
        NetworkSpec wider = NetworkSpec.inputs(3).dense(25, Activation.relu()).dense(2, Activation.softmax()).build();
        try (Trainer trainer = trainer()) {
            assertEquals("this trainer expects a network with its own layers, 3-24-2, got 3-25-2", message(trainer, data, wider, 1));
            assertEquals("this trainer expects a network with its own layers, 3-24-2, got 3-24-2 of other kinds",
                    message(trainer, data, other, 1));
            assertEquals("the epoch of the best network expects a number of at least 1, got 0", message(trainer, data, SPEC, 0));
            assertEquals(0, trainer.epochs());
        }
    }

    private static String message(Trainer trainer, Dataset.Split data, NetworkSpec best, int epoch) {
        return assertThrows(IllegalArgumentException.class, () -> trainer.resumeFit(data.train(), data.validation(), OPTIONS,
                Network.create(best, 1), epoch)).getMessage();
    }
}
