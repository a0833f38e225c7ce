package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code lanewise mnist --validation --checkpoint}, and averages of parameters. */
class MnistFitResumeTest {

    @TempDir
    static Path images;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeSmallImageFiles() throws IOException {
        SmallImages.write(images, 600, 100);
    }

    private static Cli train(String... more) {
        List<String> words = new ArrayList<>(List.of("mnist", "--data", images.toString(), "--hidden", "20", "--batch", "50", "--schedule",
                "constant"));
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

    private Path run() {
        return folder.resolve("run");
    }

    private static String[] words(int epochs, String... more) {
        return Stream.concat(Stream.of("--validation", "0.5", "--lr", "0.3", "--average", "0.5", "--epochs", "" + epochs), Stream.of(more))
                .toArray(String[]::new);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> history(Map<String, Object> report) {
        return (List<Map<String, Object>>) report.get("history");
    }

    /** Of six steps in an epoch; what was saved after a step is deleted, as if the process had been killed then. */
    @ParameterizedTest
    @ValueSource(ints = {4, 6, 7, 15, 29})
    void comesToTheSameNetworkWhereItWasKilled(int step) throws IOException {
        Map<String, Object> whole = report(words(5));
        assertEquals(0, train(words(5, "--checkpoint", run().toString(), "--every", "1step", "--keep", "100")).code());
        try (Stream<Path> files = Files.list(run())) {
            String last = String.format("checkpoint-%012d.lanewise", step);
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("checkpoint-")).toList()) {
                if (file.getFileName().toString().compareTo(last) > 0) {
                    Files.delete(file);
                }
            }
        }
        Map<String, Object> resumed = report(words(5, "--checkpoint", run().toString(), "--resume"));
        assertEquals(whole.get("modelSha256"), resumed.get("modelSha256"));
        assertEquals(whole.get("bestEpoch"), resumed.get("bestEpoch"));
        List<Map<String, Object>> before = history(whole), after = history(resumed);
        assertEquals(5, after.size());
        for (int epoch = 0; epoch < 5; epoch++) {
            assertEquals(before.get(epoch).get("loss"), after.get(epoch).get("loss"));
        }
        assertEquals(before.getLast().get("validationLoss"), after.getLast().get("validationLoss"));
        assertEquals(step > 6, after.getFirst().get("validationLoss") == null);
    }

    @Test
    void goesOnAfterItsEndWithMoreEpochs() throws IOException {
        Map<String, Object> whole = report(words(6));
        assertEquals(0, train(words(3, "--checkpoint", run().toString())).code());
        Cli again = train(words(3, "--checkpoint", run().toString(), "--resume"));
        assertEquals(0, again.code(), again.err());
        assertTrue(again.out().contains("the checkpoint has all 3 epochs"), again.out());
        Map<String, Object> longer = report(words(6, "--checkpoint", run().toString(), "--resume"));
        assertEquals(whole.get("modelSha256"), longer.get("modelSha256"));
        assertNotNull(history(longer).getLast().get("validationAccuracy"));
    }

    @Test
    void saysWhereThereIsNoBestNetwork() throws IOException {
        assertEquals(0, train(words(2, "--checkpoint", run().toString())).code());
        Files.delete(run().resolve("best.lanewise"));
        Cli cli = train(words(3, "--checkpoint", run().toString(), "--resume"));
        assertEquals(2, cli.code());
        assertTrue(cli.err().contains("--resume --validation expects the best network so far beside the checkpoints, but there is none of "
                + "this run: go on without --validation, or begin anew with --from"), cli.err());
    }

    @Test
    void endsWithTheAverages() throws IOException {
        Path model = folder.resolve("averaged.model");
        Map<String, Object> averaged = report("--epochs", "2", "--average", "0.9", "--save", model.toString());
        Map<String, Object> plain = report("--epochs", "2");
        assertEquals("Averaged[base=Momentum[lr=0.05, mu=0.9], emaDecay=0.9]", averaged.get("optimizer"));
        assertEquals(history(plain).getLast().get("loss"), history(averaged).getLast().get("loss"));
        assertNotEquals(plain.get("modelSha256"), averaged.get("modelSha256"));
        assertEquals(averaged.get("modelSha256"), ModelFile.load(model).parameterSha256());
        Cli evaluated = Cli.run("evaluate", "--model", model.toString(), "--data", images.toString());
        assertTrue(evaluated.out().contains(String.format("test loss %.4f", (double) averaged.get("testLoss"))), evaluated.out());
    }

    @Test
    void evaluatesByTheLossThatIsNamed() throws IOException {
        Path model = folder.resolve("some.model"), json = folder.resolve("evaluation.json");
        report("--epochs", "1", "--save", model.toString());
        Cli smoothed = Cli.run("evaluate", "--model", model.toString(), "--data", images.toString(), "--loss", "softmax_cross_entropy(0.2)",
                "--json", json.toString());
        assertEquals(0, smoothed.code(), smoothed.err());
        Map<String, Object> report = JSON.std.mapFrom(Files.readString(json));
        assertEquals("softmax_cross_entropy(0.2)", report.get("lossName"));
        Cli usual = Cli.run("evaluate", "--model", model.toString(), "--data", images.toString(), "--json", json.toString());
        assertEquals(0, usual.code(), usual.err());
        Map<String, Object> before = JSON.std.mapFrom(Files.readString(json));
        assertEquals("softmax_cross_entropy", before.get("lossName"));
        assertNotEquals(before.get("loss"), report.get("loss"));
        assertEquals(before.get("accuracy"), report.get("accuracy"));
        Cli wrong = Cli.run("evaluate", "--model", model.toString(), "--data", images.toString(), "--loss", "poisson");
        assertEquals(2, wrong.code(), wrong.out());
        assertTrue(wrong.err().contains("poisson"), wrong.err());
    }
}
