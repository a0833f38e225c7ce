package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradcheckCommandTest {

    @TempDir
    static Path folder;
    static Path model;

    @BeforeAll
    static void trainASmallModel() throws IOException {
        model = trainSmallModel(folder, "relu");
    }

    /** Writes the four files of MNIST with 200 and 40 generated images, and trains 784-12-10 on them. */
    static Path trainSmallModel(Path folder, String activation) throws IOException {
        SmallImages.write(folder, 200, 40);
        Path model = folder.resolve(activation + ".model");
        Cli cli = Cli.run("mnist", "--data", folder.toString(), "--hidden", "12", "--activation", activation, "--epochs", "1",
                "--batch", "50", "--save", model.toString());
        assertEquals(0, cli.code(), cli.err());
        return model;
    }

    private static Cli check(Path model, String... more) {
        List<String> words = new ArrayList<>(List.of("gradcheck", "--model", model.toString(), "--data", folder.toString()));
        words.addAll(List.of(more));
        return Cli.run(words.toArray(String[]::new));
    }

    @Test
    void printsTheWorstFiveThenAnExplanationThenTheVerdict() {
        Cli cli = check(model, "--count", "50");
        assertEquals(0, cli.code(), cli.err());
        List<String> lines = cli.out().lines().toList();
        assertEquals("mnist: network 784-12-10, softmax_cross_entropy", lines.getFirst());
        String number = " +-?[0-9.]+e[+-]\\d+";
        String row = " +[123] +([wbh]\\d+(,\\d+)?\\(\\d\\))" + number.repeat(5);
        List<String> rows = lines.stream().filter(line -> line.matches(row)).toList();
        assertEquals(5, rows.size(), cli.out());
        List<Double> shares = rows.stream().map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))).toList();
        assertEquals(shares.stream().sorted((a, b) -> Double.compare(b, a)).toList(), shares);
        String image = rows.getFirst().strip().substring(0, 1), symbol = rows.getFirst().replaceFirst(row, "$1");
        assertTrue(cli.out().contains("The worst, explained with image " + image + ":"), cli.out());
        assertTrue(cli.out().contains("dJ/d" + symbol), cli.out());
        assertTrue(cli.out().contains("backward pass") && cli.out().contains("the same bits"), cli.out());
        assertEquals("All 150 derivatives agree: the backward pass has the bits of the chain rule's products, and is within its bounds of "
                + "the central differences.", lines.getLast());
    }

    @Test
    void checksAsManyImagesAndVariablesAsAskedAndDrawsBySeed() {
        Cli one = check(model, "--count", "20", "--samples", "2", "--seed", "4");
        assertTrue(one.out().contains("All 40 derivatives agree"), one.out());
        assertEquals(one.out(), check(model, "--count", "20", "--samples", "2", "--seed", "4").out());
        assertNotEquals(one.out(), check(model, "--count", "20", "--samples", "2", "--seed", "5").out());
    }

    @Test
    void checksANetworkOfSigmoidsWithEitherLoss() throws IOException {
        Path sigmoids = folder.resolve("sigmoids.model");
        ModelFile.save(Network.create(NetworkSpec.inputs(784).dense(6, Activation.sigmoid()).dense(10, Activation.sigmoid()).build(), 1),
                sigmoids);
        Cli usual = check(sigmoids, "--count", "30", "--samples", "1");
        Cli other = check(sigmoids, "--count", "30", "--samples", "1", "--loss", "sigmoid_cross_entropy");
        assertEquals(0, usual.code(), usual.err());
        assertEquals(0, other.code(), other.err());
        assertTrue(usual.out().startsWith("mnist: network 784-6-10, squared_error"), usual.out());
        assertTrue(other.out().startsWith("mnist: network 784-6-10, sigmoid_cross_entropy"), other.out());
    }

    /** Where floats overflow, even a right backward pass has no gradients. */
    @Test
    void exitsWithOneWhereAGradientIsBeyondItsBound() throws IOException {
        NetworkSpec spec = NetworkSpec.inputs(784).dense(2, Activation.identity()).dense(10, Activation.identity()).build();
        Path exploding = folder.resolve("exploding.model");
        ModelFile.save(Network.of(spec, tensor -> {
            float[] values = new float[(int) tensor.elements()];
            Arrays.fill(values, tensor.role() == TensorSpec.Role.BIAS ? 0 : 1e30f);
            return values;
        }), exploding);
        Cli cli = check(exploding, "--count", "30", "--samples", "1");
        assertEquals(1, cli.code(), cli.out());
        assertTrue(cli.out().lines().toList().getLast().matches("\\d+ of 30 derivatives do not agree: .*"), cli.out());
    }

    @Test
    void saysHowManyDoNotAgree() {
        StringWriter text = new StringWriter();
        assertFalse(GradcheckCommand.verdict(new PrintWriter(text, true), 1600, 2));
        assertEquals("2 of 1,600 derivatives do not agree: the backward pass has other bits than the chain rule's products, "
                + "or is beyond its bounds of the central differences.", text.toString().strip());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --samples 0              | --samples expects a whole number of at least 1, got 0
            --samples 41             | --samples expects at most the 40 test images, got 41
            --count 0                | --count expects a whole number of at least 1, got 0
            --loss blah              | unknown loss 'blah', expected one of squared_error, \
            softmax_cross_entropy(smoothing), sigmoid_cross_entropy, huber(delta), absolute_error, quantile(levels), poisson, \
            focal(gamma,alpha)
            --loss squared_error     | the loss squared_error expects an element-wise one as the activation of the \
            last layer, got softmax
            --bogus 1                | unknown option --bogus
            """)
    void refusesAWrongValueInOneSentence(String option, String sentence) {
        Cli cli = check(model, option.split(" "));
        assertEquals(2, cli.code());
        assertEquals(sentence + " (lanewise gradcheck --help explains)", cli.err().lines().toList().getLast());
    }

    @Test
    void saysWhichModelDoesNotFitTheImages() throws IOException {
        Path small = folder.resolve("small.model");
        ModelFile.save(Network.create(NetworkSpec.inputs(64).dense(10, Activation.softmax()).build(), 1), small);
        Cli cli = check(small);
        assertEquals(1, cli.code());
        assertEquals("--model " + small + ": the network 64-10 has 64 inputs and 10 outputs, but the images have 784 pixels and 10"
                + " classes", cli.err().lines().toList().getLast());
        assertEquals(1, check(folder.resolve("none.model")).code());
        assertEquals(2, Cli.run("gradcheck").code());
    }
}
