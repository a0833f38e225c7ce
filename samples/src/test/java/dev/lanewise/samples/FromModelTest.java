package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.formats.numpy.Npz;
import dev.lanewise.formats.tensor.NamedArrays;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.model.Network;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --from}: a training that begins with a network, not with random parameters. */
class FromModelTest {

    @TempDir
    private Path folder;
    private Path model;
    private Map<String, Object> first;

    @BeforeEach
    void trainAModel() throws IOException {
        SmallImages.write(folder, 200, 40);
        model = folder.resolve("first.model");
        first = report("--hidden", "20", "--epochs", "1", "--activation", "tanh", "--save", model.toString());
    }

    private Cli train(String... more) {
        List<String> words = new ArrayList<>(List.of("mnist", "--data", folder.toString(), "--batch", "50"));
        words.addAll(List.of(more));
        return Cli.run(words.toArray(String[]::new));
    }

    private Map<String, Object> report(String... more) throws IOException {
        Path json = folder.resolve("report.json");
        List<String> words = new ArrayList<>(List.of(more));
        words.addAll(List.of("--json", json.toString()));
        Cli cli = train(words.toArray(String[]::new));
        assertEquals(0, cli.code(), cli.err());
        return JSON.std.mapFrom(Files.readString(json));
    }

    /** A rate that is far below the last bit of a parameter leaves them all as they were. */
    @Test
    void beginsWithTheParametersOfTheModel() throws IOException {
        Map<String, Object> same = report("--from", model.toString(), "--epochs", "1", "--lr", "1e-30");
        assertEquals(first.get("modelSha256"), same.get("modelSha256"));
        assertEquals("784-20-10", same.get("layers"));
        assertEquals("tanh", same.get("activation"));
        Map<String, Object> more = report("--from", model.toString(), "--epochs", "3");
        assertNotEquals(first.get("modelSha256"), more.get("modelSha256"));
        assertTrue((double) more.get("testLoss") < (double) first.get("testLoss"), more.toString());
    }

    @Test
    void keepsAFrozenLayerAndTrainsTheOthers() throws IOException {
        Path tuned = folder.resolve("tuned.model");
        Map<String, Object> report = report("--from", model.toString(), "--epochs", "2", "--optimizer", "adamw", "--lr-factor", "layer1=0",
                "--lr-factor", "Layer2.bias=0.5", "--decay-factor", "biases=0", "--save", tuned.toString());
        assertEquals(List.of("learning_rate(layer1,0.0)", "learning_rate(layer2.bias,0.5)", "decay(biases,0.0)"), report.get("factors"));
        Network before = ModelFile.load(model), after = ModelFile.load(tuned);
        for (String tensor : List.of("layer1.weight", "layer1.bias")) {
            assertArrayEquals(before.tensor(tensor), after.tensor(tensor), tensor);
        }
        assertFalse(Arrays.equals(before.tensor("layer2.weight"), after.tensor("layer2.weight")));
        assertFalse(Arrays.equals(before.tensor("layer2.bias"), after.tensor("layer2.bias")));
    }

    @Test
    void takesTheNetworkOfACheckpoint() throws IOException {
        Path run = folder.resolve("run");
        Map<String, Object> saved = report("--hidden", "20", "--epochs", "1", "--checkpoint", run.toString());
        Path checkpoint = run.resolve("checkpoint-000000000004.lanewise");
        Map<String, Object> same = report("--from", checkpoint.toString(), "--epochs", "1", "--lr", "1e-30");
        assertEquals(saved.get("modelSha256"), same.get("modelSha256"));
    }

    /** As {@code predict} does: by content, whatever the name. */
    @ParameterizedTest
    @ValueSource(strings = {".onnx", ".safetensors", ".npz"})
    void takesModelsOfOtherKinds(String ending) throws IOException {
        Path other = folder.resolve("other" + ending);
        assertEquals(0, Cli.run("convert", "--from", model.toString(), "--to", other.toString()).code());
        Map<String, Object> same = report("--from", other.toString(), "--epochs", "1", "--lr", "1e-30");
        assertEquals(first.get("modelSha256"), same.get("modelSha256"));
        Path letters = Files.createDirectory(folder.resolve("letters"));
        PatternImages.LETTERS.writeEmnist(letters, "letters");
        Cli cli = Cli.run("images", "--data", letters.toString(), "--from", other.toString());
        assertEquals(2, cli.code());
        assertTrue(cli.err().contains("--from " + other + ": the network 784-20-10 has 784 inputs, but the images have 120 pixels"),
                cli.err());
    }

    @Test
    void refusesModelsThatAreNoNetworkForImages() throws IOException {
        Network network = ModelFile.load(model);
        Path arrays = folder.resolve("arrays.npz"), text = folder.resolve("text.onnx");
        Npz.write(NamedArrays.of(Map.of("W1", NumberArray.of(network.tensor("layer1.weight"), 20, 784))), arrays);
        Cli cli = train("--from", arrays.toString());
        assertEquals(1, cli.code());
        assertTrue(cli.err().contains("--from " + arrays + ": it has weights and biases alone, convert it first: samples/lanewise convert "
                + "--from arrays.npz --activation relu --to model.lanewise"), cli.err());
        Files.writeString(text, "no model");
        cli = train("--from", text.toString());
        assertEquals(1, cli.code());
        assertTrue(cli.err().contains("--from " + text + ": expected a model, which begins with LANEWISE, got a text"), cli.err());
    }

    @Test
    void goesOnFromItsOwnCheckpointsWhenResumed() throws IOException {
        String from = model.toString(), run = folder.resolve("run").toString();
        Object whole = report("--from", from, "--epochs", "2", "--schedule", "constant").get("modelSha256");
        report("--from", from, "--epochs", "1", "--schedule", "constant", "--checkpoint", run);
        Map<String, Object> resumed = report("--from", from, "--epochs", "2", "--schedule", "constant", "--checkpoint", run, "--resume");
        assertEquals(whole, resumed.get("modelSha256"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--hidden 30", "--hidden none", "--activation relu"})
    void refusesOtherLayers(String option) {
        Cli cli = train(("--from " + model + " " + option).split(" "));
        assertEquals(2, cli.code());
        assertTrue(cli.err().contains("--from " + model + ": the network brings its own layers, 784-20-10 with tanh: expected the same for "
                + "--hidden, --activation and --dropout, or none of them"), cli.err());
        assertEquals(0, train("--from", model.toString(), "--hidden", "20", "--activation", "Tanh", "--epochs", "1").code());
    }

    @Test
    void refusesImagesThatTheNetworkDoesNotTake() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        PatternImages.LETTERS.writeEmnist(other, "letters");
        Cli cli = Cli.run("images", "--data", other.toString(), "--from", model.toString());
        assertEquals(2, cli.code());
        assertTrue(cli.err().contains("--from " + model + ": the network 784-20-10 has 784 inputs, but the images have 120 pixels"),
                cli.err());
        Path classes = Files.createDirectory(folder.resolve("classes"));
        new PatternImages(28, 28, 4, 0).writeEmnist(classes, "four");
        cli = Cli.run("images", "--data", classes.toString(), "--from", model.toString());
        assertEquals(2, cli.code());
        assertTrue(cli.err().contains("--from " + model + ": the network 784-20-10 has 784 inputs and 10 outputs, but the images have "
                + "784 pixels and 4 classes"), cli.err());
        assertEquals(1, train("--from", folder.resolve("none").toString()).code());
    }
}
