package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("once")
class NetworkSpecTest {

    private static final NetworkSpec DIGITS = NetworkSpec.inputs(784).dense(128, Activation.relu()).dense(10, Activation.softmax()).build();

    @Test
    void tellsItsShapes() {
        assertEquals("784-128-10", DIGITS.sizes());
        assertEquals(10, DIGITS.outputs());
        assertEquals(784, DIGITS.inputsOf(0));
        assertEquals(128, DIGITS.inputsOf(1));
        assertEquals(784 * 128 + 128 + 128 * 10 + 10, DIGITS.parameters());
    }

    @Test
    void countsParametersInLong() {
        NetworkSpec large = NetworkSpec.inputs(40_000).dense(40_000, Activation.relu()).dense(40_000, Activation.relu()).build();
        assertEquals(2L * 40_001 * 40_000, large.parameters());
    }

    @Test
    void isWrittenALineALayer() {
        assertEquals("784\n128 relu he_uniform zero\n10 softmax glorot_uniform zero\n", DIGITS.text());
        assertEquals("3 leaky_relu(0.01) he_uniform zero", new Layer(3, Activation.leakyRelu()).text());
    }

    @Test
    void readsWhatItWrites() {
        assertEquals(DIGITS, NetworkSpec.parse(DIGITS.text()));
        for (Activation activation : ActivationTest.EXAMPLES) {
            for (Initializer weights : InitializerTest.EXAMPLES) {
                for (Initializer biases : InitializerTest.EXAMPLES) {
                    Layer layer = new Layer(7, activation, weights, biases);
                    assertEquals(layer, Layer.parse(layer.text()));
                    NetworkSpec spec = NetworkSpec.inputs(3).dense(5, Activation.tanh()).layer(layer).build();
                    assertEquals(spec, NetworkSpec.parse(spec.text()));
                }
            }
        }
    }

    @Test
    void startsBiasesAtZeroWhenNothingIsSaid() {
        for (Activation activation : ActivationTest.EXAMPLES) {
            Layer layer = new Layer(7, activation);
            assertEquals(new Layer(7, activation, Initializer.suiting(activation), new Initializer.Zero()), layer);
        }
    }

    @Test
    void keepsItsLayersToItself() {
        List<Layer> layers = new ArrayList<>(List.of(new Layer(3, Activation.relu())));
        NetworkSpec spec = new NetworkSpec(2, layers);
        layers.clear();
        assertEquals("2-3", spec.sizes());
        assertThrows(UnsupportedOperationException.class, () -> spec.layers().clear());
    }

    @Test
    void saysWhatIsMissing() {
        assertSays("a network needs at least 1 input, got 0", () -> NetworkSpec.inputs(0).dense(1, Activation.relu()).build());
        assertSays("a network needs at least 1 input, got -3", () -> NetworkSpec.inputs(-3).dense(1, Activation.relu()).build());
        assertSays("a network needs at least 1 layer, got none", () -> NetworkSpec.inputs(1).build());
        assertSays("a layer needs at least 1 output, got 0", () -> NetworkSpec.inputs(1).dense(0, Activation.relu()));
        assertSays("a layer needs at least 1 output, got -1", () -> new Layer(-1, Activation.relu()));
        assertEquals("activation", assertThrows(NullPointerException.class,
                () -> new Layer(1, null, new Initializer.Zero(), new Initializer.Zero())).getMessage());
        assertEquals("weights", assertThrows(NullPointerException.class,
                () -> new Layer(1, Activation.relu(), null, new Initializer.Zero())).getMessage());
        assertEquals("biases", assertThrows(NullPointerException.class,
                () -> new Layer(1, Activation.relu(), new Initializer.Zero(), null)).getMessage());
    }

    @Test
    void saysWhereASoftmaxMayNotBe() {
        assertSays("layer 2 has a softmax, which only the last layer, here layer 3, may have", () -> NetworkSpec.inputs(4)
                .dense(4, Activation.relu()).dense(4, Activation.softmax()).dense(4, Activation.relu()).build());
    }

    @Test
    void saysWhichLayerDoesNotFitAnArray() {
        assertSays("layer 2 with 100000 inputs and 100000 outputs needs 10000000000 floats, but an array holds at most 2147483627",
                () -> NetworkSpec.inputs(4).dense(100_000, Activation.relu()).dense(100_000, Activation.relu()).build());
        assertSays("layer 1 with 1 inputs and 2147483647 outputs needs 2147483648 floats, but an array holds at most 2147483627",
                () -> NetworkSpec.inputs(1).dense(Integer.MAX_VALUE, Activation.relu()).build());
        // sixteen lanes of padding count as well
        assertSays("layer 1 with 200000000 inputs and 1 outputs needs 3200000000 floats, but an array holds at most 2147483627",
                () -> NetworkSpec.inputs(200_000_000).dense(1, Activation.relu()).build());
    }

    /** Each layer fits, but predicting one sample would not, and would say so too late. */
    @Test
    void saysThatOneSampleDoesNotFitAnArray() {
        assertSays("one sample of a network with 1 inputs, 1 layer and 1000000000 outputs needs a scratch of 17000000016 floats,"
                + " but an array holds at most 2147483627", () -> NetworkSpec.inputs(1).dense(1_000_000_000, Activation.relu()).build());
        NetworkSpec.Builder wideAndNarrow = NetworkSpec.inputs(1);
        for (int i = 0; i < 20; i++) {
            wideAndNarrow.dense(120_000_000, Activation.relu()).dense(1, Activation.relu());
        }
        assertThrows(IllegalArgumentException.class, wideAndNarrow::build);
        assertEquals(1, NetworkSpec.inputs(1).dense(120_000_000, Activation.relu()).dense(1, Activation.relu()).build().outputs());
    }

    @Test
    void showsSomeOfALongText() {
        assertSays("expected a whole number, got '" + "9".repeat(60) + "...'", () -> NetworkSpec.parse("9".repeat(1000) + "\n"));
        assertSays("expected a whole number, got '?[2J?'", () -> NetworkSpec.parse("\u001b[2J\u00e9"));
    }

    @Test
    void saysWhatIsWrongWithAText() {
        assertSays("expected a spec that begins with its inputs, got an empty text", () -> NetworkSpec.parse(""));
        assertSays("expected a whole number, got 'many'", () -> NetworkSpec.parse("many\n"));
        assertSays("expected a whole number, got '3.5'", () -> Layer.parse("3.5 relu zero zero"));
        assertSays("a network needs at least 1 layer, got none", () -> NetworkSpec.parse("784\n"));
        assertSays("expected a layer as 'outputs activation weights biases', got '10 relu zero'",
                () -> NetworkSpec.parse("784\n10 relu zero\n"));
        assertSays("expected a layer as 'outputs activation weights biases', got ''", () -> NetworkSpec.parse("784\n\n"));
        assertSays("a layer needs at least 1 output, got 0", () -> NetworkSpec.parse("784\n0 relu zero zero\n"));
        assertThrows(IllegalArgumentException.class, () -> NetworkSpec.parse("784\n1 swish zero zero\n"));
        assertThrows(IllegalArgumentException.class, () -> NetworkSpec.parse("784\n1 relu ones zero\n"));
        assertThrows(IllegalArgumentException.class, () -> NetworkSpec.parse("784\n1 relu zero ones\n"));
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }
}
