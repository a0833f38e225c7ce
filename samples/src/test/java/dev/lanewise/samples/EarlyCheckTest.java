package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with files and numbers is said before images are downloaded, drawn or loaded, with the option and the path as typed. */
class EarlyCheckTest {

    @TempDir
    static Path folder;
    static Path two;

    @BeforeAll
    static void writeModels() throws IOException {
        two = folder.resolve("two.lanewise");
        ModelFile.save(Network.create(NetworkSpec.inputs(2).dense(2, Activation.tanh()).dense(1, Activation.sigmoid()).build(), 1), two);
        Files.writeString(folder.resolve("junk.lanewise"), "no model at all");
        Files.writeString(folder.resolve("junk.csv"), "1,2,3\n");
    }

    private static Cli run(String words) {
        return Cli.run(Arrays.stream(words.split(" +")).map(word -> word.replace("FOLDER", folder.toString())).toArray(String[]::new));
    }

    /** Before data is looked for, training tells of the engine; here it says one thing alone. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            1 | mnist --from /nope              | --from /nope: it does not exist
            1 | mnist --from ~/nope             | --from ~/nope: it does not exist (a shell puts the home folder for ~ at the start of a \
            word without quotes alone)
            1 | mnist --from FOLDER             | --from FOLDER: expected a regular file, got a folder
            1 | mnist --from /nope --data /nada | --from /nope: it does not exist
            2 | mnist --from FOLDER/two.lanewise | --from FOLDER/two.lanewise: the network 2-2-1 has 2 inputs and 1 output, but the images \
            have 784 pixels and 10 classes
            2 | mnist --from FOLDER/two.lanewise --hidden 7 | --from FOLDER/two.lanewise: the network brings its own layers, 2-2-1 with \
            tanh: expected the same for --hidden, --activation and --dropout, or none of them
            2 | mnist --lr-factor layer9=0      | --lr-factor layer9: the network has no such layer or tensor; it learns [layer1.weight, \
            layer1.bias, layer2.weight, layer2.bias, layer3.weight, layer3.bias]
            2 | mnist --optimizer adamw --decay-factor layer9=0 --hidden none | --decay-factor layer9: the network has no such layer or \
            tensor; it learns [layer1.weight, layer1.bias]
            2 | mnist --class-weights 1,2       | --class-weights expects balanced, or a number for each of 10 classes, got 2
            2 | mnist --class-weights 1,-1      | --class-weights 1,-1: class 1 has the weight -1.0, but weights are finite numbers of at \
            least 0
            2 | mnist --label-smoothing 2       | --label-smoothing expects a share from 0 to below 1, got 2.0
            2 | mnist --lr-factor layer1=x      | --lr-factor layer1=x: FACTOR expects a number, got 'x'
            2 | mnist --lr 0                    | --lr expects a number above 0, got 0.0
            2 | mnist --lr 0 --optimizer adam   | --lr expects a number above 0, got 0.0
            2 | mnist --momentum 2              | --momentum expects a number from 0 to below 1, got 2.0
            2 | mnist --optimizer momentum(0.1,2) | --optimizer momentum(0.1,2): momentum expects a number from 0 to below 1, got 2.0
            2 | mnist --optimizer sgd(x)        | --optimizer sgd(x): optimizer 'sgd(x)': expected a number, got 'x'
            2 | mnist --threads 1000000         | --threads expects a whole number from 1 to 1024, got 1000000
            2 | mnist --hidden 12345678         | --hidden expects sizes from 1 to 9999999, such as 512,256, or none, got '12345678'
            2 | mnist --save FOLDER             | --save expects a file, but FOLDER is a folder
            2 | mnist --json FOLDER             | --json expects a file, but FOLDER is a folder
            1 | images --data FOLDER --from /nope | --from /nope: it does not exist
            1 | evaluate --model /nope          | --model /nope: it does not exist
            1 | inspect --model /nope           | --model /nope: it does not exist
            1 | gradcheck --model /nope         | --model /nope: it does not exist
            1 | explain --model /nope           | --model /nope: it does not exist
            2 | explain --model FOLDER/two.lanewise --weight 3:1,1 | the network 2-2-1 has weights and biases of layers 1 to 2, got layer 3
            2 | explain --model FOLDER/two.lanewise --sample 0 | --sample expects a test image from 1 on, got 0
            2 | explain --model FOLDER/two.lanewise --alpha 0 | --alpha expects a number above 0, got 0.0
            2 | explain --model FOLDER/two.lanewise --lr-factor layer9=0 | --lr-factor layer9: the network has no such layer or tensor; it \
            learns [layer1.weight, layer1.bias, layer2.weight, layer2.bias]
            2 | explain --json FOLDER           | --json expects a file, but FOLDER is a folder
            2 | tutorial --threads 1025         | --threads expects a whole number from 1 to 1024, got 1025
            """)
    void isSaidAlone(int code, String words, String sentence) {
        Cli cli = run(words);
        String told = sentence.replace("FOLDER", folder.toString());
        assertEquals(code == 2 ? told + " (lanewise " + words.split(" ")[0] + " --help explains)" : told, cli.err().strip());
        assertEquals(code, cli.code());
        assertEquals("", cli.out());
    }

    @Test
    void makesNoFolderForCheckpointsOfARunThatCannotBegin() {
        Path run = folder.resolve("run");
        assertEquals(1, Cli.run("mnist", "--checkpoint", run.toString(), "--from", "/nope").code());
        assertEquals(2, Cli.run("mnist", "--checkpoint", run.toString(), "--lr-factor", "layer9=0").code());
        assertFalse(Files.exists(run));
    }

    /** Without a folder the images are digits, whose size is known; with {@code --dataset mnist} a download would fail or take long. */
    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "inspect", "gradcheck", "explain"})
    void looksAtTheWidthOfAModelBeforeImages(String command) {
        Cli cli = Cli.run(command, "--model", two.toString(), "--dataset", "mnist");
        assertEquals(1, cli.code());
        List<String> told = cli.err().lines().filter(line -> !line.startsWith("lanewise: ")).toList();
        assertEquals(List.of("--model " + two + ": the network 2-2-1 has 2 inputs and 1 output, but the images have 784 pixels and 10"
                + " classes"), told);
        assertEquals("", cli.out());
    }

    /** The folder is named, too: several have files of one name. */
    @ParameterizedTest
    @ValueSource(strings = {"evaluate --model", "inspect --model", "gradcheck --model", "explain --model", "mnist --from"})
    void namesAFileThatIsNoModelByThePathAsTyped(String words) {
        Path junk = folder.resolve(".").resolve("junk.lanewise");
        Cli cli = Cli.run((words + " " + junk).split(" "));
        assertEquals(1, cli.code());
        assertTrue(cli.err().startsWith(words.substring(words.indexOf(' ') + 1) + " " + junk + ": expected a "), cli.err());
        assertFalse(cli.err().contains(": junk.lanewise"), cli.err());
    }

    @Test
    void namesATableOfDigitsByThePathAsTyped() {
        Path junk = folder.resolve("junk.csv");
        Cli cli = Cli.run("tutorial", "--data", junk.toString());
        assertEquals(1, cli.code());
        assertEquals("--data " + junk + ": line 1: expected 64 pixels and the digit, so 65 numbers, got 3",
                cli.err().lines().toList().getLast());
    }
}
