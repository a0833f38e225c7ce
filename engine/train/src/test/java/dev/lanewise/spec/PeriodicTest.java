package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import dev.lanewise.train.Trainer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Numbers as sums of waves. */
@Tag("once")
class PeriodicTest {

    private static final Periodic LAYER = new Periodic(List.of(2, 0), 2, 3, 0.1f);

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }

    @Test
    void writesAllInputsThenTheEmbeddings() {
        float[] frequencies = {0.25f, -1.5f}, phases = {0.5f, -2}, weights = {1, 10, -2, 20, 3, 0.5f}, biases = {7, 8, 9};
        Network network = Network.of(NetworkSpec.inputs(4).layer(LAYER).build(), tensor -> switch (tensor.name().charAt(7)) {
            case 'f' -> frequencies;
            case 'p' -> phases;
            case 'w' -> weights;
            default -> biases;
        });
        float[] x = {0.3f, 5, -1.7f, 6}, y = network.predict(x);
        assertEquals(10, y.length);
        for (int i = 0; i < 4; i++) {
            assertEquals(x[i], y[i]);
        }
        for (int o = 0; o < 6; o++) {
            double number = x[o < 3 ? 2 : 0], expected = biases[o % 3];
            for (int f = 0; f < 2; f++) {
                expected += weights[o % 3 * 2 + f] * StrictMath.cos(2 * StrictMath.PI * frequencies[f] * number + phases[f]);
            }
            assertEquals(expected, y[4 + o], 1e-5, "output " + o);
        }
    }

    /** Frequencies of the deviation, phases all around, weights and biases within one over the root of the frequencies. */
    @Test
    void startsAsItsFormulaSays() {
        Periodic wide = new Periodic(IntStream.range(0, 200).boxed().toList(), 16, 3, 0.1f);
        Network network = Network.create(NetworkSpec.inputs(200).layer(wide).build(), 3);
        double frequencies = 0, phases = 0, weights = 0, biases = 0, farthest = 0;
        for (TensorSpec tensor : network.tensors()) {
            for (float number : network.tensor(tensor.name())) {
                double square = (double) number * number;
                switch (tensor.name().charAt(7)) {
                    case 'f' -> frequencies += square / (200 * 16);
                    case 'p' -> {
                        phases += square / (200 * 16);
                        farthest = Math.max(farthest, Math.abs(number));
                    }
                    case 'w' -> weights += square / (200 * 48);
                    default -> biases += square / (200 * 3);
                }
            }
        }
        assertEquals(0.01, frequencies, 0.001);
        assertEquals(Math.PI * Math.PI / 3, phases, 0.3);
        assertTrue(farthest > 3.1 && farthest <= (float) Math.PI, "farthest phase " + farthest);
        assertEquals(1 / 48.0, weights, 0.002);
        assertEquals(1 / 48.0, biases, 0.004);
    }

    @Test
    void readsWhatItWrites() {
        Periodic layer = new Periodic(List.of(0, 2), 16, 3, 0.1f);
        assertEquals("periodic(0,2) 16x3 0.1", layer.toText());
        assertEquals(layer, Layer.parse(layer.toText()));
        List<String> wrong = List.of("periodic(0,2) 16x3", "periodic(0,2 16x3 0.1", "periodic() 16x3 0.1", "periodic(0) 16 0.1",
                "periodic(0) 16x3 0.1 1", "periodic(0) 16x3x1 0.1", "periodic(0) 16x3 one", "periodic 16x3 0.1", "periodic(a) 16x3 0.1",
                "periodic(0) 16x3 NaN");
        for (String text : wrong) {
            assertThrows(IllegalArgumentException.class, () -> Layer.parse(text), text);
        }
    }

    @Test
    void saysWhichNumbersAreAllowed() {
        assertSays("a periodic embedding expects at least 1 input, 1 to 4096 frequencies and at least 1 dim, got 0 inputs, "
                + "1 frequency and 1 dim", () -> new Periodic(List.of(), 1, 1, 1));
        assertSays("a periodic embedding expects at least 1 input, 1 to 4096 frequencies and at least 1 dim, got 1 input, "
                + "4097 frequencies and 0 dims", () -> new Periodic(List.of(0), 4097, 0, 1));
        assertSays("a periodic embedding expects a positive deviation of its frequencies, got 0.0",
                () -> new Periodic(List.of(0), 1, 1, 0));
        assertSays("a periodic embedding expects inputs from 0, each once, got input 3 twice",
                () -> new Periodic(List.of(3, 1, 3), 1, 1, 1));
        assertSays("a periodic embedding expects inputs from 0, each once, got input -1", () -> new Periodic(List.of(-1), 1, 1, 1));
        assertSays("a periodic embedding of input 2 expects more inputs than that, got 2",
                () -> NetworkSpec.inputs(2).layer(LAYER).build());
        assertThrows(IllegalArgumentException.class, () -> NetworkSpec.parse("2\nperiodic(0,1) 1x2147483647 0.1\n"));
    }

    /** A sine of three turns, which a network without hidden layers learns from waves alone. */
    @Test
    void learnsACurve() {
        int samples = 512;
        float[] inputs = new float[samples], targets = new float[samples];
        for (int i = 0; i < samples; i++) {
            inputs[i] = 2f * i / samples - 1;
            targets[i] = (float) StrictMath.sin(3 * StrictMath.PI * inputs[i]);
        }
        NetworkSpec spec = NetworkSpec.inputs(1).layer(new Periodic(List.of(0), 16, 1, 0.5f)).dense(1, Activation.identity()).build();
        try (Trainer trainer = Trainer.builder(spec).loss(Loss.squaredError()).optimizer(Optimizer.adam(0.02f)).seed(1).build()) {
            Dataset curve = Dataset.withTargets(inputs, 1, targets, 1);
            for (int epoch = 0; epoch < 60; epoch++) {
                trainer.epoch(curve);
            }
            double loss = trainer.evaluate(curve).meanLoss();
            assertTrue(loss < 0.001, "loss " + loss);
        }
    }
}
