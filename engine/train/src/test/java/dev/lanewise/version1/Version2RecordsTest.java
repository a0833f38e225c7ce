package dev.lanewise.version1;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.train.Checkpoint;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.checkpoint.CheckpointFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checkpoints of version 2 that have their optimizer and schedule as printed records, of the same runs as the files of version 1. */
@Tag("once")
class Version2RecordsTest {

    @TempDir
    private Path folder;

    static List<Run> runs() {
        return Run.all();
    }

    private static Path file(Run run) throws URISyntaxException {
        return Path.of(Version2RecordsTest.class.getResource("/dev/lanewise/version2/" + run + "-middle.checkpoint").toURI());
    }

    private static String content(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void finishesWithTheBitsOfTheVersionThatBeganIt(Run run) throws IOException, URISyntaxException {
        assertEquals(Facts.recorded().get(run + "-middle.checkpoint"), Facts.of(CheckpointFile.load(file(run)), run));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void hasTheSettingsOfItsRun(Run run) throws IOException, URISyntaxException {
        assertTrue(content(file(run)).contains("\noptimizer " + run.optimizer() + "\nschedule " + run.schedule() + "\n"));
        try (Trainer trainer = run.trainer()) {
            assertEquals(trainer.checkpoint().settings(), CheckpointFile.load(file(run)).settings());
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void isWrittenWithTextsInTheirPlace(Run run) throws IOException, URISyntaxException {
        Checkpoint checkpoint = CheckpointFile.load(file(run));
        Path written = folder.resolve("written");
        CheckpointFile.save(checkpoint, written);
        assertTrue(content(written).contains("\noptimizer " + run.optimizer().toText() + "\nschedule " + run.schedule().toText() + "\n"));
        assertEquals(checkpoint.settings(), CheckpointFile.load(written).settings());
    }
}
