package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.Schedule;
import dev.lanewise.store.ModelFile;
import dev.lanewise.train.Settings;
import dev.lanewise.train.checkpoint.CheckpointDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Validation, schedules, dropout and recipes of the command line. */
class MnistFitCommandTest {

    private static final Path RECIPES = GuidePage.ROOT.resolve("samples/recipes");

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeSmallImageFiles() throws IOException {
        SmallImages.write(folder, 600, 100);
    }

    private static Cli train(String... more) {
        return Cli.run(Stream.concat(Stream.of("mnist", "--data", folder.toString(), "--hidden", "20", "--batch", "50"),
                Arrays.stream(more)).toArray(String[]::new));
    }

    private static Map<String, Object> report(String... more) throws IOException {
        Path json = Files.createTempFile(folder, "report", ".json");
        Cli cli = train(Stream.concat(Arrays.stream(more), Stream.of("--json", json.toString())).toArray(String[]::new));
        assertEquals(0, cli.code(), cli.err());
        return JSON.std.mapFrom(Files.readString(json));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> history(Map<String, Object> report) {
        return (List<Map<String, Object>>) report.get("history");
    }

    @Test
    void endsWithTheNetworkThatDidBestOnItsValidationImages() throws IOException {
        Path model = folder.resolve("best.model");
        Map<String, Object> report = report("--epochs", "12", "--validation", "0.5", "--lr", "0.3", "--save", model.toString());
        List<Map<String, Object>> history = history(report);
        assertEquals(12, history.size());
        int best = 0;
        for (int i = 0; i < 12; i++) {
            assertEquals(List.of("epoch", "loss", "seconds", "validationLoss", "validationAccuracy"), List.copyOf(history.get(i).keySet()));
            assertEquals(i + 1, history.get(i).get("epoch"));
            best = (double) history.get(i).get("validationLoss") < (double) history.get(best).get("validationLoss") ? i : best;
        }
        assertEquals(best + 1, report.get("bestEpoch"));
        assertEquals(report.get("modelSha256"), ModelFile.load(model).parameterSha256());
        // the same training, but for the epochs after the best: a constant rate does not know of them
        Map<String, Object> longer = report("--epochs", "5", "--validation", "0.5", "--lr", "0.3", "--schedule", "constant");
        int bestOfFive = (int) longer.get("bestEpoch");
        Map<String, Object> shorter = report("--epochs", "" + bestOfFive, "--validation", "0.5", "--lr", "0.3", "--schedule", "constant");
        assertEquals(longer.get("modelSha256"), shorter.get("modelSha256"));
    }

    @Test
    void tellsOfEachValidation() {
        Cli cli = train("--epochs", "2", "--validation", "0.25");
        assertEquals(0, cli.code(), cli.err());
        assertTrue(cli.out().contains("mnist: 450 training images, 150 for validation, 100 test images;"), cli.out());
        assertTrue(cli.out().matches("(?s).*epoch 1/2: loss .*\n(?:.*\n)*epoch 1/2: validation loss \\d\\.\\d{4}, accuracy \\d+\\.\\d\\d %,"
                + " the best so far\n.*the network after epoch [12] of 2 did best\n.*"), cli.out());
    }

    @Test
    void stopsWherePatienceOrTimeHasEnded() throws IOException {
        List<Map<String, Object>> history = history(report("--epochs", "500", "--validation", "0.5", "--lr", "0.5", "--patience", "2",
                "--schedule", "constant"));
        assertTrue(history.size() < 500, history.size() + " epochs");
        assertTrue(history(report("--epochs", "100000", "--max-time", "1s", "--validation", "0.1")).size() < 100_000);
        Map<String, Object> all = report("--epochs", "100000", "--max-time", "1s");
        assertTrue((int) all.get("epochs") < 100_000);
        assertNull(all.get("bestEpoch"));
        assertEquals(List.of("epoch", "loss", "seconds"), List.copyOf(history(all).getFirst().keySet()));
    }

    @Test
    void trainsWithDropoutDecayAndTheirSchedules() throws IOException {
        Path run = folder.resolve("run");
        Cli cli = train("--epochs", "1", "--dropout", "0.25", "--optimizer", "adamw", "--decay", "0.03", "--schedule", "oneCycle",
                "--dropout-schedule", "flat-cosine", "--decay-schedule", "step(3, 0.5)", "--checkpoint", run.toString());
        assertEquals(0, cli.code(), cli.err());
        try (CheckpointDirectory checkpoints = new CheckpointDirectory(run, 3)) {
            Settings settings = checkpoints.latest().orElseThrow().checkpoint().settings();
            assertEquals(NetworkSpec.parse("784\n20 relu he_uniform zero\ndropout(0.25)\n10 softmax glorot_uniform zero\n"),
                    settings.spec());
            assertEquals(Optimizer.adamW(0.001f, 0.03f), settings.optimizer());
            assertEquals(Schedule.oneCycle(12), settings.schedule());
            assertEquals(Schedule.flatCosine(12), settings.schedules().dropout());
            assertEquals(Schedule.step(3, 0.5), settings.schedules().decay());
        }
    }

    @Test
    void reducesTheRateOnAPlateau() throws IOException {
        String[] words = {"--epochs", "6", "--validation", "0.5", "--lr", "0.5", "--schedule", "constant"};
        String[] plateau = words.clone();
        plateau[7] = "reduce_on_plateau(0.1,0,0.9,0,0)";
        assertEquals("reduce_on_plateau(0.1,0,0.9,0,0)", report(plateau).get("schedule"));
        assertNotEquals(report(words).get("modelSha256"), report(plateau).get("modelSha256"));
    }

    @Test
    void takesOptionsFromARecipeWhichTypedOnesPrecede() throws IOException {
        Path recipe = Files.writeString(folder.resolve("recipe.properties"),
                "# a comment\noptimizer = adam\nepochs=2\nschedule = cosine\nvalidation = 0.1\n");
        Map<String, Object> typed = report("--optimizer", "adam", "--epochs", "2", "--schedule", "cosine", "--validation", "0.1");
        assertEquals(typed.get("modelSha256"), report("--recipe", recipe.toString()).get("modelSha256"));
        Map<String, Object> longer = report("--recipe=" + recipe, "--epochs", "3");
        assertEquals(3, longer.get("epochs"));
        assertEquals("cosine", longer.get("schedule"));
    }

    @Test
    void saysWhatIsWrongWithARecipe() throws IOException {
        Path unknown = Files.writeString(folder.resolve("unknown"), "epoch = 2\n");
        Path bad = Files.writeString(folder.resolve("bad"), "epochs = x\n");
        assertRefuses("--recipe " + unknown + ": unknown option 'epoch', expected some of accept-other-data, activation, average, batch, ",
                "--recipe", unknown.toString());
        assertRefuses("--epochs expects a whole number, got 'x'", "--recipe", bad.toString());
        assertRefuses("--recipe " + folder + "/none: expected a file of lines such as epochs = 20, got NoSuchFileException", "--recipe",
                folder + "/none");
    }

    /** Each recipe is understood, and trains on a few images. */
    @Test
    void hasRecipesThatTrain() throws IOException {
        List<Path> recipes;
        try (Stream<Path> files = Files.list(RECIPES)) {
            recipes = files.filter(file -> file.toString().endsWith(".properties")).sorted().toList();
        }
        assertTrue(!recipes.isEmpty());
        for (Path recipe : recipes) {
            Cli cli = Cli.run("mnist", "--data", folder.toString(), "--recipe", recipe.toString(), "--epochs", "1");
            assertEquals(0, cli.code(), recipe + ": " + cli.err());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
            "--validation 1 | --validation expects a share above 0 and below 1, such as 0.1, got 1.0",
            "--patience 3 | --patience expects --validation SHARE beside it",
            "--patience 0 --validation 0.1 | the patience expects at least 1 epoch, got 0",
            "--max-time soon --validation 0.1 | --max-time expects a time above zero, such as 90s, 20 minutes or 2h, got 'soon'",
            "--max-time 0s | --max-time expects a time above zero, such as 90s, 20 minutes or 2h, got '0s'",
            "--schedule reduce_on_plateau(3) | --schedule reduce_on_plateau expects --validation SHARE beside it",
            "--dropout-schedule reduce_on_plateau(3) | the schedule of dropout expects one that depends on the step alone, got"
                    + " reduce_on_plateau(0.1,3,1.0E-4,0,0.0)",
            "--schedule step | schedule 'step' expects 2 numbers in brackets, got 0",
            "--dropout 1 | dropout expects a rate from 0 to below 1, got 1.0",
            "--decay 0.1 | --decay expects an optimizer that has a weight decay, such as adamw, got momentum",
            "--validation 0.1 --target-accuracy 0.9 | --target-accuracy tests after each epoch: leave out --validation, or the target",
            "--average 1 | --average expects a number from 0 to below 1, such as 0.999, got 1.0",
            "--optimizer averaged(0.9,sgd) | --optimizer expects one that keeps no averages, for which there is --average, got"
                    + " averaged(0.9,sgd)"})
    void refusesAWrongValueInOneSentence(String options, String sentence) {
        assertRefuses(sentence, options.split(" "));
    }

    private static void assertRefuses(String sentence, String... words) {
        List<String> all = new ArrayList<>(List.of("--epochs", "1"));
        if (List.of(words).contains("--recipe")) {
            all.clear();
        }
        all.addAll(List.of(words));
        Cli cli = train(all.toArray(String[]::new));
        assertEquals(2, cli.code(), cli.out());
        String last = cli.err().lines().toList().getLast();
        assertTrue(last.startsWith(sentence), last);
    }
}
