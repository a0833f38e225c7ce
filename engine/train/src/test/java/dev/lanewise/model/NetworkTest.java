package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.chain.Parameters;
import dev.lanewise.chain.StartNumbers;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Dense;
import dev.lanewise.spec.Initializer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.step.ParameterCopies;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("once")
class NetworkTest {

    private static final NetworkSpec SPEC = NetworkSpec.inputs(20).dense(17, Activation.relu()).dense(5, Activation.softmax()).build();
    private static final NetworkSpec TINY = NetworkSpec.inputs(2).dense(3, Activation.identity()).build();

    private static Network tiny(float[] weights, float[] biases) {
        return RowMajor.network(TINY, new float[][] {weights}, new float[][] {biases});
    }

    /** By the definition: every parameter's four bytes, the lowest first, weights as [out][in], then biases, layer by layer. */
    private static String sha256(float[]... parts) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (float[] part : parts) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * part.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(part);
            digest.update(bytes.array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Test
    void givesBackWhatItWasMadeOf() {
        Network network = Network.create(SPEC, 3);
        float[][] weights = {network.tensor("layer1.weight"), network.tensor("layer2.weight")}, biases = {new float[17], {1, 2, 3, 4, 5}};
        Network copy = RowMajor.network(SPEC, weights, biases);
        for (int l = 0; l < 2; l++) {
            assertArrayEquals(weights[l], copy.tensor(NetworkSpec.nameOf(l + 1) + ".weight"));
            assertArrayEquals(biases[l], copy.tensor(NetworkSpec.nameOf(l + 1) + ".bias"));
        }
        assertSame(SPEC, copy.spec());
    }

    @Test
    void neitherKeepsNorHandsOutItsOwnArrays() {
        float[] weights = {1, 2, 3, 4, 5, 6}, biases = {7, 8, 9};
        Network network = tiny(weights, biases);
        String sum = network.sha256();
        Arrays.fill(weights, 0);
        Arrays.fill(biases, 0);
        Arrays.fill(network.tensor("layer1.weight"), 0);
        Arrays.fill(network.tensor("layer1.bias"), 0);
        Arrays.fill(network.tensor("layer1.weight"), 0);
        assertEquals(sum, network.sha256());
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, network.tensor("layer1.weight"));
    }

    @Test
    void copiesParametersThatChangeLater() {
        Parameters parameters = ParameterCopies.of(tiny(new float[] {1, 2, 3, 4, 5, 6}, new float[3]));
        Network network = ParameterCopies.network(TINY, parameters.tensors());
        parameters.set(0, new float[6], new float[3]);
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, network.tensor("layer1.weight"));
        assertArrayEquals(new float[6], ParameterCopies.network(TINY, parameters.tensors()).tensor("layer1.weight"));
    }

    @Test
    void startsAsItsInitializersSay() {
        NetworkSpec spec = NetworkSpec.inputs(20)
                .layer(new Dense(17, Activation.relu(), new Initializer.HeNormal(), new Initializer.Uniform(1, 2))).build();
        Network network = Network.create(spec, 3);
        StartNumbers numbers = StartNumbers.of(spec.tensors().getFirst(), 3, 0);
        for (int o = 0; o < 17; o++) {
            for (int i = 0; i < 20; i++) {
                assertEquals(numbers.at(20L * o + i), network.tensor("layer1.weight")[20 * o + i]);
            }
            assertTrue(network.tensor("layer1.bias")[o] >= 1 && network.tensor("layer1.bias")[o] < 2);
        }
        assertEquals(17, IntStream.range(0, 17).mapToObj(o -> network.tensor("layer1.bias")[o]).distinct().count());
    }

    @Test
    void startsLayersOfOneSizeDifferentlyAndBiasesAtZero() {
        NetworkSpec spec = NetworkSpec.inputs(9).dense(9, Activation.tanh()).dense(9, Activation.tanh()).build();
        Network network = Network.create(spec, 3);
        assertFalse(Arrays.equals(network.tensor("layer1.weight"), network.tensor("layer2.weight")));
        assertArrayEquals(new float[9], network.tensor("layer1.bias"));
        assertArrayEquals(new float[9], network.tensor("layer2.bias"));
    }

    @Test
    void startsWithTheBitsThatASeedAlwaysGave() {
        assertEquals("8a4899dd54d8dc40fb97148480ad33a49bf50650a0873389acfbeb0279dbb287",
                Network.create(SPEC, 42).parameterSha256());
    }

    @Test
    void hashesItsParametersAsPromised() throws GeneralSecurityException {
        Network network = Network.create(SPEC, 42);
        assertEquals(sha256(network.tensor("layer1.weight"), network.tensor("layer1.bias"), network.tensor("layer2.weight"),
                network.tensor("layer2.bias")), network.parameterSha256());
        float[] weights = {1, -0f, Float.MIN_VALUE, Float.POSITIVE_INFINITY, 5, 6}, biases = {7, 8, 9};
        assertEquals(sha256(weights, biases), tiny(weights, biases).parameterSha256());
    }

    @Test
    void hashesEveryNotANumberAlike() throws GeneralSecurityException {
        float[] biases = {Float.intBitsToFloat(0xffc12345), Float.intBitsToFloat(0x7f812345), Float.NaN};
        assertEquals(sha256(new float[6], new float[] {Float.NaN, Float.NaN, Float.NaN}), tiny(new float[6], biases).parameterSha256());
        assertEquals(tiny(new float[6], new float[] {Float.NaN, Float.NaN, Float.NaN}).sha256(), tiny(new float[6], biases).sha256());
    }

    /** Written down once more: a text is its length and its bytes. */
    @Test
    void hashesSpecNamesShapesAndValuesAsPromised() throws GeneralSecurityException {
        float[] weights = {1, 2, 3, -0f, Float.NaN, 6}, biases = {7, 8, 9};
        ByteBuffer bytes = ByteBuffer.allocate(1000).order(ByteOrder.LITTLE_ENDIAN);
        put(bytes, "2\n3 identity glorot_uniform zero\n");
        put(bytes, "layer1.weight 3x2");
        for (float weight : weights) {
            bytes.putInt(Float.floatToIntBits(weight));
        }
        put(bytes, "layer1.bias 3");
        for (float bias : biases) {
            bytes.putInt(Float.floatToIntBits(bias));
        }
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes.array(), bytes.position()));
        assertEquals(HexFormat.of().formatHex(hash), tiny(weights, biases).sha256());
    }

    private static void put(ByteBuffer bytes, String text) {
        bytes.putLong(text.length()).put(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same numbers in another network. */
    @Test
    void hashesAnotherValueForAnotherActivationInitializerOrShape() {
        NetworkSpec one = NetworkSpec.inputs(2).dense(3, Activation.relu()).build();
        NetworkSpec activation = NetworkSpec.inputs(2).dense(3, Activation.leakyRelu()).build();
        NetworkSpec initializer = NetworkSpec.inputs(2)
                .layer(new Dense(3, Activation.relu(), new Initializer.HeNormal(), new Initializer.Zero())).build();
        NetworkSpec shape = NetworkSpec.inputs(8).dense(1, Activation.relu()).build();
        List<Network> networks = Stream.of(one, activation, initializer, shape)
                .map(spec -> Network.of(spec, tensor -> new float[(int) tensor.elements()])).toList();
        assertEquals(1, networks.stream().map(Network::parameterSha256).distinct().count());
        assertEquals(4, networks.stream().map(Network::sha256).distinct().count());
    }

    @Test
    void hashesAnotherValueForTheSmallestChange() {
        float[] weights = {1, 2, 3, 4, 5, 6}, biases = {7, 8, 0};
        String sum = tiny(weights, biases).sha256();
        for (int i = 0; i < 6; i++) {
            float[] changed = weights.clone();
            changed[i] = Math.nextUp(changed[i]);
            assertNotEquals(sum, tiny(changed, biases).sha256());
        }
        assertNotEquals(sum, tiny(weights, new float[] {7, 8, -0f}).sha256());
        assertNotEquals(Network.create(SPEC, 1).sha256(), Network.create(SPEC, 2).sha256());
        assertEquals(Network.create(SPEC, 1).sha256(), Network.create(SPEC, 1).sha256());
    }

    @Test
    void takesWeightsInANamedOrder() {
        float[][] outIn = {{1, 2}, {3, 4}, {5, 6}}, inOut = {{1, 3, 5}, {2, 4, 6}}, biases = {{7, 8, 9}};
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6},
                Network.of(TINY, WeightOrder.IN_OUT, new float[][][] {inOut}, biases).tensor("layer1.weight"));
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6},
                Network.of(TINY, WeightOrder.OUT_IN, new float[][][] {outIn}, biases).tensor("layer1.weight"));
        assertSays("layer1.weight expects 3x2 in the order OUT_IN, got 2x3, which is the order IN_OUT",
                () -> Network.of(TINY, WeightOrder.OUT_IN, new float[][][] {inOut}, biases));
        assertSays("layer1.weight expects 2x3 in the order IN_OUT, got 2x4",
                () -> Network.of(TINY, WeightOrder.IN_OUT, new float[][][] {new float[2][4]}, biases));
        assertSays("layer1.weight expects 3 numbers in each row, got 1 in row 1",
                () -> Network.of(TINY, WeightOrder.IN_OUT, new float[][][] {{{1, 2, 3}, {4}}}, biases));
        assertSays("the network 2-3 expects weights and biases of 1 layer, got 2 and 1",
                () -> Network.of(TINY, WeightOrder.IN_OUT, new float[][][] {inOut, inOut}, biases));
    }

    @Test
    void saysWhichParametersDoNotFit() {
        assertSays("layer1.weight of the network 2-3 expects 3x2 = 6 floats, got 5", () -> tiny(new float[5], new float[3]));
        assertSays("layer1.bias of the network 2-3 expects 3 = 3 floats, got 4", () -> tiny(new float[6], new float[4]));
        assertSays("the network 2-3 expects weights and biases of 1 layer, got 2 and 1",
                () -> Network.of(TINY, WeightOrder.OUT_IN, new float[2][3][2], new float[1][3]));
        assertSays("the network 2-3 expects weights and biases of 1 layer, got 1 and 0",
                () -> Network.of(TINY, WeightOrder.OUT_IN, new float[1][3][2], new float[0][3]));
        assertSays("layer1.bias of the network 2-3 expects 3 = 3 floats, got 4",
                () -> Network.of(TINY, WeightOrder.OUT_IN, new float[1][3][2], new float[1][4]));
        assertSays("layer2.weight of the network 20-17-5 expects 5x17 = 85 floats, got 84",
                () -> RowMajor.network(SPEC, new float[][] {new float[340], new float[84]}, new float[][] {new float[17], new float[5]}));
    }

    @Test
    void saysWhichInputDoesNotFit() {
        Network network = Network.create(SPEC, 1);
        assertSays("inputs: 1 sample of the network 20-17-5 needs 20 floats, got 19", () -> network.predict(new float[19]));
        assertSays("inputs: 1 sample of the network 20-17-5 needs 20 floats, got 21", () -> network.classify(new float[21]));
    }

    @Test
    void answersTheFirstOfTheLargestOutputs() {
        float[] weights = {0, 1, 1, 0, 1, 0};
        assertEquals(0, tiny(weights, new float[3]).classify(new float[] {1, 2}));
        assertEquals(1, tiny(weights, new float[3]).classify(new float[] {2, 1}));
        assertEquals(0, tiny(weights, new float[3]).classify(new float[] {1, 1}));
        assertEquals(2, tiny(weights, new float[] {-5, -5, -4}).classify(new float[] {1, 1}));
    }

    /** A thousand points on both sides of a line, learned by hand. */
    @Test
    void answersByTheThresholdOfASingleOutput() {
        for (Activation activation : new Activation[] {Activation.sigmoid(), Activation.tanh()}) {
            NetworkSpec spec = NetworkSpec.inputs(2).dense(1, activation).build();
            Network network = RowMajor.network(spec, new float[][] {{1, -1}}, new float[][] {{0}});
            for (int i = 0; i < 1000; i++) {
                float x = i % 31, y = i % 37;
                assertEquals(x >= y ? 1 : 0, network.classify(new float[] {x, y}));
            }
        }
    }

    @Test
    void refusesToClassifyByASingleOutputWithoutAThreshold() {
        Network network = Network.create(NetworkSpec.inputs(4).dense(1, Activation.identity()).build(), 1);
        assertSays("the network 4-1 has one output with the activation identity, which tells no classes apart;"
                + " it takes two or more outputs, or one whose activation saturates, such as sigmoid or tanh",
                () -> network.classify(new float[4]));
    }

    @Test
    void refusesToClassifyWhatIsNoNumber() {
        Network network = Network.create(SPEC, 1);
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] input = new float[20];
            input[7] = bad;
            assertSays("input 7 of the network 20-17-5: expected a finite number, got " + bad, () -> network.classify(input));
        }
    }

    @Test
    void namesTheLayerWhoseParametersLeaveNoAnswer() {
        assertSays("the outputs of the network 2-3 for this input have no largest value: output 1 is NaN; layer 1 has parameters that are"
                + " not finite", () -> tiny(new float[] {0, 0, Float.NaN, 0, 0, 0}, new float[3]).classify(new float[2]));
        assertSays("the outputs of the network 2-3 for this input have no largest value: output 2 is Infinity; sums on the way are too"
                + " large for a float", () -> tiny(new float[] {0, 0, 0, 0, 3e38f, 3e38f}, new float[3]).classify(new float[] {2, 2}));
    }

    @Test
    void showsSomeOfADeepSpec() {
        NetworkSpec deep = new NetworkSpec(2, Collections.nCopies(5000, new Dense(1, Activation.tanh())));
        String text = Network.create(deep, 1).toString();
        assertTrue(text.endsWith("1 tanh glorot_uniform zero, ...]") && text.length() < 500, text);
    }

    @Test
    void showsItsSpec() {
        assertEquals("Network [2, 3 identity glorot_uniform zero]", tiny(new float[6], new float[3]).toString());
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }

    @Test
    void hasTheBitsOfBiasesThatAreZeroWithoutBiases() {
        Dense first = new Dense(37, Activation.tanh()), last = new Dense(5, Activation.softmax());
        Network with = Network.create(NetworkSpec.inputs(19).layer(first).layer(last).build(), 4);
        Network without = Network.of(NetworkSpec.inputs(19).layer(first.withoutBias()).layer(last.withoutBias()).build(),
                tensor -> with.tensor(tensor.name()));
        var random = new SplittableRandom(5);
        for (int samples : new int[] {1, 15, 16, 33}) {
            float[] inputs = new float[samples * 19], expected = new float[samples * 5], got = new float[samples * 5];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = random.nextFloat() - 0.5f;
            }
            new Predictor(with, samples).predict(inputs, samples, expected);
            new Predictor(without, samples).predict(inputs, samples, got);
            assertArrayEquals(expected, got, samples + " samples");
        }
    }

    @Test
    void predictsRowsAsItPredictsEachAlone() {
        Network network = Network.create(SPEC, 3);
        float[][] rows = new float[40][SPEC.inputs()];
        for (int sample = 0; sample < rows.length; sample++) {
            Arrays.fill(rows[sample], 0.1f * sample);
        }
        float[][] outputs = network.predict(rows);
        float[] alone = new float[SPEC.outputs()];
        for (int sample = 0; sample < rows.length; sample++) {
            network.predictor().predict(rows[sample], alone);
            assertArrayEquals(alone, outputs[sample]);
        }
        assertEquals(0, network.predict(new float[0][]).length);
    }

    @Test
    void saysWhichRowOfInputsDoesNotFit() {
        float[][] rows = {new float[SPEC.inputs()], new float[1]};
        String message = assertThrows(IllegalArgumentException.class, () -> Network.create(SPEC, 3).predict(rows)).getMessage();
        assertEquals("row 1 of the inputs of the network " + SPEC.shape() + ": expected " + SPEC.inputs() + " floats, got 1", message);
    }
}
