package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.model.Network;
import dev.lanewise.model.WeightOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("once")
class NetworkSpecTest {

    private static final NetworkSpec DIGITS = NetworkSpec.inputs(784).dense(128, Activation.relu()).dense(10, Activation.softmax()).build();

    @Test
    void tellsItsShapes() {
        assertEquals("784-128-10", DIGITS.shape());
        assertEquals(10, DIGITS.outputs());
        assertEquals(784 * 128 + 128 + 128 * 10 + 10, DIGITS.parameterCount());
    }

    @Test
    void countsParametersInLong() {
        NetworkSpec large = NetworkSpec.inputs(40_000).dense(40_000, Activation.relu()).dense(40_000, Activation.relu()).build();
        assertEquals(2L * 40_001 * 40_000, large.parameterCount());
    }

    @Test
    void isWrittenALineALayer() {
        assertEquals("784\n128 relu he_uniform zero\n10 softmax glorot_uniform zero\n", DIGITS.toText());
        assertEquals("3 leaky_relu(0.01) he_uniform zero", new Dense(3, Activation.leakyRelu()).toText());
    }

    @Test
    void readsWhatItWrites() {
        assertEquals(DIGITS, NetworkSpec.parse(DIGITS.toText()));
        for (Activation activation : ActivationTest.EXAMPLES) {
            for (Initializer weights : InitializerTest.EXAMPLES) {
                for (Initializer biases : InitializerTest.EXAMPLES) {
                    Layer layer = new Dense(7, activation, weights, biases);
                    assertEquals(layer, Layer.parse(layer.toText()));
                    NetworkSpec spec = NetworkSpec.inputs(3).dense(5, Activation.tanh()).layer(layer).build();
                    assertEquals(spec, NetworkSpec.parse(spec.toText()));
                }
            }
        }
    }

    @Test
    void startsBiasesAtZeroWhenNothingIsSaid() {
        for (Activation activation : ActivationTest.EXAMPLES) {
            Layer layer = new Dense(7, activation);
            assertEquals(new Dense(7, activation, Initializer.defaultFor(activation), new Initializer.Zero()), layer);
        }
    }

    @Test
    void keepsItsLayersToItself() {
        List<Layer> layers = new ArrayList<>(List.of(new Dense(3, Activation.relu())));
        NetworkSpec spec = new NetworkSpec(2, layers);
        layers.clear();
        assertEquals("2-3", spec.shape());
        assertThrows(UnsupportedOperationException.class, () -> spec.layers().clear());
    }

    @Test
    void saysWhatIsMissing() {
        assertSays("a network needs at least 1 input, got 0", () -> NetworkSpec.inputs(0).dense(1, Activation.relu()).build());
        assertSays("a network needs at least 1 input, got -3", () -> NetworkSpec.inputs(-3).dense(1, Activation.relu()).build());
        assertSays("a network needs at least 1 layer, got none", () -> NetworkSpec.inputs(1).build());
        assertSays("a layer needs at least 1 output, got 0", () -> NetworkSpec.inputs(1).dense(0, Activation.relu()));
        assertSays("a layer needs at least 1 output, got -1", () -> new Dense(-1, Activation.relu()));
        assertEquals("activation", assertThrows(NullPointerException.class,
                () -> new Dense(1, null, new Initializer.Zero(), new Initializer.Zero())).getMessage());
        assertEquals("weights", assertThrows(NullPointerException.class,
                () -> new Dense(1, Activation.relu(), null, new Initializer.Zero())).getMessage());
        assertEquals("biases", assertThrows(NullPointerException.class,
                () -> new Dense(1, Activation.relu(), new Initializer.Zero(), (Initializer) null)).getMessage());
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
        assertSays("layer 1 with 1 input and 2147483647 outputs needs 2147483648 floats, but an array holds at most 2147483627",
                () -> NetworkSpec.inputs(1).dense(Integer.MAX_VALUE, Activation.relu()).build());
        // sixteen lanes of padding count as well
        assertSays("layer 1 with 200000000 inputs and 1 output needs 3200000000 floats, but an array holds at most 2147483627",
                () -> NetworkSpec.inputs(200_000_000).dense(1, Activation.relu()).build());
    }

    @Test
    void takesTenThousandLayersAndNotOneMore() {
        String deepest = "3\n" + "3 tanh zero zero\n".repeat(NetworkSpec.MAX_LAYERS);
        assertEquals(NetworkSpec.MAX_LAYERS, NetworkSpec.parse(deepest).layers().size());
        String tooDeep = "a network has at most 10000 layers, got 10001";
        assertSays(tooDeep, () -> NetworkSpec.parse(deepest + "3 tanh zero zero\n"));
        assertSays(tooDeep, () -> new NetworkSpec(3, Collections.nCopies(10_001, new Dense(3, Activation.tanh()))));
    }

    @Test
    void refusesMillionsOfLayersWithoutReadingThem() {
        String text = "3\n" + "3 tanh zero zero\n".repeat(2_000_000);
        assertTimeout(Duration.ofSeconds(5), () -> assertSays("a network has at most 10000 layers, got 2000000",
                () -> NetworkSpec.parse(text)));
    }

    @Test
    void cutsTheSizesOfADeepNetwork() {
        assertEquals("2-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15", widening(15).shape());
        assertEquals("2-1-2-3-4-5-6-7-8-9-10-11-12-13-14-...-16", widening(16).shape());
        assertEquals("2-1-2-3-4-5-6-7-8-9-10-11-12-13-14-...-9000", widening(9000).shape());
    }

    private static NetworkSpec widening(int layers) {
        return new NetworkSpec(2, IntStream.rangeClosed(1, layers).mapToObj(out -> Layer.dense(out, Activation.tanh())).toList());
    }

    @Test
    void showsSomeOfALongText() {
        assertSays("expected a layer as 'outputs activation weights biases', got '" + "a ".repeat(30) + "...'",
                () -> Layer.parse("a ".repeat(1_000_000)));
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
        assertThrows(IllegalArgumentException.class, () -> NetworkSpec.parse("784\n1 swash zero zero\n"));
        assertThrows(IllegalArgumentException.class, () -> NetworkSpec.parse("784\n1 relu twos zero\n"));
        assertThrows(IllegalArgumentException.class, () -> NetworkSpec.parse("784\n1 relu zero twos\n"));
    }

    @Test
    void tellsWhichClassOutputsStandFor() {
        NetworkSpec three = NetworkSpec.inputs(1).dense(3, Activation.identity()).build();
        assertEquals(3, three.classes());
        assertEquals(1, three.classOf(new float[] {-3, 2, 2}));
        assertEquals(NetworkSpec.NO_CLASS, three.classOf(new float[] {5, Float.NaN, 2}));
        assertEquals(NetworkSpec.NO_CLASS, three.classOf(new float[] {Float.NaN, 1, 2}));
        assertEquals(NetworkSpec.NO_CLASS, three.classOf(new float[] {5, Float.POSITIVE_INFINITY, 2}));
        assertEquals(2, three.classOf(new float[] {Float.NEGATIVE_INFINITY, 1, 2}));
        assertEquals(NetworkSpec.NO_CLASS, three.classOf(new float[] {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY,
            Float.NEGATIVE_INFINITY}));
        assertSays("the network 1-3 has 3 outputs, got 2", () -> three.classOf(new float[2]));
    }

    @Test
    void tellsTwoClassesApartByOneSigmoidOrTanh() {
        NetworkSpec sigmoid = NetworkSpec.inputs(1).dense(1, Activation.sigmoid()).build();
        NetworkSpec tanh = NetworkSpec.inputs(1).dense(1, Activation.tanh()).build();
        assertEquals("2 2", sigmoid.classes() + " " + tanh.classes());
        assertEquals(1, sigmoid.classOf(new float[] {0.5f}));
        assertEquals(0, sigmoid.classOf(new float[] {Math.nextDown(0.5f)}));
        assertEquals(1, tanh.classOf(new float[] {0f}));
        assertEquals(0, tanh.classOf(new float[] {-Float.MIN_VALUE}));
        assertEquals(NetworkSpec.NO_CLASS, tanh.classOf(new float[] {Float.NaN}));
    }

    @Test
    void tellsNoClassesApartByOneOutputOfAnotherActivation() {
        for (Activation activation : List.of(Activation.identity(), Activation.relu(), Activation.leakyRelu(), Activation.softmax())) {
            NetworkSpec spec = NetworkSpec.inputs(4).dense(1, activation).build();
            assertEquals(0, spec.classes());
            assertSays("the network 4-1 has one output with the activation " + activation.toText() + ", which tells no classes apart;"
                    + " it takes two or more outputs, or one whose activation saturates, such as sigmoid or tanh",
                    () -> spec.classOf(new float[] {1}));
        }
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }

    @Test
    void readsALayerWithoutNumbersInAnyCase() {
        assertEquals(Layer.scale(), Layer.parse("Scale()"));
        assertSays("layer 'scale(1)' expects no number in brackets, got 1", () -> Layer.parse("scale(1)"));
        assertSays("layer 'scale(1,2)' expects no number in brackets, got 2", () -> Layer.parse("scale(1,2)"));
        assertSays("layer 'scale(' lacks its closing bracket", () -> Layer.parse("scale("));
    }

    @Test
    void readsALayerNormInAnyCase() {
        assertEquals(Layer.layerNorm(), Layer.parse("LayerNorm(0.00001)"));
        assertEquals("layer_norm(1.0E-5)", Layer.layerNorm().toText());
        assertSays("layer 'layer_norm(1,2)' expects 1 number in brackets, got 2", () -> Layer.parse("layer_norm(1,2)"));
        assertSays("layer norm expects a finite eps above 0, got 0.0", () -> Layer.parse("layer_norm(0)"));
        assertSays("layer norm expects a finite eps above 0, got NaN", () -> Layer.parse("layer_norm(NaN)"));
        assertSays("layer norm expects a finite eps above 0, got Infinity", () -> Layer.parse("layer_norm(1e99)"));
    }

    @Test
    void learnsNoBiasesWhereALayerHasNone() {
        Dense layer = new Dense(7, Activation.parametric(Activation.tanh())).withoutBias();
        assertEquals("7 parametric(tanh) glorot_uniform none", layer.toText());
        assertEquals(layer, Layer.parse(layer.toText()));
        assertEquals(layer, Layer.parse("7 parametric(tanh) glorot_uniform None"));
        NetworkSpec spec = NetworkSpec.inputs(3).layer(layer).dense(2, Activation.identity()).build();
        assertEquals(List.of("layer1.weight", "layer1.alpha", "layer2.weight", "layer2.bias"),
                spec.tensors().stream().map(TensorSpec::name).toList());
        assertEquals(7 * 3 + 7 + 2 * 7 + 2, spec.parameterCount());
        assertSays("the network 3-7-2 has other tensors than weights and biases of each layer, here [layer1.weight, layer1.alpha,"
                + " layer2.weight, layer2.bias]; give them all by their names", () -> Network.of(spec, WeightOrder.OUT_IN,
                        new float[2][][], new float[2][]));
        assertSays("there is no tensor 'layer1.bias' among [layer1.weight, layer1.alpha, layer2.weight, layer2.bias]",
                () -> Network.create(spec, 1).tensor("layer1.bias"));
    }

    @Test
    void readsResidualsWithinResiduals() {
        Layer inner = Layer.residual(Layer.scale(), Layer.dense(5, Activation.parametric(Activation.leakyRelu())));
        Layer outer = Layer.residual(new Dense(5, Activation.relu()).withoutBias(), inner, Layer.dropout(0.25));
        assertEquals("residual(5 relu he_uniform none; residual(scale(); 5 parametric(leaky_relu(0.01)) he_uniform zero); dropout(0.25))",
                outer.toText());
        assertEquals(outer, Layer.parse(outer.toText()));
        assertEquals(outer, Layer.parse(outer.toText().replace("; ", " ;")));
        NetworkSpec spec = NetworkSpec.inputs(5).layer(outer).build();
        assertEquals(spec, NetworkSpec.parse(spec.toText()));
        assertEquals(List.of("layer1.body1.weight", "layer1.body2.body1.scale", "layer1.body2.body2.weight", "layer1.body2.body2.bias",
                "layer1.body2.body2.alpha"), spec.tensors().stream().map(TensorSpec::name).toList());
    }

    @Test
    void saysWhatABodyCannotBe() {
        assertSays("the body of a residual with 4 inputs expects as many outputs, got 3",
                () -> NetworkSpec.inputs(4).layer(Layer.residual(Layer.dense(3, Activation.relu()))).build());
        assertSays("a residual needs at least 1 layer in its body, got none", () -> Layer.residual());
        assertSays("the body of a residual cannot have '3 softmax glorot_uniform zero', which only the first or the last layer of a network"
                + " may be", () -> Layer.residual(Layer.dense(3, Activation.softmax())));
        Layer embedding = Layer.parse("embedding(0:2x1) zero");
        assertSays("the body of a residual cannot have 'embedding(0:2x1) zero', which only the first or the last layer of a network may be",
                () -> Layer.residual(embedding));
        Layer deep = Layer.residual(Layer.residual(Layer.residual(Layer.scale())));
        assertEquals(deep, Layer.parse("residual(residual(residual(scale())))"));
        assertSays("at most 3 residuals may stand within each other, got more", () -> Layer.residual(deep));
        assertSays("layer 'residual(scale()' lacks its closing bracket", () -> Layer.parse("residual(scale()"));
        assertSays("layer 'residual(scale()) 2' goes on behind its closing bracket", () -> Layer.parse("residual(scale()) 2"));
        assertSays("expected a layer as 'outputs activation weights biases', got ''", () -> Layer.parse("residual(scale();)"));
    }

    @Test
    void readsNeitherDeepBracketsNorMillionsOfParts() {
        String deep = "residual(".repeat(100_000);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Layer.parse(deep + ")".repeat(100_000))).getMessage()
                .endsWith("has more than 8 brackets within each other"));
        String wide = "3\nresidual(" + "scale();".repeat(1_000_000) + "scale())\n";
        assertSays("a network has at most 10000 layers, got 1000001", () -> NetworkSpec.parse(wide));
        Layer many = Layer.residual(Collections.nCopies(10_001, Layer.scale()).toArray(Layer[]::new));
        assertSays("a network has at most 10000 layers, got 10001", () -> NetworkSpec.inputs(3).layer(many).build());
    }
}
