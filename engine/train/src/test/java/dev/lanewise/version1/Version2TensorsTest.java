package dev.lanewise.version1;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import dev.lanewise.store.NonFiniteWeights;
import dev.lanewise.train.checkpoint.CheckpointFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of version 2 with named tensors, of the same networks and runs as the files of version 1. They stay readable, too. */
@Tag("once")
class Version2TensorsTest {

    static List<Run> runs() {
        return Run.all();
    }

    private static Path file(String name) throws URISyntaxException {
        return Path.of(Version2TensorsTest.class.getResource("/dev/lanewise/version2/tensors/" + name).toURI());
    }

    private static void assertHasNames(Path file) throws IOException {
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertTrue(content.contains("TABL") && content.contains("layer1.weight ") && content.contains("TENS"), file.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"squared.model", "classes.model", "yes-or-no.model", "activations.model", "unusual-numbers.model"})
    void givesTheNetworkOfAModel(String name) throws IOException, URISyntaxException {
        assertHasNames(file(name));
        ModelFile.Content content = ModelFile.read(file(name), NonFiniteWeights.ALLOW);
        Network network = content.network();
        assertEquals(Facts.recorded().get(name), Facts.of(network));
        assertEquals(ModelMetadata.NONE.withSeed(-7).withMetric("accuracy", 0.5).withNote("the network of " + name), content.metadata());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void finishesARunWithTheBitsOfTheVersionThatBeganIt(Run run) throws IOException, URISyntaxException {
        String name = run + "-middle.checkpoint";
        assertHasNames(file(name));
        assertEquals(Facts.recorded().get(name), Facts.of(CheckpointFile.load(file(name)), run));
    }
}
