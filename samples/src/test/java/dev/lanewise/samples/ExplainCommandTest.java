package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {

    private static final String[] OWN = {"explain", "--network", "2-2-1", "--w1", ".1 .2; .3 .4", "--b1", "0 0", "--w2", ".5 .6",
        "--b2", "0", "--input", "1 0", "--target", "1"};

    @TempDir
    Path folder;

    private static Cli own(String... more) {
        String[] words = Arrays.copyOf(OWN, OWN.length + more.length);
        System.arraycopy(more, 0, words, OWN.length, more.length);
        return Cli.run(words);
    }

    @Test
    void answersTheTutorialsQuestionWithoutOptions() {
        Cli cli = Cli.run("explain");
        assertEquals(0, cli.code(), cli.err());
        assertTrue(cli.out().contains("dJ/dw12(2) = dJ/dh1(3) * dh1(3)/dz1(2) * dz1(2)/dw12(2)"), cli.out());
        assertTrue(cli.out().contains("dJ/dw12(2) = -0.1645443 * 0.1374695 * 0.9677045 = -0.0218893"), cli.out());
        assertTrue(cli.out().contains("w12(2) goes from 0.5 to 0.5054723, J from 0.0135374 to 0.0134181."), cli.out());
        assertTrue(cli.out().contains("J goes from 0.0135374 to 0.0130647."), cli.out());
        assertTrue(cli.out().lines().count() <= 40, "more than one screen");
    }

    @Test
    void takesAStepOfItsOwnForAGroupOfTensors() {
        // 0.5 + 0.25 * 2 * 0.0218893
        Cli twice = Cli.run("explain", "--lr-factor", "layer2=2");
        assertTrue(twice.out().contains("here by alpha = 0.5 times as much"), twice.out());
        assertTrue(twice.out().contains("w12(2) goes from 0.5 to 0.5109447"), twice.out());
        Cli frozen = Cli.run("explain", "--lr-factor", "layer2=0", "--lr-factor", "layer1=0");
        assertTrue(frozen.out().contains("w12(2) goes from 0.5 to 0.5, J from 0.0135374 to 0.0135374."), frozen.out());
        assertTrue(frozen.out().contains("J goes from 0.0135374 to 0.0135374."), frozen.out());
        Cli none = Cli.run("explain", "--lr-factor", "layer3=2");
        assertEquals(2, none.code());
        assertEquals("--lr-factor layer3: the network has no such layer or tensor; it learns [layer1.weight,"
                + " layer1.bias, layer2.weight, layer2.bias] (lanewise explain --help explains)", none.err().strip());
    }

    /** Changing the page is fine; this makes that a decision. It was looked at in a browser, wide and narrow, light and dark. */
    @Test
    void drawsTheGoldenPage() throws IOException {
        Path page = folder.resolve("tutorial.html");
        assertEquals(0, Cli.run("explain", "--html", page.toString()).code());
        try (InputStream golden = ExplainCommandTest.class.getResourceAsStream("explain.html")) {
            assertEquals(new String(golden.readAllBytes(), StandardCharsets.UTF_8), Files.readString(page));
        }
    }

    @Test
    void explainsTypedNumbers() {
        Cli cli = own("--weight", "2:1,2", "--activation", "identity");
        assertEquals(0, cli.code(), cli.err());
        // h(2) = (.1, .3), h1(3) = .05 + .18 = .23, dJ/dw12(2) = (.23 - 1) * 1 * .3
        assertTrue(cli.out().contains("dJ/dw12(2) = -0.77 * 1 * 0.3 = -0.231"), cli.out());
        Cli bias = own("--bias", "2:1", "--activation", "identity");
        assertTrue(bias.out().contains("dJ/db1(2) = -0.77 * 1 * 1 = -0.77"), bias.out());
        Cli parameter = own("--parameter", "layer2.weight[0,1]", "--activation", "identity");
        assertEquals(cli.out(), parameter.out());
        Cli input = own("--by-input", "1", "--activation", "identity");
        // .5 * .1 + .6 * .3 = .23
        assertTrue(input.out().contains("dJ/dh1(1) = -0.1771"), input.out());
    }

    @Test
    void writesMarkdownAPageAndJson() throws IOException {
        Path markdown = folder.resolve("e.md"), page = folder.resolve("e.html"), json = folder.resolve("e.json");
        Cli cli = own("--markdown", markdown.toString(), "--html", page.toString(), "--json", json.toString(), "--notation", "delta",
                "--loss", "sigmoid_cross_entropy", "--alpha", "0.5");
        assertEquals(0, cli.code(), cli.err());
        assertTrue(Files.readString(markdown).contains("\\frac{\\partial E}{\\partial w_{11}^{(1)}}"), Files.readString(markdown));
        assertTrue(Files.readString(page).startsWith("<!DOCTYPE html>"), "no page");
        assertTrue(JSON.std.mapFrom(Files.readString(json)).size() > 5, "no JSON");
        assertTrue(cli.out().contains("Why h - y"), cli.out());
    }

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @ValueSource(strings = {"--markdown", "--html", "--json"})
    void saysWhyAFileCannotBeWritten(String option) {
        Cli full = Cli.run("explain", option, "/dev/full");
        assertEquals("cannot write /dev/full: no space left on device", full.err().strip());
        assertEquals(1, full.code());
        assertEquals("", Cli.run("explain", option, "/proc/version").out(), "is tried before anything is printed");
        Cli folder = Cli.run("explain", option, "/no/such/folder/x");
        assertEquals(option + " expects a file in a folder that exists, got /no/such/folder/x (lanewise explain --help explains)",
                folder.err().strip());
        assertEquals(2, folder.code());
    }

    @Test
    void explainsOneVariable() {
        Cli cli = own("--parameter", "layer1.bias[0]", "--by-input", "1");
        assertEquals(2, cli.code());
        assertEquals("expected one of --weight, --bias, --by-input and --parameter, got several (lanewise explain --help explains)",
                cli.err().strip());
    }

    @Test
    void writesNoTwoFormsToOneFile() {
        Cli cli = own("--json", folder.resolve("x").toString(), "--html", folder + "/./x");
        assertEquals(2, cli.code());
        assertEquals("--markdown, --html and --json expect different files (lanewise explain --help explains)", cli.err().strip());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --notation Delta                 | dE/dw12(2)
            --loss SQUARED_ERROR             | dJ/dw12(2)
            --activation Sigmoid             | dJ/dw12(2)
            """)
    void takesNamesInAnyCase(String options, String shown) {
        Cli cli = Cli.run(("explain " + options).split(" "));
        assertEquals(0, cli.code(), cli.err());
        assertTrue(cli.out().contains(shown), cli.out());
    }

    @Test
    void saysWhatATildeIsWhereNoShellHasReplacedIt() {
        Cli cli = Cli.run("explain", "--model", "~/no.such.model");
        assertEquals(1, cli.code());
        assertEquals("--model ~/no.such.model: it does not exist (a shell puts the home folder for ~ at the start of a word without "
                + "quotes alone)", cli.err().strip());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --weight=3:1,1              | the network 2-2-1 has weights and biases of layers 1 to 2, got layer 3
            --weight=2:1                | expected a weight as layer:to,from, such as 2:1,2, got '2:1'
            --bias=1                    | expected a bias as layer:to, such as 2:1, got '1'
            --parameter=layer3.bias[0]  | the network learns [layer1.weight, layer1.bias, layer2.weight, layer2.bias], got 'layer3.bias'
            --parameter=layer2.bias[1]  | layer2.bias is 1, from layer2.bias[0] to layer2.bias[0], got layer2.bias[1]
            --parameter=2:1             | expected a parameter as tensor[position], such as layer1.weight[0, 1] or layer1.bias[2], got '2:1'
            --by-input=3                | input: layer 1 of the network 2-2-1 has nodes 1 to 2, got 3
            --notation=mine             | unknown notation 'mine', expected one of article, delta, matrix
            --loss=other                | unknown loss 'other', expected one of squared_error, \
            softmax_cross_entropy(smoothing), sigmoid_cross_entropy, huber(delta), absolute_error, quantile(levels), poisson, \
            focal(gamma,alpha)
            --activation=relu,relu,relu | --activation expects one name or 2, one for each layer, got 'relu,relu,relu'
            --alpha=0                   | --alpha expects a number above 0, got 0.0
            """)
    void refusesAWrongValueInOneSentence(String option, String sentence) {
        Cli cli = own(option);
        assertEquals(2, cli.code());
        assertEquals(sentence + " (lanewise explain --help explains)", cli.err().strip());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            --network=2-x                             | --network expects sizes from 1 to 999999, such as 2-2-1, got '2-x'
            --network=2-1                             | --w1 is missing: the network 2-1 expects 1 row of 2 numbers
            --network=2-1 --w1=1,2 --b1=0             | --input is missing: the network 2-1 expects 2 numbers
            --network=2-1 --w1=1,2,3 --b1=0           | --w1 expects 2 numbers, got 3 in '1,2,3'
            --network=2-1 --w1=1,2;3,4 --b1=0         | --w1 expects 1 row, got 2 in '1,2;3,4'
            --network=2-1 --w1=1,a --b1=0             | --w1 expects numbers, got 'a'
            --model=no.such.file --input=1,2  | --model brings its own numbers: expected it without --network, --w1, --input and the like
            """)
    void saysWhatIsMissingOrDoesNotFit(String options, String sentence) {
        Cli cli = Cli.run(("explain " + options).split(" "));
        assertEquals(2, cli.code());
        assertEquals(sentence + " (lanewise explain --help explains)", cli.err().strip());
    }
}
