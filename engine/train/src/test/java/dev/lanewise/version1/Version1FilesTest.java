package dev.lanewise.version1;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Schedule;
import dev.lanewise.store.ModelFile;
import dev.lanewise.train.Checkpoint;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.checkpoint.CheckpointFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that the last version before 2 wrote: models and checkpoints of every optimizer and schedule. They stay readable. */
@Tag("once")
class Version1FilesTest {

    static List<Run> runs() {
        return Run.all();
    }

    private static Path file(String name) throws URISyntaxException {
        return Path.of(Version1FilesTest.class.getResource(name).toURI());
    }

    @ParameterizedTest
    @ValueSource(strings = {"squared.model", "classes.model", "yes-or-no.model", "activations.model", "unusual-numbers.model"})
    void givesTheNetworkOfAModel(String name) throws IOException, URISyntaxException {
        Network network = ModelFile.load(file(name));
        assertEquals(Facts.recorded().get(name), Facts.of(network));
    }

    @Test
    void isReadFromTheClassPath() throws IOException, URISyntaxException {
        Network fromClassPath = ModelFile.read(Version1FilesTest.class, "classes.model").network();
        assertEquals(ModelFile.load(file("classes.model")).sha256(), fromClassPath.sha256());
        assertEquals("there is no resource 'none.lanewise' for dev.lanewise.version1.Version1FilesTest",
                assertThrows(FileNotFoundException.class, () -> ModelFile.read(Version1FilesTest.class, "none.lanewise")).getMessage());
    }

    /** In the middle of the second epoch, and at its end. */
    @ParameterizedTest
    @MethodSource("runs")
    void finishesARunWithTheBitsOfTheVersionThatBeganIt(Run run) throws IOException, URISyntaxException {
        for (String place : List.of("middle", "end")) {
            String name = run + "-" + place + ".checkpoint";
            assertEquals(Facts.recorded().get(name), Facts.of(CheckpointFile.load(file(name)), run), name);
        }
    }

    @Test
    void keepsTheSettings() throws IOException, URISyntaxException {
        Run run = Run.all().getLast();
        Checkpoint checkpoint = CheckpointFile.load(file(run + "-middle.checkpoint"));
        assertEquals(run.spec(), checkpoint.settings().spec());
        assertEquals(run.loss(), checkpoint.settings().loss());
        try (Trainer other = Trainer.builder(run.spec()).loss(run.loss()).optimizer(run.optimizer()).batch(Run.BATCH).seed(Run.SEED)
                .schedule(new Schedule.Cosine(Run.STEPS + 1)).build()) {
            assertThrows(IllegalArgumentException.class, () -> other.resume(checkpoint));
        }
    }

    @Test
    void hasAFactForEachFileAndAllOfVersion1() throws IOException, URISyntaxException {
        try (Stream<Path> all = Files.list(file("facts.txt").getParent())) {
            List<Path> files = all.filter(file -> file.toString().matches(".*\\.(model|checkpoint)")).toList();
            assertEquals(new TreeSet<>(Facts.recorded().keySet()),
                    files.stream().map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new)));
            for (Path file : files) {
                assertEquals(1, ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getInt(8), file.toString());
            }
        }
    }
}
