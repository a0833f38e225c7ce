package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.TensorGroup;
import dev.lanewise.train.checkpoint.CheckpointFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** Said in another order, which makes no difference. */
    @Test
    void givesTheBitsOfAnUncutRunWithTheSameFactors() throws IOException {
        RandomCase c = RandomCase.of(10, 90);
        Trainer.Builder one = builder(c).learningRateFactor(TensorGroup.biases(), 0.1f).learningRateFactor(TensorGroup.layer(1), 3);
        Trainer.Builder other = builder(c).learningRateFactor(TensorGroup.layer(1), 3).learningRateFactor(TensorGroup.biases(), 0.1f);
        try (Trainer uncut = one.build(); Trainer cut = one.build(); Trainer resumed = other.build(); Trainer plain = builder(c).build()) {
            finish(uncut, c.samples(), (step, samples, meanLoss) -> { });
            finish(plain, c.samples(), (step, samples, meanLoss) -> { });
            stopInside(cut, c.samples());
            CheckpointFile.save(cut.checkpoint(), folder.resolve("cut"));
            resumed.resume(CheckpointFile.load(folder.resolve("cut")));
            finish(resumed, c.samples(), (step, samples, meanLoss) -> { });
            assertEquals(state(uncut), state(resumed));
            assertNotEquals(state(uncut), state(plain));
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
        assertRefuses("optimizer momentum(0.1,0.9), but this trainer has sgd(0.1)", checkpoint,
                Trainer.builder(spec).optimizer(new Optimizer.Sgd(0.1f)));
        assertRefuses("schedule constant, but this trainer has linear(9)",
                ", unless resume is told to accept Accept.OTHER_SCHEDULE", checkpoint,
                Trainer.builder(spec).schedule(new Schedule.Linear(9)));
        assertRefuses("loss squared_error, but this trainer has sigmoid_cross_entropy", checkpoint,
                Trainer.builder(spec).loss(Loss.sigmoidCrossEntropy()));
        assertRefuses("batch 64, but this trainer has 65", checkpoint, Trainer.builder(spec).batch(65));
        assertRefuses("seed 1, but this trainer has 2", checkpoint, Trainer.builder(spec).seed(2));
        assertRefuses("network 4, 3 sigmoid glorot_uniform zero, but this trainer has 4, 3 tanh glorot_uniform zero", checkpoint,
                Trainer.builder(NetworkSpec.inputs(4).dense(3, Activation.tanh()).build()));
    }

    @Test
    void refusesOtherFactorsAndSaysWhich() {
        NetworkSpec spec = NetworkSpec.inputs(4).dense(3, Activation.sigmoid()).build();
        TensorGroup first = TensorGroup.layer(1);
        Checkpoint with, without;
        try (Trainer one = Trainer.builder(spec).learningRateFactor(TensorGroup.biases(), 2).decayFactor(first, 0).build();
                Trainer other = Trainer.builder(spec).build()) {
            with = one.checkpoint();
            without = other.checkpoint();
        }
        assertRefuses("factors learning_rate(biases,2.0), decay(layer1,0.0), but this trainer has none", with, Trainer.builder(spec));
        assertRefuses("factors none, but this trainer has learning_rate(layer1,0.5)", without,
                Trainer.builder(spec).learningRateFactor(first, 0.5f));
    }

    @Test
    void saysInWhichLayerDeepNetworksDiffer() {
        NetworkSpec.Builder one = NetworkSpec.inputs(2), two = NetworkSpec.inputs(2);
        for (int layer = 1; layer <= 500; layer++) {
            one = one.dense(1, Activation.relu());
            two = two.dense(1, layer == 300 ? Activation.tanh() : Activation.relu());
        }
        String sizes = one.build().shape(), longer = one.dense(1, Activation.relu()).build().shape();
        try (Trainer trainer = Trainer.builder(two.build()).build(); Trainer deeper = Trainer.builder(one.build()).build()) {
            assertTrue(sizes.length() < 100 && longer.length() < 100, sizes);
            String sentence = assertThrows(IllegalArgumentException.class, () -> deeper.resume(trainer.checkpoint())).getMessage();
            assertTrue(sentence.startsWith("the checkpoint was made with network " + sizes
                    + " (layer 300: 1 tanh glorot_uniform zero), but this trainer has "), sentence);
            assertTrue(sentence.length() < 400, sentence);
        }
    }

    private static void assertRefuses(String difference, Checkpoint checkpoint, Trainer.Builder other) {
        assertRefuses(difference, "", checkpoint, other);
    }

    private static void assertRefuses(String difference, String advice, Checkpoint checkpoint, Trainer.Builder other) {
        try (Trainer trainer = other.build()) {
            String before = trainer.network().sha256();
            assertSays("the checkpoint was made with " + difference + "; training goes on with the same settings only" + advice,
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

    /** Both have 90 samples. */
    @Test
    void refusesOtherDataThanBefore() throws IOException {
        RandomCase c = RandomCase.of(1, 91);
        Dataset samples = c.samples().range(0, 90), others = c.samples().range(1, 91);
        String sentence = "this data set has other inputs and other labels, targets or weights: what was learned so far came from other"
                + " data; resume with Accept.OTHER_DATA to go on with it";
        try (Trainer trainer = builder(c).build(); Trainer second = builder(c).build()) {
            stopInside(trainer, samples);
            assertSays(sentence, () -> trainer.epoch(others));
            CheckpointFile.save(trainer.checkpoint(), folder.resolve("inside"));
            trainer.epoch(samples);
            CheckpointFile.save(trainer.checkpoint(), folder.resolve("between"));
            for (String name : List.of("inside", "between")) {
                Checkpoint checkpoint = CheckpointFile.load(folder.resolve(name));
                second.resume(checkpoint);
                String before = second.stateSha256();
                assertSays(sentence, () -> second.epoch(others));
                assertEquals(before, second.stateSha256());
                assertEquals(checkpoint.data(), second.checkpoint().data(), "a refused data set is not that of the run");
                second.epoch(c.samples().range(0, 90));
                second.resume(checkpoint, Set.of(Accept.OTHER_DATA));
                second.epoch(others);
                assertEquals(Optional.of(others.fingerprint()), second.checkpoint().data());
            }
        }
    }

    /** A trainer that was never stopped may get other data with each epoch. */
    @Test
    void takesOtherDataBetweenEpochsOfOneTrainer() {
        RandomCase c = RandomCase.of(1, 90);
        try (Trainer trainer = builder(c).build()) {
            trainer.epoch(c.samples());
            assertEquals(Optional.of(c.samples().fingerprint()), trainer.checkpoint().data());
            trainer.epoch(c.samples().range(1, 90));
            trainer.epoch(c.samples().range(3, 80));
            assertEquals(77, trainer.checkpoint().data().orElseThrow().samples());
        }
    }

    @Test
    void saysThatDataOfAnotherSizeAreOthers() {
        RandomCase c = RandomCase.of(1, 90);
        try (Trainer first = builder(c).build(); Trainer second = builder(c).build()) {
            first.epoch(c.samples());
            second.resume(first.checkpoint());
            assertTrue(assertThrows(IllegalArgumentException.class, () -> second.epoch(c.samples().range(0, 60))).getMessage()
                    .startsWith("this data set has 60 samples instead of 90: "));
            second.resume(first.checkpoint(), Set.of(Accept.OTHER_DATA));
            assertEquals(60, second.epoch(c.samples().range(0, 60)).samples());
            stopInside(first, c.samples());
            second.resume(first.checkpoint(), Set.of(Accept.OTHER_DATA));
            assertSays("epoch 2 was begun with 90 samples, but this data set has 60", () -> second.epoch(c.samples().range(0, 60)));
        }
    }

    @Test
    void knowsNoDataBeforeAnEpoch() {
        RandomCase c = RandomCase.of(1, 90);
        try (Trainer first = builder(c).build(); Trainer second = builder(c).build()) {
            assertEquals(Optional.empty(), first.checkpoint().data());
            second.resume(first.checkpoint());
            second.epoch(c.samples().range(1, 90));
        }
    }

    private static void stopInside(Trainer trainer, Dataset samples) {
        assertThrows(IllegalCallerException.class, () -> trainer.epoch(samples, (step, count, meanLoss) -> {
            throw new IllegalCallerException();
        }));
    }

    /** The steps so far have followed the old plan, and those to come follow the new one. */
    @Test
    void goesOnWithALongerPlanWhereThatIsAccepted() {
        RandomCase c = RandomCase.of(1, 90);
        try (Trainer first = builder(c).schedule(new Schedule.Linear(5)).build();
                Trainer longer = builder(c).schedule(new Schedule.Linear(10)).build();
                Trainer constant = builder(c).schedule(new Schedule.Constant()).build()) {
            first.epoch(c.samples());
            Checkpoint end = first.checkpoint();
            assertThrows(IllegalArgumentException.class, () -> longer.resume(end));
            longer.resume(end, Set.of(Accept.OTHER_SCHEDULE));
            constant.resume(end, Set.of(Accept.OTHER_SCHEDULE, Accept.OTHER_DATA));
            assertEquals(first.stateSha256(), longer.stateSha256());
            longer.epoch(c.samples());
            constant.epoch(c.samples());
            assertEquals(new Schedule.Linear(10), longer.checkpoint().settings().schedule());
            assertNotEquals(first.network().sha256(), longer.network().sha256());
            assertNotEquals(constant.network().sha256(), longer.network().sha256());
        }
    }

    @Test
    void belongsToTheRunOfItsCheckpoint() {
        RandomCase c = RandomCase.of(1, 90);
        try (Trainer first = builder(c).build(); Trainer second = builder(c).build()) {
            RunId run = first.checkpoint().run().orElseThrow();
            assertEquals(run, first.run());
            assertNotEquals(run, second.run());
            assertEquals(first.stateSha256(), second.stateSha256());
            second.resume(first.checkpoint());
            assertEquals(run, second.checkpoint().run().orElseThrow());
        }
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }
}
