package dev.lanewise.reproducibility;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.store.ModelFile;
import dev.lanewise.train.Checkpoint;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.checkpoint.CheckpointFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind that there is goes into a file and comes out as it was. */
@Tag("once")
class EveryKindInFilesTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(3).dense(17, Activation.tanh()).dense(2, Activation.identity()).build();
    private static final Dataset SAMPLES = Dataset.withTargets(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3, 0.5f, 0.25f, 0}, 3,
            new float[] {1, 0, 0, 1, 0.5f, 0.5f, 1, 1, 0, 0}, 2);

    @TempDir
    private Path folder;

    static List<Activation> activations() {
        return Examples.of(Activation.class);
    }

    static List<Initializer> initializers() {
        return Examples.of(Initializer.class);
    }

    static Stream<Arguments> optimizersAndSchedules() {
        return Examples.of(Optimizer.class).stream()
                .flatMap(optimizer -> Examples.of(Schedule.class).stream().map(schedule -> Arguments.of(optimizer, schedule)));
    }

    static List<Loss> losses() {
        return Examples.of(Loss.class);
    }

    /** After an epoch; then both go on. */
    @ParameterizedTest
    @MethodSource("losses")
    void goesOnFromAFileOfEveryLoss(Loss loss) throws IOException {
        NetworkSpec spec = NetworkSpec.inputs(3).dense(17, Activation.tanh())
                .dense(2, loss.outputActivation().orElse(Activation.identity())).build();
        Dataset samples = Dataset.labelled(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3, new int[] {0, 1, 1}, 2);
        Trainer.Builder builder = Trainer.builder(spec).loss(loss).batch(2).seed(3);
        Path file = folder.resolve("checkpoint");
        try (Trainer uncut = builder.build(); Trainer resumed = builder.build()) {
            uncut.epoch(samples);
            CheckpointFile.save(uncut.checkpoint(), file);
            Checkpoint loaded = CheckpointFile.load(file);
            assertEquals(loss, loaded.settings().loss());
            resumed.resume(loaded);
            assertEquals(uncut.epoch(samples).meanLoss(), resumed.epoch(samples).meanLoss());
            assertEquals(uncut.stateSha256(), resumed.stateSha256());
        }
    }

    private void assertComesBack(Layer last) throws IOException {
        assertComesBack(NetworkSpec.inputs(5).dense(18, Activation.relu()).layer(last).build());
    }

    private void assertComesBack(NetworkSpec spec) throws IOException {
        Network network = Network.create(spec, 7);
        Path file = folder.resolve("model");
        ModelFile.save(network, file);
        Network loaded = ModelFile.load(file);
        assertEquals(network.spec(), loaded.spec());
        assertEquals(network.sha256(), loaded.sha256());
        assertEquals(network.parameterSha256(), loaded.parameterSha256());
        for (int t = 0; t < network.tensors().size(); t++) {
            assertArrayEquals(network.tensor(t), loaded.tensor(t));
        }
    }

    static List<NetworkSpec> specs() {
        return TrainingCases.all(true).stream().map(TrainingCase::spec).toList();
    }

    @ParameterizedTest
    @MethodSource("specs")
    void givesBackANetworkWithEveryLayer(NetworkSpec spec) throws IOException {
        assertComesBack(spec);
    }

    @ParameterizedTest
    @MethodSource("activations")
    void givesBackANetworkWithEveryActivation(Activation activation) throws IOException {
        assertComesBack(new Dense(4, activation));
    }

    @Test
    void givesBackANetworkWithoutBiases() throws IOException {
        assertComesBack(new Dense(4, Activation.parametric(Activation.relu())).withoutBias());
    }

    @ParameterizedTest
    @MethodSource("initializers")
    void givesBackANetworkWithEveryInitializer(Initializer initializer) throws IOException {
        assertComesBack(new Dense(4, Activation.identity(), initializer, initializer));
    }

    /** Inside an epoch and between two; then both go on. */
    @ParameterizedTest
    @MethodSource("optimizersAndSchedules")
    void goesOnFromAFileOfEveryOptimizerAndSchedule(Optimizer optimizer, Schedule schedule) throws IOException {
        Trainer.Builder builder = Trainer.builder(SPEC).loss(Loss.squaredError()).optimizer(optimizer).schedule(schedule).batch(2).seed(3);
        Path file = folder.resolve("checkpoint");
        try (Trainer uncut = builder.build(); Trainer resumed = builder.build()) {
            uncut.epoch(SAMPLES);
            assertThrows(IllegalCallerException.class, () -> uncut.epoch(SAMPLES, (step, samples, loss) -> {
                throw new IllegalCallerException();
            }));
            CheckpointFile.save(uncut.checkpoint(), file);
            Checkpoint loaded = CheckpointFile.load(file);
            resumed.resume(loaded);
            assertEquals(uncut.checkpoint().settings(), loaded.settings());
            assertEquals(uncut.stateSha256(), resumed.stateSha256());
            for (int epoch = 0; epoch < 2; epoch++) {
                assertEquals(uncut.epoch(SAMPLES).meanLoss(), resumed.epoch(SAMPLES).meanLoss());
                assertEquals(uncut.stateSha256(), resumed.stateSha256());
            }
        }
    }
}
