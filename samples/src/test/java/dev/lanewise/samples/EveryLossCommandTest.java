package dev.lanewise.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelFile;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that take a loss, with each of them. */
class EveryLossCommandTest {

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeImages() throws IOException {
        SmallImages.write(folder, 20, 20);
    }

    /** The sums are 0.6 and -0.4. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            huber(0.5); J = sum over i of 1/2 (y_i - h_i)^2 where |y_i - h_i| <= 0.5, else 0.5 * (|y_i - h_i| - 0.25); \
            max(-0.5, min(0.5, h1(2) - y1)); -0.4
            absolute_error; J = sum over i of |y_i - h_i|; sign of (h1(2) - y1); -1
            quantile(0.25); J = sum over i of max(0.25 (y_i - h_i), (0.25 - 1) (y_i - h_i)); 1 - 0.25 where h1(2) > y1, else -0.25; -0.25
            quantile(0.1,0.9); J = sum over i of max(q_i (y1 - h_i), (q_i - 1) (y1 - h_i)) where q_i is 0.1, 0.9; \
            1 - 0.1 where h1(2) > y1, else -0.1; -0.1
            poisson; J = sum over i of (exp(h_i) - y_i h_i); exp(h1(2)) - y1; 0.8221188
            softmax_cross_entropy(0.2); J = -sum over i of (0.8 y_i + 0.1) log(h_i); h1(2) - (0.8 y1 + 0.1); -0.1689414
            """)
    void explains(String loss, String cost, String slope, String number) {
        Cli cli = Cli.run("explain", "--network", "2-2", "--w1", "0.5,0.1;0.2,-0.6", "--b1", "0,0", "--input", "1,1", "--target",
                loss.equals("quantile(0.1,0.9)") ? "1" : "1,0", "--activation", "identity", "--loss", loss, "--bias", "1:1");
        assertEquals(0, cli.code(), cli.err());
        String text = cli.out().replaceAll("\\s+", " ");
        assertTrue(text.contains(cost), cli.out());
        assertTrue(text.contains(slope), cli.out());
        assertTrue(text.contains(number), cli.out());
        assertTrue(text.contains("the same bits"), cli.out());
        assertTrue(!text.contains("BEYOND"), cli.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"huber(0.5)", "absolute_error", "quantile(0.25)", "poisson", "focal(1.5,0.3)", "softmax_cross_entropy(0.1)"})
    void areCheckedAndInspected(String loss) throws IOException {
        Activation output = Loss.parse(loss).outputActivation().orElse(Activation.identity());
        Path model = folder.resolve("some.model");
        ModelFile.save(Network.create(NetworkSpec.inputs(784).dense(6, Activation.tanh()).dense(10, output).build(), 1), model);
        Cli check = Cli.run("gradcheck", "--model", model.toString(), "--data", folder.toString(), "--count", "30", "--samples", "2",
                "--loss", loss);
        assertEquals(0, check.code(), check.err());
        assertTrue(check.out().contains("All 60 derivatives agree"), check.out());
        Cli inspected = Cli.run("inspect", "--model", model.toString(), "--data", folder.toString(), "--loss", loss);
        assertEquals(0, inspected.code(), inspected.err());
        assertTrue(inspected.out().contains(Loss.parse(loss).toText()), inspected.out());
    }
}
