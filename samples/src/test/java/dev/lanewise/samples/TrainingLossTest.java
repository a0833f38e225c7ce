package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of {@code mnist} and {@code images} that say what training makes small. */
class TrainingLossTest {

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeImages() throws IOException {
        SmallImages.write(folder, 200, 40);
    }

    private static Cli train(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command, "--hidden", "12", "--epochs", "2", "--batch",
                "50", "--json", folder.resolve("report.json").toString(), "--save", folder.resolve("some.model").toString()));
        words.addAll(List.of(more));
        if (!words.contains("--data")) {
            words.addAll(List.of("--data", folder.toString()));
        }
        return Cli.run(words.toArray(String[]::new));
    }

    private static Map<String, Object> report(String command, String... more) throws IOException {
        Cli cli = train(command, more);
        assertEquals(0, cli.code(), cli.err());
        return JSON.std.mapFrom(Files.readString(folder.resolve("report.json")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            softmax_cross_entropy | softmax  | softmax_cross_entropy
            Focal                 | sigmoid  | focal(2.0,0.25)
            sigmoid_cross_entropy | sigmoid  | sigmoid_cross_entropy
            huber(0.5)            | identity | huber(0.5)
            squared_error         | identity | squared_error
            quantile(0.5)         | identity | quantile(0.5)
            """)
    void trainsWithALossAndTheOutputsThatGoWithIt(String loss, String output, String reported) throws IOException {
        Map<String, Object> report = report("images", "--loss", loss);
        assertEquals(reported, report.get("loss"));
        assertEquals(output, ModelFile.load(folder.resolve("some.model")).spec().layers().getLast().activation().toText());
    }

    @Test
    void smoothsLabels() throws IOException {
        Map<String, Object> usual = report("mnist"), smoothed = report("mnist", "--label-smoothing", "0.1");
        assertEquals("softmax_cross_entropy", usual.get("loss"));
        assertEquals("softmax_cross_entropy(0.1)", smoothed.get("loss"));
        assertNotEquals(usual.get("modelSha256"), smoothed.get("modelSha256"));
        assertEquals(smoothed.get("modelSha256"), report("mnist", "--loss", "softmax_cross_entropy(0.1)").get("modelSha256"));
    }

    /** Each class has as many images, so balanced weights are all 1; those and powers of two leave all bits. */
    @Test
    void weighsClasses() throws IOException {
        Object usual = report("images").get("modelSha256");
        assertEquals(usual, report("images", "--class-weights", "2,2,2,2,2,2,2,2,2,2").get("modelSha256"));
        assertEquals(usual, report("mnist", "--class-weights", "Balanced").get("modelSha256"));
        Object other = report("images", "--class-weights", "1,1,1,1,1,1,1,1,1,9").get("modelSha256");
        assertNotEquals(usual, other);
        assertEquals(other, report("mnist", "--class-weights", "1,1,1,1,1,1,1,1,1,9").get("modelSha256"));
    }

    /** Some 30 images, of which the classes do not have equal shares. */
    @Test
    void balancesClasses() throws IOException {
        Path few = Files.createDirectory(folder.resolve("few"));
        SmallImages.write(few, 33, 20);
        Object usual = report("images", "--data", few.toString()).get("modelSha256");
        assertNotEquals(usual, report("images", "--data", few.toString(), "--class-weights", "balanced").get("modelSha256"));
    }

    @Test
    void goesOnFromAModelWithWhatSuitsIt() throws IOException {
        assertEquals(0, train("images", "--loss", "focal").code());
        Path model = Files.move(folder.resolve("some.model"), folder.resolve("sigmoids.model"));
        assertEquals("squared_error", report("images", "--from", model.toString()).get("loss"));
        assertEquals("focal(2.0,0.25)", report("images", "--from", model.toString(), "--loss", "focal").get("loss"));
        Cli softmax = train("images", "--from", model.toString(), "--loss", "softmax_cross_entropy");
        assertEquals(2, softmax.code());
        assertTrue(softmax.err().contains("the loss softmax_cross_entropy expects softmax as the activation of the last layer, got "
                + "sigmoid"), softmax.err());
        Cli smoothed = train("images", "--from", model.toString(), "--label-smoothing", "0.1");
        assertEquals(2, smoothed.code());
        assertTrue(smoothed.err().contains("--label-smoothing goes with softmax_cross_entropy, but the loss is squared_error"),
                smoothed.err());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --loss hinge                               | unknown loss 'hinge', expected one of squared_error, \
            softmax_cross_entropy(smoothing), sigmoid_cross_entropy, huber(delta), absolute_error, quantile(levels), poisson, \
            focal(gamma,alpha)
            --loss quantile(0.1,0.9)                   | --loss quantile(0.1,0.9) expects fewer targets than outputs, but images \
            have a class for each output
            --loss huber(0)                            | huber expects a positive delta, got 0.0
            --label-smoothing 1                        | --label-smoothing expects a share from 0 to below 1, got 1.0
            --label-smoothing 0.1 --loss focal         | --label-smoothing goes with softmax_cross_entropy, but the loss is focal(2.0,0.25)
            --label-smoothing 0.1 --loss softmax_cross_entropy(0.2) | --label-smoothing goes with softmax_cross_entropy, but the loss \
            is softmax_cross_entropy(0.2)
            --class-weights heavy                      | --class-weights expects balanced, or a number for each class, such as 1,2.5, \
            got 'heavy'
            --class-weights 1,2                        | --class-weights expects balanced, or a number for each of 10 classes, got 2
            --class-weights 1,-1                       | --class-weights 1,-1: class 1 has the weight -1.0, but weights are finite \
            numbers of at least 0
            """)
    void refusesAWrongValueInOneSentence(String options, String sentence) {
        Cli cli = train("images", options.split(" "));
        assertEquals(2, cli.code());
        assertEquals(sentence + " (lanewise images --help explains)", cli.err().lines().toList().getLast());
    }
}
