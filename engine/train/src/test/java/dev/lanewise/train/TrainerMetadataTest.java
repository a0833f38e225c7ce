package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.train.checkpoint.CheckpointFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class TrainerMetadataTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(2).dense(3, Activation.tanh()).dense(1, Activation.sigmoid()).build();
    private static final Dataset SAMPLES = Dataset.withTargets(new float[] {123.25f, 0, 0, 1, 1, 0, 1, 1}, 2, new float[] {0, 1, 1, 0}, 1);

    @TempDir
    private Path folder;

    @Test
    void tellsOfSeedDataAndLoss() {
        try (Trainer trainer = Trainer.builder(SPEC).batch(2).seed(-5).build()) {
            assertEquals(ModelMetadata.NONE.withSeed(-5).with("steps", 0).with("epochs", 0), trainer.metadata());
            double loss = trainer.epoch(SAMPLES).meanLoss();
            ModelMetadata metadata = trainer.metadata();
            assertEquals(Map.of("train-loss", loss), metadata.metrics());
            assertEquals(Optional.of(SAMPLES.fingerprint()), metadata.data());
            assertEquals(Optional.of("2"), metadata.get("steps"));
            assertEquals(Optional.of("1"), metadata.get("epochs"));
        }
    }

    /** Whoever gets a model or a checkpoint learns nothing of the samples, the machine or its user. */
    @Test
    void leavesNoSamplesPathsOrNamesInFiles() throws IOException {
        Path model = folder.resolve("secret-model"), checkpoint = folder.resolve("secret-checkpoint");
        try (Trainer trainer = Trainer.builder(SPEC).batch(2).build()) {
            trainer.epoch(SAMPLES);
            ModelFile.save(trainer.network(), trainer.metadata(), model);
            CheckpointFile.save(trainer.checkpoint(), checkpoint);
        }
        for (Path file : new Path[] {model, checkpoint}) {
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            for (String secret : new String[] {"secret", folder.getFileName().toString(), System.getProperty("user.dir"), "123.25",
                "\0\200\366\102", System.getProperty("user.home") + "/", System.getProperty("user.name") + " "}) {
                assertFalse(content.contains(secret), file + " has " + secret);
            }
        }
    }
}
