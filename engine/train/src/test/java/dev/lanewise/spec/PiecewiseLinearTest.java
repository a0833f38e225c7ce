package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as learned functions that are linear within bins. */
@Tag("once")
class PiecewiseLinearTest {

    private static final PiecewiseLinear LAYER = new PiecewiseLinear(List.of(new PiecewiseLinear.Column(2, 0, 3)), 2);

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }

    /** b + w x and the weights of the bins, whole below that of the position; positions beyond the edges go on. */
    @Test
    void writesOtherInputsThenTheEmbeddings() {
        float[] weights = {1, 10, 100, 0.5f, 2, 20, 200, -1}, biases = {3, 4};
        NetworkSpec spec = NetworkSpec.inputs(4).layer(LAYER).build();
        Network network = Network.of(spec, tensor -> tensor.name().contains("bias") ? biases : weights);
        float x = 8;
        float[][] byPosition = {{-0.5f, 3 - 0.5f, 4 - 1}, {0, 3, 4}, {0.25f, 3 + 0.25f, 4 + 0.5f}, {1, 3 + 1, 4 + 2},
            {1.5f, 3 + 1 + 5, 4 + 2 + 10}, {2.5f, 3 + 11 + 50, 4 + 22 + 100}, {3, 3 + 111, 4 + 222}, {4, 3 + 211, 4 + 422}};
        for (float[] row : byPosition) {
            assertArrayEquals(new float[] {7, 9, row[1] + 0.5f * x, row[2] - x}, network.predict(new float[] {row[0], 7, x, 9}));
        }
    }

    /** Where embeddings fill panels and where they do not, of few samples and of many. */
    @ParameterizedTest(name = "{0} other inputs, {1} dims")
    @CsvSource({"0, 16", "0, 48", "16, 16", "3, 16", "0, 5", "16, 7", "29, 32"})
    void writesTheSameEmbeddingsWhereverTheyBegin(int others, int dims) {
        List<PiecewiseLinear.Column> columns = List.of(new PiecewiseLinear.Column(0, 1, 3), new PiecewiseLinear.Column(3, 2, 20));
        NetworkSpec spec = NetworkSpec.inputs(4 + others).layer(new PiecewiseLinear(columns, dims)).build();
        SplittableRandom random = new SplittableRandom(others);
        Network network = Network.of(spec, tensor -> randomFloats(tensor.shape().stream().reduce(1, Math::multiplyExact), random));
        for (int samples : new int[] {1, 33}) {
            float[][] inputs = new float[samples][];
            Arrays.setAll(inputs, b -> randomFloats(4 + others, random));
            float[][] outputs = network.predict(inputs);
            for (int b = 0; b < samples; b++) {
                assertEquals(others + 2 * dims, outputs[b].length);
                for (int o = 0; o < others; o++) {
                    assertEquals(inputs[b][4 + o], outputs[b][o]);
                }
                for (int o = others; o < outputs[b].length; o++) {
                    int column = (o - others) / dims, dim = (o - others) % dims;
                    assertEquals(embedded(network, columns.get(column), column + 1, dim, inputs[b]), outputs[b][o]);
                }
            }
        }
    }

    private static float[] randomFloats(int count, SplittableRandom random) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = 30 * random.nextFloat() - 5;
        }
        return floats;
    }

    private static float embedded(Network network, PiecewiseLinear.Column column, int number, int dim, float[] row) {
        float[] weights = network.tensor("layer1.weight" + number);
        float sum = network.tensor("layer1.bias" + number)[dim], p = row[column.position()];
        for (int t = 0; t < column.bins(); t++) {
            float share = t == 0 ? p : Math.max(0, p - t);
            sum = Math.fma(weights[dim * (column.bins() + 1) + t], t == column.bins() - 1 ? share : Math.min(1, share), sum);
        }
        return Math.fma(weights[dim * (column.bins() + 1) + column.bins()], row[column.input()], sum);
    }

    @Test
    void startsWithoutBins() {
        Network network = Network.create(NetworkSpec.inputs(4).layer(new PiecewiseLinear(LAYER.columns(), 16)).build(), 3);
        float[] weights = network.tensor("layer1.weight1"), biases = network.tensor("layer1.bias1");
        for (int d = 0; d < 16; d++) {
            for (int t = 0; t < 3; t++) {
                assertEquals(0f, weights[d * 4 + t]);
            }
            assertTrue(weights[d * 4 + 3] != 0 && Math.abs(weights[d * 4 + 3]) <= 0.25f);
            assertTrue(biases[d] != 0 && Math.abs(biases[d]) <= 0.25f);
        }
    }

    @Test
    void readsWhatItWrites() {
        List<PiecewiseLinear.Column> columns = List.of(new PiecewiseLinear.Column(0, 2, 48), new PiecewiseLinear.Column(1, 3, 16));
        PiecewiseLinear layer = new PiecewiseLinear(columns, 16);
        assertEquals("piecewise_linear(0:2x48,1:3x16) 16 uniform(-0.25,0.25)", layer.toText());
        assertEquals(layer, Layer.parse(layer.toText()));
        List<String> wrong = List.of("piecewise_linear(0:2x48) 16", "piecewise_linear(0:2x48 16 zero", "piecewise_linear() 16 zero",
                "piecewise_linear(0:2) 16 zero", "piecewise_linear(0:2x48) zero 16", "piecewise_linear 16 zero");
        for (String text : wrong) {
            assertThrows(IllegalArgumentException.class, () -> Layer.parse(text), text);
        }
    }

    @Test
    void saysWhichColumnsAreAllowed() {
        assertSays("a piecewise-linear embedding expects at least 1 column and 1 dim, got 0 columns and 4 dims",
                () -> new PiecewiseLinear(List.of(), 4));
        assertSays("a piecewise-linear embedding expects at least 1 column and 1 dim, got 1 column and 0 dims",
                () -> new PiecewiseLinear(LAYER.columns(), 0));
        assertSays("a piecewise-linear embedding expects inputs from 0 and 1 to 4096 bins, got input 0, position 1 and 0 bins",
                () -> new PiecewiseLinear.Column(0, 1, 0));
        assertSays("a piecewise-linear embedding reads an input once, as a number or as a position, got input 2 twice",
                () -> new PiecewiseLinear(List.of(new PiecewiseLinear.Column(2, 2, 1)), 4));
        assertSays("a piecewise-linear embedding of input 2 expects more inputs than that, got 2",
                () -> NetworkSpec.inputs(2).layer(LAYER).build());
        assertThrows(IllegalArgumentException.class, () -> NetworkSpec.parse("4\npiecewise_linear(0:1x2,2:3x2) 2147483647 zero\n"));
    }

    /** A sine, which a network without hidden layers learns from bins alone. */
    @Test
    void learnsACurve() {
        int bins = 16, samples = 512;
        float[] inputs = new float[2 * samples], targets = new float[samples];
        for (int i = 0; i < samples; i++) {
            inputs[2 * i] = 2f * i / samples - 1;
            inputs[2 * i + 1] = (float) bins * i / samples;
            targets[i] = (float) StrictMath.sin(2 * StrictMath.PI * i / samples);
        }
        NetworkSpec spec = NetworkSpec.inputs(2).layer(new PiecewiseLinear(List.of(new PiecewiseLinear.Column(0, 1, bins)), 8))
                .dense(1, Activation.identity()).build();
        Dataset curve = Dataset.withTargets(inputs, 2, targets, 1);
        try (Trainer trainer = Trainer.builder(spec).loss(Loss.squaredError()).optimizer(Optimizer.adam(0.02f)).batch(64).seed(4).build()) {
            for (int epoch = 0; epoch < 60; epoch++) {
                trainer.epoch(curve);
            }
            assertTrue(trainer.evaluate(curve).meanLoss() < 1e-3, "loss " + trainer.evaluate(curve).meanLoss());
        }
    }
}
