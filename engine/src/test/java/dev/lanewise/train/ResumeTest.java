package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Activation;
import dev.lanewise.model.Loss;
import dev.lanewise.model.NetworkSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResumeTest {

    private static final int EPOCHS = 3;
    private static final int BATCH = 20;

    @TempDir
    private Path folder;

    /** One case for each optimizer, with softmax, sigmoid and squared losses among them. */
    static Stream<RandomCase> cases() {
        return Stream.of(1, 5, 0, 3, 10, 14).map(seed -> RandomCase.of(seed, 90));
    }

    private static Trainer.Builder builder(RandomCase c) {
        return Trainer.builder(c.spec()).loss(c.loss()).optimizer(c.optimizer()).schedule(c.schedule()).batch(BATCH).seed(7);
    }

    /** Trains what is left of the epochs, as many as there are. */
    private static void finish(Trainer trainer, Dataset samples, StepListener listener) {
        while (trainer.epochs() < EPOCHS || trainer.progress().isInEpoch()) {
            trainer.epoch(samples, listener);
        }
    }

    /** All that must have the same bits: parameters, moments, counters and mean losses, but no seconds. */
    private static List<Object> state(Trainer trainer) {
        List<Object> state = new ArrayList<>(List.of(trainer.stateSha256()));
        trainer.progress().reports().forEach(report -> state.add(List.of(report.epoch(), report.steps(), report.samples(),
                Double.doubleToLongBits(report.meanLoss()))));
        return state;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesTheBitsOfAnUncutRunFromAnyStep(RandomCase c) throws IOException {
        List<Path> cuts = new ArrayList<>();
        List<Object> uncut;
        try (Trainer trainer = builder(c).build()) {
            finish(trainer, c.samples(), (step, samples, meanLoss) -> {
                cuts.add(folder.resolve("cut" + step));
                assertDoesNotThrow(() -> CheckpointFile.save(trainer.checkpoint(), cuts.getLast()));
            });
            uncut = state(trainer);
        }
        assertEquals(EPOCHS * 5, cuts.size());
        for (int cut = 0; cut < cuts.size(); cut++) {
            try (Trainer trainer = builder(c).threads(1 + cut % 4).build()) {
                trainer.resume(CheckpointFile.load(cuts.get(cut)));
                assertEquals(cut + 1, trainer.steps());
                finish(trainer, c.samples(), (step, samples, meanLoss) -> { });
                assertEquals(uncut, state(trainer), "cut after step " + (cut + 1));
            }
        }
    }

    @Test
    void goesOnFromTheEndOfAnEpoch() {
        RandomCase c = RandomCase.of(5, 90);
        try (Trainer uncut = builder(c).build(); Trainer first = builder(c).build(); Trainer second = builder(c).build()) {
            finish(uncut, c.samples(), (step, samples, meanLoss) -> { });
            first.epoch(c.samples());
            second.resume(first.checkpoint());
            assertFalse(second.progress().isInEpoch());
            finish(second, c.samples(), (step, samples, meanLoss) -> { });
            assertEquals(state(uncut), state(second));
            assertNotEquals(state(first), state(second));
        }
    }

    /** A listener that throws, as one that saves to a full disk does. */
    @Test
    void goesOnWhereAListenerHasThrown() {
        RandomCase c = RandomCase.of(3, 90);
        try (Trainer uncut = builder(c).build(); Trainer cut = builder(c).build()) {
            finish(uncut, c.samples(), (step, samples, meanLoss) -> { });
            for (int stop = 2; stop < 15; stop += 4) {
                int at = stop;
                assertThrows(IllegalCallerException.class, () -> finish(cut, c.samples(), (step, samples, meanLoss) -> {
                    if (step == at) {
                        throw new IllegalCallerException();
                    }
                }));
                assertEquals(at, cut.steps());
            }
            finish(cut, c.samples(), (step, samples, meanLoss) -> { });
            assertEquals(state(uncut), state(cut));
        }
    }

    @Test
    void replacesWhateverTheTrainerHasLearned() {
        RandomCase c = RandomCase.of(1, 90);
        try (Trainer trainer = builder(c).build()) {
            trainer.epoch(c.samples());
            List<Object> before = state(trainer);
            Checkpoint checkpoint = trainer.checkpoint();
            trainer.epoch(c.samples());
            assertNotEquals(before, state(trainer));
            trainer.resume(checkpoint);
            assertEquals(before, state(trainer));
        }
    }

    @Test
    void refusesOtherSettingsAndSaysWhich() {
        NetworkSpec spec = NetworkSpec.inputs(4).dense(3, Activation.sigmoid()).build();
        Checkpoint checkpoint;
        try (Trainer trainer = Trainer.builder(spec).build()) {
            checkpoint = trainer.checkpoint();
        }
        assertRefuses("optimizer Momentum[lr=0.1, mu=0.9], but this trainer has Sgd[lr=0.1]", checkpoint,
                Trainer.builder(spec).optimizer(new Optimizer.Sgd(0.1f)));
        assertRefuses("schedule Constant[], but this trainer has Linear[steps=9]", checkpoint,
                Trainer.builder(spec).schedule(new Schedule.Linear(9)));
        assertRefuses("loss squared_error, but this trainer has sigmoid_cross_entropy", checkpoint,
                Trainer.builder(spec).loss(Loss.sigmoidCrossEntropy()));
        assertRefuses("batch 64, but this trainer has 65", checkpoint, Trainer.builder(spec).batch(65));
        assertRefuses("seed 1, but this trainer has 2", checkpoint, Trainer.builder(spec).seed(2));
        assertRefuses("network 4, 3 sigmoid glorot_uniform zero, but this trainer has 4, 3 tanh glorot_uniform zero", checkpoint,
                Trainer.builder(NetworkSpec.inputs(4).dense(3, Activation.tanh()).build()));
    }

    private static void assertRefuses(String difference, Checkpoint checkpoint, Trainer.Builder other) {
        try (Trainer trainer = other.build()) {
            String before = trainer.network().sha256();
            assertSays("the checkpoint was made with " + difference + "; training goes on with the same settings only",
                    () -> trainer.resume(checkpoint));
            assertEquals(before, trainer.network().sha256());
        }
    }

    @Test
    void refusesAnotherDataSetInTheMiddleOfAnEpoch() {
        RandomCase c = RandomCase.of(1, 90);
        try (Trainer trainer = builder(c).build()) {
            assertThrows(IllegalCallerException.class, () -> trainer.epoch(c.samples(), (step, samples, meanLoss) -> {
                throw new IllegalCallerException();
            }));
            assertSays("epoch 1 was begun with 90 samples, but this data set has 89", () -> trainer.epoch(c.samples().range(0, 89)));
            assertEquals(90, trainer.epoch(c.samples()).samples());
        }
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }
}
