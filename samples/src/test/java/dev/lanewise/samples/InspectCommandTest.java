package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.explain.LayerHealth.TensorHealth;
import dev.lanewise.explain.LayerHealth;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
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

class InspectCommandTest {

    @TempDir
    static Path folder;
    static Path model;

    @BeforeAll
    static void trainASmallModel() throws IOException {
        model = GradcheckCommandTest.trainSmallModel(folder, "sigmoid");
    }

    private static Cli inspect(Path model, String... more) {
        List<String> words = new ArrayList<>(List.of("inspect", "--model", model.toString(), "--data", folder.toString()));
        words.addAll(List.of(more));
        return Cli.run(words.toArray(String[]::new));
    }

    /** 784-4-10 with ReLUs of which so many have a bias that nothing overcomes. */
    private static Path withDeadNodes(int dead) throws IOException {
        Network network = Network.create(NetworkSpec.inputs(784).dense(4, Activation.relu()).dense(10, Activation.softmax()).build(), 1);
        float[] biases = new float[4];
        Arrays.fill(biases, 1000);
        Arrays.fill(biases, 0, dead, -1000);
        Path file = folder.resolve(dead + "-dead.model");
        ModelFile.save(Network.of(network.spec(), tensor -> tensor.name().equals("layer1.bias") ? biases : network.tensor(tensor.name())),
                file);
        return file;
    }

    @Test
    void printsARowALayer() {
        Cli cli = inspect(model);
        assertEquals(0, cli.code(), cli.err());
        List<String> lines = cli.out().lines().toList();
        assertEquals("mnist: network 784-12-10 on 40 test images, softmax_cross_entropy, learning rate 0.05", lines.getFirst());
        assertTrue(lines.get(2).matches("layer +sizes  activation +zero  saturated  dead +\\|W\\| "
                + "+\\|dW\\| +\\|db\\|  lr \\|dW\\|/\\|W\\|"), lines.get(2));
        assertTrue(lines.get(3).matches(" +1 +784-12 +sigmoid +0.0 % +[0-9.]+ % +0( +[0-9.e+-]+){4}"), lines.get(3));
        assertTrue(lines.get(4).matches(" +2 +12-10 +softmax +0.0 % +- +0( +[0-9.e+-]+){4}"), lines.get(4));
        assertEquals(lines.get(2).length(), lines.get(3).length());
        assertEquals(lines.get(2).length(), lines.get(4).length());
    }

    @Test
    void saysHowManyNodesAreDeadAndWhichLayerHardlyLearns() throws IOException {
        assertTrue(inspect(withDeadNodes(3)).out().contains("layer 1: 3 of 4 nodes are dead: zero for every sample"));
        Cli all = inspect(withDeadNodes(4));
        assertTrue(all.out().contains("layer 1: 4 of 4 nodes are dead: zero for every sample"), all.out());
        assertTrue(all.out().contains("layer 1: update-to-weight ratio below 1e-6: hardly learns"), all.out());
        assertTrue(all.out().lines().anyMatch(line -> line.matches(" +1 +784-4 +relu +100.0 % .*")), all.out());
    }

    @Test
    void warnsOfALearningRateThatMovesTheWeightsTooFar() {
        Cli cli = inspect(model, "--lr", "1000");
        assertEquals(0, cli.code(), cli.err());
        assertTrue(cli.out().contains("layer 2: update-to-weight ratio above 1e-1: may explode"), cli.out());
    }

    /** The ratio of a frozen layer is 0, that of one with a factor so many times what it is without. */
    @Test
    void multipliesTheLearningRateOfGroupsOfTensors() {
        List<String> usual = inspect(model).out().lines().toList();
        List<String> rows = inspect(model, "--lr-factor", "layer1=0", "--lr-factor", "layer2=1000").out().lines().toList();
        assertEquals("0.0e+00", lastWord(rows.get(3)));
        assertEquals(1000 * Double.parseDouble(lastWord(usual.get(4))), Double.parseDouble(lastWord(rows.get(4))),
                1e-6 * Double.parseDouble(lastWord(rows.get(4))));
    }

    private static String lastWord(String line) {
        return line.substring(line.lastIndexOf(' ') + 1);
    }

    @Test
    void saysSoWhereAllIsWell() {
        StringWriter text = new StringWriter();
        InspectCommand.print(new PrintWriter(text, true), List.of(
                new LayerHealth(1, 1024, 1024, "leaky_relu(0.01)", 0, Double.NaN, 0, List.of(
                        new TensorHealth("weight", 36.5, 0.2, 1e-3), new TensorHealth("bias", 0, 0.01, 0)))));
        assertEquals("no dead nodes, no layer that is mostly saturated, no update-to-weight ratio out of proportion",
                text.toString().lines().toList().getLast());
        String row = "    1  1024-1024  leaky_relu(0.01)  0.0 %          -     0  36.5  2.0e-01  1.0e-02      1.0e-03";
        assertTrue(text.toString().contains(row), text.toString());
    }

    @Test
    void showsOtherTensorsInRowsOfTheirOwnAndNothingThatALayerDoesNotHave() {
        StringWriter text = new StringWriter();
        InspectCommand.print(new PrintWriter(text, true), List.of(
                new LayerHealth(1, 784, 784, "dropout(0.5)", Double.NaN, Double.NaN, 0, List.of()),
                new LayerHealth(2, 784, 10, "tanh", 0, 0.25, 0, List.of(new TensorHealth("weight", 36.5, 0.2, 1e-3),
                        new TensorHealth("alpha", 2.5, 0.125, 2.5e-3)))));
        List<String> lines = text.toString().lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
        assertEquals("1 784-784 dropout(0.5) - - - - - - -", lines.get(2));
        assertEquals("2 784-10 tanh 0.0 % 25.0 % 0 36.5 2.0e-01 - 1.0e-03", lines.get(3));
        assertEquals("tensor norm gradient lr gradient/norm", lines.get(5));
        assertEquals("layer2.alpha 2.50 1.3e-01 2.5e-03", lines.get(6));
    }

    @Test
    void looksAtAsManyImagesAsAsked() {
        assertTrue(inspect(model, "--samples", "7").out().startsWith("mnist: network 784-12-10 on 7 test images"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --samples 0                  | --samples expects a whole number of at least 1, got 0
            --lr 0                       | --lr expects a number above 0, got 0.0
            --lr-factor layer3=1         | --lr-factor layer3: the network has no such layer or tensor; it learns [layer1.weight, \
            layer1.bias, layer2.weight, layer2.bias]
            --lr NaN                     | --lr expects a number above 0, got NaN
            --loss blah                  | unknown loss 'blah', expected one of squared_error, \
            softmax_cross_entropy(smoothing), sigmoid_cross_entropy, huber(delta), absolute_error, quantile(levels), poisson, \
            focal(gamma,alpha)
            --loss sigmoid_cross_entropy | the loss sigmoid_cross_entropy expects sigmoid as the activation of the last layer, got softmax
            """)
    void refusesAWrongValueInOneSentence(String option, String sentence) {
        Cli cli = inspect(model, option.split(" "));
        assertEquals(2, cli.code());
        assertEquals(sentence + " (lanewise inspect --help explains)", cli.err().lines().toList().getLast());
    }

    @Test
    void saysWhichModelDoesNotFitTheImages() throws IOException {
        Path small = folder.resolve("small.model");
        ModelFile.save(Network.create(NetworkSpec.inputs(64).dense(10, Activation.softmax()).build(), 1), small);
        Cli cli = inspect(small);
        assertEquals(1, cli.code());
        assertEquals("--model " + small + ": the network 64-10 has 64 inputs and 10 outputs, but the images have 784 pixels and 10 classes",
                cli.err().lines().toList().getLast());
        assertEquals(1, inspect(folder.resolve("none.model")).code());
        assertEquals(2, Cli.run("inspect").code());
    }
}
