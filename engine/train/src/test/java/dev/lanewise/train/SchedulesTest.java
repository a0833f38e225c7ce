package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Batch;
import dev.lanewise.data.Dataset;
import dev.lanewise.fixtures.Fixture;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.spec.Schedules;
import dev.lanewise.spec.TensorFactors;
import dev.lanewise.train.checkpoint.CheckpointFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {

    private static final int STEPS = 12;
    private static final NetworkSpec SPEC = NetworkSpec.inputs(9).dense(20, Activation.relu()).layer(Layer.dropout(0.4))
            .dense(7, Activation.tanh()).layer(Layer.dropout(0.2)).dense(3, Activation.softmax()).build();
    private static final Schedules SCHEDULES = Schedules.ofRate(Schedule.warmUp(2, Schedule.cosLog4(10)))
            .withDropout(Schedule.flatCosine(STEPS)).withDecay(Schedule.step(5, 0.25));

    @TempDir
    private Path folder;

    private static Dataset samples(int count) {
        SplittableRandom random = new SplittableRandom(count);
        float[] inputs = new float[count * 9];
        int[] labels = new int[count];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = random.nextFloat();
        }
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(3);
        }
        return Dataset.labelled(inputs, 9, labels, 3);
    }

    private static Trainer.Builder builder(int batch, Schedules schedules) {
        return Trainer.builder(SPEC).optimizer(Optimizer.adamW(0.01f, 0.1f)).batch(batch).seed(5).schedule(schedules.rate())
                .dropoutSchedule(schedules.dropout()).decaySchedule(schedules.decay());
    }

    /** All samples in one step, whose order is that of the data set for the specification: dropout tells samples by their places. */
    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"3 adamw(0.01,0.1)", "50 adamw(0.01,0.1)", "3 lion(0.01,0.1)", "50 lion(0.01,0.1)"})
    void changesRateDropoutAndDecayAsTheSpecificationDoes(int count, String name) {
        Dataset samples = samples(count);
        Optimizer optimizer = Optimizer.parse(name);
        SpecificationTrainer specification = new SpecificationTrainer(Network.create(SPEC, 5), Loss.softmaxCrossEntropy(), optimizer,
                TensorFactors.NONE, GradientOptions.NONE, SCHEDULES, 5);
        try (Trainer one = builder(count, SCHEDULES).optimizer(optimizer).build();
                Trainer three = builder(count, SCHEDULES).optimizer(optimizer).threads(3).build()) {
            Batch batch = Batch.of(samples, count);
            samples.fill(batch, 0, count);
            for (int step = 1; step <= STEPS; step++) {
                double loss = specification.step(samples);
                assertEquals(loss, one.step(batch), "step " + step);
                assertEquals(loss, three.step(batch), "step " + step);
                assertEquals(specification.network().sha256(), one.network().sha256(), "step " + step);
                assertEquals(specification.network().sha256(), three.network().sha256(), "step " + step);
            }
        }
    }

    @Test
    void goesOnInTheMiddleWithTheSameBits() throws IOException {
        Dataset samples = samples(50);
        Path file = folder.resolve("middle");
        try (Trainer whole = builder(16, SCHEDULES).build(); Trainer other = builder(16, SCHEDULES).threads(2).build()) {
            whole.epoch(samples, (step, count, loss) -> {
                if (step == 3) {
                    save(whole, file);
                }
            });
            whole.epoch(samples);
            other.resume(CheckpointFile.load(file));
            assertEquals(3, other.steps());
            other.epoch(samples);
            other.epoch(samples);
            assertEquals(whole.stateSha256(), other.stateSha256());
            assertEquals(SCHEDULES, CheckpointFile.load(file).settings().schedules());
        }
    }

    private static void save(Trainer trainer, Path file) {
        try {
            CheckpointFile.save(trainer.checkpoint(), file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesToGoOnWithOtherSchedulesUnlessItIsTold() {
        try (Trainer first = builder(16, SCHEDULES).build();
                Trainer other = builder(16, SCHEDULES.withDecay(Schedule.constant())).build()) {
            Checkpoint checkpoint = first.checkpoint();
            assertEquals("the checkpoint was made with schedule warm_up(2,0.0,coslog(10,4)), dropout flat_cosine(12,0.5),"
                    + " decay step(5,0.25), but this trainer has warm_up(2,0.0,coslog(10,4)), dropout flat_cosine(12,0.5);"
                    + " training goes on with the same settings only, unless resume is told to accept Accept.OTHER_SCHEDULE",
                    assertThrows(IllegalArgumentException.class, () -> other.resume(checkpoint)).getMessage());
            other.resume(checkpoint, Set.of(Accept.OTHER_SCHEDULE));
        }
    }

    @Test
    void reducesTheFactorOnAPlateauAsPyTorchDoes() {
        Fixture fixture = Fixture.load("schedules");
        double[] losses = fixture.values("plateau.losses");
        for (String text : List.of("reduce_on_plateau(0.1,2,1.0E-4,0,0.0)", "reduce_on_plateau(0.5,1,0.01,3,0.1)",
                "reduce_on_plateau(0.7,0,0.0,1,0.01)")) {
            Plateau plateau = Plateau.START;
            double[] factors = fixture.values("plateau." + text);
            for (int epoch = 0; epoch < losses.length; epoch++) {
                plateau = plateau.after(losses[epoch], Schedule.parse(text).plateau().orElseThrow());
                assertEquals(factors[epoch], plateau.factor(), 1e-15, text + " after epoch " + (epoch + 1));
            }
        }
    }

    /** A step of plain gradient descent is as long as the rate says. */
    @Test
    void learnsWithTheReducedRate() {
        Dataset samples = samples(20);
        NetworkSpec spec = NetworkSpec.inputs(9).dense(3, Activation.softmax()).build();
        Schedule schedule = new Schedule.ReduceOnPlateau(0.5, 0, 0, 0, 0.25);
        try (Trainer trainer = Trainer.builder(spec).optimizer(Optimizer.sgd(0.5f)).batch(20).schedule(schedule).build()) {
            Batch batch = Batch.of(samples, 20);
            samples.fill(batch, 0, 20);
            for (float rate : new float[] {0.5f, 0.5f, 0.25f, 0.125f, 0.125f}) {
                Network before = trainer.network();
                trainer.step(batch);
                try (Trainer plain = Trainer.builder(before).optimizer(Optimizer.sgd(rate)).batch(20).build()) {
                    plain.step(batch);
                    assertEquals(plain.network().parameterSha256(), trainer.network().parameterSha256(), "rate " + rate);
                }
                trainer.validated(1);
            }
        }
    }

    @Test
    void takesThePlateauFromACheckpoint() throws IOException {
        Dataset samples = samples(50);
        Path file = folder.resolve("plateau");
        Schedules plateau = Schedules.ofRate(Schedule.warmUp(3, new Schedule.ReduceOnPlateau(0.5, 1, 0, 2, 0)));
        try (Trainer whole = builder(16, plateau).build(); Trainer other = builder(16, plateau).build();
                Trainer constant = builder(16, Schedules.CONSTANT).build()) {
            String start = whole.stateSha256();
            double[] losses = {3, 4, 5, 4, 4};
            for (double loss : losses) {
                whole.epoch(samples);
                whole.validated(loss);
            }
            assertNotEquals(start, whole.stateSha256());
            save(whole, file);
            assertEquals(new Plateau(0.5, 3, 0, 0), CheckpointFile.load(file).progress().plateau());
            other.resume(CheckpointFile.load(file));
            assertEquals(whole.stateSha256(), other.stateSha256());
            constant.resume(CheckpointFile.load(file), Set.of(Accept.OTHER_SCHEDULE));
            for (Trainer trainer : List.of(whole, other)) {
                trainer.epoch(samples);
                trainer.validated(4);
                trainer.epoch(samples);
                trainer.validated(4);
                trainer.epoch(samples);
            }
            assertEquals(whole.stateSha256(), other.stateSha256());
            assertEquals(0.25, whole.progress().plateau().factor());
        }
    }

    @Test
    void hearsOfValidationsInAFit() {
        Dataset samples = samples(50);
        try (Trainer trainer = builder(16, Schedules.ofRate(new Schedule.ReduceOnPlateau(0.1, 0, 0.9, 0, 0))).build()) {
            trainer.fit(samples, samples, 4);
            assertEquals(1e-3, trainer.progress().plateau().factor(), 1e-18);
        }
    }

    @Test
    void refusesAPlateauThatIsNone() {
        assertThrows(IllegalArgumentException.class, () -> new Plateau(2, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Plateau(Double.NaN, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Plateau(1, 1, -1, 0));
    }
}
