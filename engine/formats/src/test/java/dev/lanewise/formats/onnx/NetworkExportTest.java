package dev.lanewise.formats.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtException;
import dev.lanewise.model.Ensemble;
import dev.lanewise.model.Network;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Permitted;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is written runs in ONNX Runtime, and says the same there; what ONNX reads back is the same network. */
class NetworkExportTest {

    private static final int ROWS = 37;
    private static final List<String> ACTIVATIONS = List.of("identity", "sigmoid", "tanh", "relu", "leaky_relu(0.2)", "prelu(0.25)",
            "elu(1.5)", "selu", "softplus", "softsign", "gelu", "gelu_tanh", "silu", "mish", "hard_sigmoid", "hard_tanh", "hard_swish",
            "parametric(mish)", "parametric(tanh)");
    private static final List<String> READ_BACK = List.of(
            "5\nlayer_norm(1.0E-5)\nscale()\n8 relu he_uniform zero\ndropout(0.5)\n2 identity he_uniform zero\n",
            "6\n6 relu he_uniform zero\nresidual(9 gelu he_uniform zero; dropout(0.1); 6 identity he_uniform none)\n"
                    + "residual(layer_norm(0.001); 6 tanh he_uniform zero; residual(6 silu he_uniform zero))\n"
                    + "1 sigmoid glorot_uniform zero\n");
    private static final List<String> WRITTEN_ONLY = List.of(
            "4\nperiodic(0,2) 16x3 0.3\n5 relu he_uniform zero\n2 identity he_uniform zero\n",
            "4\npiecewise_linear(0:2x3,1:3x1) 4 uniform(-0.5,0.5)\n3 identity he_uniform zero\n",
            "4\nmembers(5) normal(0.0,1.0)\n6 relu he_uniform zero\nheads(5) 3 softmax\n",
            "4\nmembers(2) normal(0.0,1.0)\nheads(2) 1 identity\n");
    private static final String CATEGORIES = "3\nembedding(1:4x2) normal(0.0,1.0)\n3 identity he_uniform zero\n";
    /** An example of each kind that {@link Onnx#write} refuses. */
    private static final List<String> REFUSED_LAYERS = List.of(), REFUSED_ACTIVATIONS = List.of();

    @TempDir
    private Path folder;

    /** Every tensor with numbers of its own, none of them what an exporter could leave out. */
    static Network network(String spec, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return Network.of(NetworkSpec.parse(spec), tensor -> {
            double scale = tensor.shape().size() > 1 ? 1 / Math.sqrt(tensor.shape().getLast()) : 0.5;
            float[] values = new float[(int) tensor.elements()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextGaussian() * scale + (tensor.name().endsWith("gamma") ? 1 : 0));
            }
            return values;
        });
    }

    @ParameterizedTest
    @FieldSource("ACTIVATIONS")
    void writesEveryActivation(String activation) throws IOException, OrtException {
        String text = "7\n9 " + activation + " he_uniform zero\n5 " + activation + " he_uniform none\n3 softmax glorot_uniform zero\n";
        agreesAndComesBack(network(text, activation.hashCode()));
    }

    @ParameterizedTest
    @FieldSource("READ_BACK")
    void writesEveryLayerThatIsReadBack(String text) throws IOException, OrtException {
        agreesAndComesBack(network(text, text.hashCode()));
    }

    @Test
    void triesEveryKindThereIs() {
        List<Layer> layers = Stream.of(READ_BACK, WRITTEN_ONLY, List.of(CATEGORIES), REFUSED_LAYERS).flatMap(List::stream)
                .flatMap(text -> NetworkSpec.parse(text).layers().stream()).toList();
        Permitted.requireExamples(Layer.class, layers);
        Permitted.requireExamples(Activation.class, Stream.of(ACTIVATIONS, REFUSED_ACTIVATIONS, List.of("softmax")).flatMap(List::stream)
                .map(Activation::parse).toList());
    }

    private void agreesAndComesBack(Network network) throws IOException, OrtException {
        Path file = folder.resolve("model.onnx");
        float[][] inputs = Judge.rows(ROWS, network.spec().inputs(), 5);
        Onnx.write(network, file);
        float[][] expected = network.predict(inputs);
        Judge.assertAgree(expected, numbers(Judge.run(file, Map.of("input", inputs))), "ONNX Runtime");
        Network back = Onnx.read(file).network();
        Judge.assertAgree(expected, back.predict(inputs), "read back");
    }

    private static float[][] numbers(Map<String, Object> outputs) {
        return (float[][]) outputs.values().stream().filter(float[][].class::isInstance).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @FieldSource("WRITTEN_ONLY")
    void writesEveryOtherLayer(String text) throws IOException, OrtException {
        Network network = network(text, 3);
        Path file = folder.resolve("model.onnx");
        float[][] inputs = Judge.rows(ROWS, network.spec().inputs(), 6);
        Onnx.write(network, file);
        Judge.assertAgree(network.predict(inputs), numbers(Judge.run(file, Map.of("input", inputs))), "ONNX Runtime");
    }

    @Test
    void writesEmbeddingsOfCategories() throws IOException, OrtException {
        Network network = network(CATEGORIES, 4);
        Path file = folder.resolve("model.onnx");
        float[][] inputs = {{0.5f, 0, 2}, {-1, 3, 0}, {2, 1, 1}};
        Onnx.write(network, file);
        Judge.assertAgree(network.predict(inputs), numbers(Judge.run(file, Map.of("input", inputs))), "ONNX Runtime");
    }

    @Test
    void writesTheMeanOfSeveralNetworksWithTheNamesOfClasses() throws IOException, OrtException {
        String text = "3\n4 relu he_uniform zero\n2 softmax glorot_uniform zero\n";
        List<Network> networks = List.of(network(text, 1), network(text, 2), network(text, 3));
        ModelMetadata metadata = ModelMetadata.NONE.withClassNames(List.of("a b", "c")).withNote("from a test");
        Path file = folder.resolve("model.onnx");
        float[][] inputs = Judge.rows(ROWS, 3, 7);
        Onnx.write(ModelFile.Content.of(networks, metadata, Optional.empty()), file);
        Map<String, Object> outputs = Judge.run(file, Map.of("input", inputs));
        float[][] expected = Ensemble.of(networks).predict(inputs);
        Judge.assertAgree(expected, (float[][]) outputs.get("probabilities"), "ONNX Runtime");
        String[] labels = (String[]) outputs.get("label");
        for (int row = 0; row < ROWS; row++) {
            assertEquals(expected[row][1] > expected[row][0] ? "c" : "a b", labels[row]);
        }
    }

    @Test
    void keepsSpecNamesAndWeightsOfPlainNetworks() throws IOException {
        Network network = Network.create(NetworkSpec.inputs(3).dense(4, Activation.relu()).dense(2, Activation.softmax()).build(), 1);
        ModelMetadata metadata = ModelMetadata.NONE.withClassNames(List.of("a b", "c")).withSeed(1);
        Path file = folder.resolve("model.onnx");
        Onnx.write(ModelFile.Content.of(network, metadata, Optional.empty()), file);
        ModelFile.Content back = Onnx.read(file);
        assertEquals(network.spec(), back.network().spec());
        assertEquals(metadata, back.metadata());
        assertEquals(Optional.empty(), back.libraryVersion(), "no version of this library is said to have written it");
        assertArrayEquals(network.tensor("layer1.weight"), back.network().tensor("layer1.weight"));
    }
}
