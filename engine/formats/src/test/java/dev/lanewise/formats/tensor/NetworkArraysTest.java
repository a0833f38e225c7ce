package dev.lanewise.formats.tensor;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.formats.numpy.Npz;
import dev.lanewise.formats.safetensors.Safetensors;
import dev.lanewise.model.Network;
import dev.lanewise.model.WeightOrder;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.store.ModelMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkArraysTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(3).dense(5, Activation.relu()).dense(2, Activation.identity()).build();
    private static final Network NETWORK = Network.create(SPEC, 1);

    @TempDir
    private Path folder;

    private static NamedArrays arrays(Object... namesAndShapes) {
        Map<String, NumberArray> arrays = new LinkedHashMap<>();
        for (int i = 0; i < namesAndShapes.length; i += 2) {
            int[] shape = (int[]) namesAndShapes[i + 1];
            float[] floats = new float[shape.length == 1 ? shape[0] : shape[0] * shape[1]];
            for (int at = 0; at < floats.length; at++) {
                floats[at] = arrays.size() + at / 100f;
            }
            arrays.put((String) namesAndShapes[i], NumberArray.of(floats, shape));
        }
        return NamedArrays.of(arrays);
    }

    /** The network's own arrays under other names. */
    private static NamedArrays renamed(String... names) {
        Map<String, NumberArray> arrays = new LinkedHashMap<>();
        List<NumberArray> own = List.copyOf(NetworkArrays.of(NETWORK, ModelMetadata.NONE).arrays().values());
        for (int i = 0; i < names.length; i++) {
            arrays.put(names[i], own.get(i));
        }
        return NamedArrays.of(arrays);
    }

    @Test
    void keepsEveryKindOfNetworkAndWhatIsSaidBesideIt() throws IOException {
        Path file = folder.resolve("m.npz"), tensors = folder.resolve("m.safetensors");
        ModelMetadata metadata = ModelMetadata.NONE.withSeed(7).withClassNames(List.of("a b", "\u00e9"));
        for (String spec : List.of(SPEC.toText(),
                "3\n4 prelu(0.25) he_uniform zero\nlayer_norm(1.0E-5)\ndropout(0.5)\n2 softmax zero none\n",
                "4\nembedding(2:3x2,0:7x5) uniform(-0.5,0.5)\n6 parametric(tanh) glorot_uniform zero\nscale()\n2 softmax zero zero\n",
                "3\nresidual(3 relu he_uniform zero)\n1 identity zero zero\n")) {
            Network network = Network.create(NetworkSpec.parse(spec), 3);
            NamedArrays arrays = NetworkArrays.of(network, metadata);
            Npz.write(arrays, file);
            Safetensors.write(arrays, tensors);
            for (NamedArrays read : List.of(Npz.read(file), Safetensors.read(tensors))) {
                assertEquals(network.sha256(), NetworkArrays.network(read).sha256());
                assertEquals(metadata, NetworkArrays.metadata(read));
            }
        }
    }

    @Test
    void namesTensorsByThePlaceOfTheirModule() {
        NetworkSpec spec = NetworkSpec.inputs(3).dense(5, Activation.relu()).layer(Layer.dropout(0.5)).dense(5, Activation.identity())
                .layer(Layer.layerNorm()).dense(4, Activation.prelu()).layer(new Dense(2, Activation.softmax()).withoutBias()).build();
        assertEquals(List.of("0.weight", "0.bias", "3.weight", "3.bias", "4.weight", "4.bias", "5.weight", "5.bias",
                "6.weight", "7.weight"),
                List.copyOf(NetworkArrays.of(Network.create(spec, 1), ModelMetadata.NONE).arrays().keySet()));
    }

    @ParameterizedTest
    @CsvSource({"0.weight,0.bias,2.weight,2.bias", "net.0.weight,net.0.bias,net.2.weight,net.2.bias",
        "fc1.weight,fc1.bias,fc2.weight,fc2.bias", "W1,b1,W2,b2", "coefs_0,intercepts_0,coefs_1,intercepts_1", "arr_0,arr_1,arr_2,arr_3",
        "layer1.weight,layer1.bias,layer2.weight,layer2.bias",
        "dense/kernel:0,dense/bias:0,dense_1/kernel:0,dense_1/bias:0", "input.weight,input.bias,hidden.weight,hidden.bias",
        "l9_w,l9_b,l10_w,l10_b"})
    void findsTensorsByWhatLibrariesCallThem(String w1, String b1, String w2, String b2) {
        NamedArrays arrays = renamed(w1, b1, w2, b2);
        assertEquals(NETWORK.parameterSha256(), NetworkArrays.network(arrays, SPEC, WeightOrder.OUT_IN).parameterSha256());
        NetworkSpec found = NetworkArrays.denseSpec(arrays, WeightOrder.OUT_IN, List.of(Activation.relu()));
        assertEquals("3-5-2", found.shape());
        assertEquals(List.of(Activation.relu(), Activation.identity()), found.layers().stream().map(Layer::activation).toList());
    }

    @Test
    void turnsWeightsThatHaveARowForEachInput() {
        NamedArrays arrays = arrays("kernel_0", new int[] {3, 5}, "bias_0", new int[] {5}, "kernel_1", new int[] {5, 2},
                "bias_1", new int[] {2});
        NetworkSpec spec = NetworkArrays.denseSpec(arrays, WeightOrder.IN_OUT, List.of(Activation.relu(), Activation.softmax()));
        Network network = NetworkArrays.network(arrays, spec, WeightOrder.IN_OUT);
        NumberArray kernel = arrays.get("kernel_0");
        for (int in = 0; in < 3; in++) {
            for (int out = 0; out < 5; out++) {
                assertEquals((float) kernel.number(in * 5 + out), network.tensor("layer1.weight")[out * 3 + in]);
            }
        }
    }

    @Test
    void saysWhichShapesDoNotFit() {
        NamedArrays keras = arrays("0.weight", new int[] {3, 5}, "0.bias", new int[] {5}, "2.weight", new int[] {5, 2},
                "2.bias", new int[] {2});
        assertEquals("tensor '0.weight' (layer1.weight): expected the shape [5, 3], which is [out, in], found [3, 5], which is [in, out]",
                refusal(keras));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> NetworkArrays.denseSpec(keras, WeightOrder.OUT_IN,
                List.of(Activation.relu()))).getMessage().endsWith("; they fit in the order [in, out], which Keras and scikit-learn have"));
        assertEquals("expected [0.weight [5, 3], 0.bias [5], 2.weight [2, 5], 2.bias [2]], got ['0.weight' F32[5, 3]]",
                refusal(arrays("0.weight", new int[] {5, 3})));
        assertEquals("tensor '2.bias' (layer2.bias): expected the shape [2], found [3]", refusal(arrays("0.weight",
                new int[] {5, 3}, "0.bias", new int[] {5}, "2.weight", new int[] {2, 5}, "2.bias", new int[] {3})));
        assertEquals("the network has no place for '3.running_mean' F32[2]; expected [0.bias, 0.weight, 2.bias, 2.weight] alone",
                refusal(arrays("0.weight", new int[] {5, 3}, "0.bias", new int[] {5}, "2.weight", new int[] {2, 5},
                        "2.bias", new int[] {2}, "3.running_mean", new int[] {2})));
    }

    @Test
    void namesWhatIsNoDenseLayer() {
        NamedArrays arrays = arrays("0.weight", new int[] {5, 3}, "0.bias", new int[] {5}, "1.running_mean", new int[] {5});
        assertEquals("expected weights and biases of dense layers alone, such as 0.weight and 0.bias, but '1.running_mean' is F32[5] "
                + "(normalization and other layers come by ONNX); there are ['0.weight' F32[5, 3], '0.bias' F32[5], "
                + "'1.running_mean' F32[5]]", assertThrows(IllegalArgumentException.class,
                () -> NetworkArrays.denseSpec(arrays, WeightOrder.OUT_IN, List.of(Activation.relu()))).getMessage());
    }

    private static String refusal(NamedArrays arrays) {
        return assertThrows(IllegalArgumentException.class, () -> NetworkArrays.network(arrays, SPEC, WeightOrder.OUT_IN)).getMessage();
    }

    @Test
    void refusesNumbersThatAreNoWeights() {
        Map<String, NumberArray> arrays = new LinkedHashMap<>(renamed("0.weight", "0.bias", "2.weight", "2.bias").arrays());
        arrays.put("0.bias", NumberArray.of(new float[] {0, 1, Float.NaN, 0, 0}, 5));
        assertEquals("expected finite numbers, but layer1.bias[2] is NaN", refusal(NamedArrays.of(arrays)));
        arrays.put("0.bias", NumberArray.of(new int[5]));
        assertEquals("tensor '0.bias' (layer1.bias): expected floats, found I64", refusal(NamedArrays.of(arrays)));
    }

    @Test
    void makesDataSets() {
        NumberArray rows = NumberArray.of(new float[][] {{1, 2}, {3, 4}});
        assertEquals(3, ArrayData.labelled(rows, NumberArray.of(new int[] {2, 0})).outputs());
        assertArrayEquals(new float[] {3, 4}, ArrayData.withTargets(rows, NumberArray.of(new float[] {7, 8}, 2)).input(1));
        assertArrayEquals(new float[] {8}, ArrayData.withTargets(rows, NumberArray.of(new float[] {7, 8}, 2)).target(1));
        NumberArray bytes = NumberArray.ofBytes(NumberType.U8, List.of(2, 1, 1), new byte[] {0, -1});
        assertArrayEquals(new float[] {1}, ArrayData.labelledImages(bytes, NumberArray.of(new int[] {2, 0}), 3).input(1));
        assertEquals("expected inputs and labels or targets with the same number of samples, at least 1, in front, got the shapes "
                + "[2, 2] and [3]", assertThrows(IllegalArgumentException.class,
                () -> ArrayData.labelled(rows, NumberArray.of(new int[3]))).getMessage());
        assertEquals("expected whole numbers of at most 32 bits, got 0.5 at 1", assertThrows(IllegalArgumentException.class,
                () -> ArrayData.labelled(rows, NumberArray.of(new float[] {0, 0.5f}, 2))).getMessage());
    }
}
