package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Layer;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.store.ModelFile;
import dev.lanewise.store.ModelMetadata;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CompactTest {

    /** Odd inputs, more than eight panels, and columns that are cut into groups of widened weights. */
    private static final NetworkSpec SPEC = NetworkSpec.inputs(1001).dense(150, Activation.relu()).dense(33, Activation.leakyRelu())
            .layer(Layer.residual(Layer.dense(33, Activation.relu()))).dense(3, Activation.identity()).build();
    /** Its first layer reads lanes. */
    private static final NetworkSpec SMALL = NetworkSpec.inputs(3).dense(5, Activation.leakyRelu()).dense(2, Activation.identity()).build();
    private static final int[] COUNTS = {1, 3, 5, 15, 16, 17, 130};

    private static float[] numbers(int count, long seed) {
        var random = new SplittableRandom(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextDouble(-1, 1);
        }
        return numbers;
    }

    private static Network network(NetworkSpec spec) {
        Network start = Network.create(spec, 7);
        return Network.of(spec, tensor -> tensor.role() == TensorSpec.Role.BIAS ? numbers((int) tensor.elements(), 3)
                : start.tensor(tensor.name()));
    }

    /** The nearer one of the two numbers with sixteen bits around a float; of two that are as near, the even one. */
    private static float bf16(float value) {
        int below = Float.floatToRawIntBits(value) & 0xffff0000, above = below + 0x10000;
        double toBelow = Math.abs((double) value - Float.intBitsToFloat(below));
        double toAbove = Math.abs((double) value - Float.intBitsToFloat(above));
        boolean isEven = (below & 0x10000) == 0;
        return Float.intBitsToFloat(toBelow < toAbove || toBelow == toAbove && isEven ? below : above);
    }

    private static float[] dense(Network network, String name, WeightFormat format, Activation f, float[] h) {
        float[] weights = network.tensor(name + ".weight"), z = network.tensor(name + ".bias");
        for (int o = 0; o < z.length; o++) {
            float[] row = Arrays.copyOfRange(weights, o * h.length, (o + 1) * h.length);
            z[o] = format == WeightFormat.BF16 ? chain(bf16(row), h, z[o]) : wholeChain(row, h, z[o]);
            z[o] = f instanceof Activation.Identity || z[o] > 0 ? z[o] : f instanceof Activation.LeakyRelu(float slope) ? slope * z[o] : 0f;
        }
        return z;
    }

    private static float[] bf16(float[] row) {
        float[] rounded = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            rounded[i] = bf16(row[i]);
        }
        return rounded;
    }

    private static float chain(float[] row, float[] h, float start) {
        float sum = start;
        for (int i = 0; i < row.length; i++) {
            sum = Math.fma(h[i], row[i], sum);
        }
        return sum;
    }

    private static float wholeChain(float[] row, float[] h, float bias) {
        float largest = 0;
        for (float weight : row) {
            largest = Math.max(largest, Math.abs(weight));
        }
        float scale = largest / 127;
        float[] whole = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            whole[i] = (float) Math.rint((double) row[i] / scale);
        }
        return Math.fma(scale, chain(whole, h, 0f), bias);
    }

    private static float[] specified(Network network, WeightFormat format, float[] input) {
        if (network.spec() == SMALL) {
            float[] hidden = dense(network, "layer1", format, Activation.leakyRelu(), input);
            return dense(network, "layer2", format, Activation.identity(), hidden);
        }
        float[] h = dense(network, "layer1", format, Activation.relu(), input);
        h = dense(network, "layer2", format, Activation.leakyRelu(), h);
        float[] body = dense(network, "layer3.body1", format, Activation.relu(), h);
        for (int i = 0; i < h.length; i++) {
            h[i] += body[i];
        }
        return dense(network, "layer4", format, Activation.identity(), h);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"BF16, false", "BF16, true", "INT8, false", "INT8, true"})
    void agreesBitForBitWithTheSpecificationInAnyBatch(WeightFormat format, boolean isSmall) {
        Network network = network(isSmall ? SMALL : SPEC), compact = network.compact(format);
        int in = network.spec().inputs(), out = network.spec().outputs();
        float[] inputs = numbers(130 * in, 5), expected = new float[130 * out];
        for (int i = 0; i < 130; i++) {
            System.arraycopy(specified(network, format, Arrays.copyOfRange(inputs, i * in, (i + 1) * in)), 0, expected, i * out, out);
        }
        for (int count : COUNTS) {
            float[] outputs = new float[count * out];
            compact.predictor(count).predict(inputs, count, outputs);
            assertArrayEquals(Arrays.copyOf(expected, count * out), outputs, count + " samples");
        }
    }

    @Tag("once")
    @Test
    void takesHalfAndAQuarterOfTheMemory() {
        NetworkSpec spec = NetworkSpec.inputs(784).dense(512, Activation.relu()).dense(256, Activation.relu())
                .dense(10, Activation.softmax()).build();
        Network network = Network.create(spec, 1);
        assertEquals(0.5, (double) network.compact(WeightFormat.BF16).parameterBytes() / network.parameterBytes(), 0.002);
        assertEquals(0.25, (double) network.compact(WeightFormat.INT8).parameterBytes() / network.parameterBytes(), 0.004);
        assertEquals(WeightFormat.INT8, network.compact(WeightFormat.INT8).weightFormat());
        assertSame(network, network.compact(WeightFormat.FLOAT32));
    }

    @Tag("once")
    @Test
    void predictsTheSameWithBf16AfterAFile() throws IOException {
        Network compact = network(SMALL).compact(WeightFormat.BF16);
        Network loaded = ModelFile.read(ModelFile.toBytes(compact, ModelMetadata.NONE)).network();
        assertEquals(compact.sha256(), loaded.sha256());
        assertArrayEquals(compact.predict(new float[] {1, 2, 3}), loaded.predict(new float[] {1, 2, 3}));
        assertEquals(WeightFormat.FLOAT32, loaded.weightFormat());
    }

    @Tag("once")
    @ParameterizedTest
    @EnumSource(WeightFormat.class)
    void comesBackFromStreamsAndFilesAsItWas(WeightFormat format) throws IOException, ClassNotFoundException {
        Network compact = network(NetworkSpec.inputs(3).dense(1000, Activation.identity()).build()).compact(format);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(compact);
        }
        Network read;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = (Network) in.readObject();
        }
        Network loaded = ModelFile.read(ModelFile.toBytes(compact, ModelMetadata.NONE)).network().compact(format);
        for (Network again : List.of(read, loaded)) {
            assertEquals(format, again.weightFormat());
            assertEquals(compact.parameterBytes(), again.parameterBytes());
            assertEquals(compact.sha256(), again.sha256());
            assertArrayEquals(compact.predict(new float[] {1, 2, 3}), again.predict(new float[] {1, 2, 3}));
        }
    }

    @Tag("once")
    @Test
    void roundsToTheNearestAndAtMostTheLargest() {
        NetworkSpec spec = NetworkSpec.inputs(5).dense(1, Activation.identity()).build();
        float tie = Float.intBitsToFloat(0x3f808000), oddTie = Float.intBitsToFloat(0x3f818000);
        Network network = RowMajor.network(spec, new float[][] {{tie, oddTie, -0f, Float.MAX_VALUE, -1e-45f}}, new float[1][1]);
        assertArrayEquals(new float[] {1f, Float.intBitsToFloat(0x3f820000), -0f, Float.intBitsToFloat(0x7f7f0000), -0f},
                network.compact(WeightFormat.BF16).tensor("layer1.weight"));
        Network halves = RowMajor.network(spec, new float[][] {{-127, 0.5f, 1.5f, 126.6f, 0}}, new float[1][1]);
        assertArrayEquals(new float[] {-127, 0, 2, 127, 0}, halves.compact(WeightFormat.INT8).tensor("layer1.weight"));
        Network largest = RowMajor.network(spec, new float[][] {{Float.MAX_VALUE, 0, 0, 0, 0}}, new float[1][1]).compact(WeightFormat.INT8);
        assertEquals(Float.MAX_VALUE, largest.tensor("layer1.weight")[0]);
        Network zeros = RowMajor.network(spec, new float[1][5], new float[][] {{4}});
        assertArrayEquals(new float[] {4}, zeros.compact(WeightFormat.INT8).predict(new float[] {1, 2, 3, 4, 5}));
    }

    @Tag("once")
    @Test
    void refusesWhatItCannotRound() {
        Network network = network(SMALL);
        assertEquals("the weights of the network 3-5-2 are BF16 already, expected FLOAT32", assertThrows(IllegalArgumentException.class,
                () -> network.compact(WeightFormat.BF16).compact(WeightFormat.INT8)).getMessage());
        Network spoiled = RowMajor.network(SMALL, new float[][] {new float[15], new float[10]},
                new float[][] {new float[5], {0, Float.NaN}});
        assertEquals("compact weights are finite, got layer2.bias[1] is NaN", assertThrows(IllegalArgumentException.class,
                () -> spoiled.compact(WeightFormat.INT8)).getMessage());
    }
}
