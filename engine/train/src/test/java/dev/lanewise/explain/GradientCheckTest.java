package dev.lanewise.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Batch;
import dev.lanewise.explain.GradientCheck.Comparison;
import dev.lanewise.model.Network;
import dev.lanewise.model.RowMajor;
import dev.lanewise.spec.Activation;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.train.Gradients;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientCheckTest {

    private static final float[] INPUT = {0.3f, -0.4f, 0.5f};
    private static final Variable BIAS = new Variable.Bias(1, 1);

    private static Network network(Activation hidden, Activation output) {
        return Network.create(NetworkSpec.inputs(3).dense(5, hidden).dense(4, hidden).dense(2, output).build(), 7);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @CsvSource({"sigmoid, sigmoid, squared_error", "sigmoid, sigmoid, sigmoid_cross_entropy", "tanh, softmax, softmax_cross_entropy",
        "relu, softmax, softmax_cross_entropy", "leaky_relu, identity, squared_error", "identity, tanh, squared_error"})
    void passesAllVariablesOfARightGradient(String hidden, String output, String loss) {
        Network network = network(Activation.parse(hidden), Activation.parse(output));
        GradientCheck check = GradientCheck.of(network, Loss.parse(loss), INPUT, new float[] {0, 1}, 1000, 1);
        assertTrue(check.passed(), check.toString());
        // weights 15 + 20 + 8, biases 5 + 4 + 2, inputs 3
        assertEquals(57, check.variables());
        assertEquals(57, check.checked());
        assertEquals(0, check.beyond());
        assertEquals(GradientCheck.WORST_KEPT, check.worst().size());
    }

    @Test
    void takesTheBackwardValuesFromTheBackwardPassOfTraining() {
        Network network = network(Activation.tanh(), Activation.softmax());
        float[] target = {0, 1};
        Gradients gradients = Gradients.of(network, Loss.softmaxCrossEntropy(), Batch.withTargets(INPUT, 3, target, 2));
        for (Comparison c : GradientCheck.of(network, Loss.softmaxCrossEntropy(), INPUT, target, 1000, 1).worst()) {
            float expected = switch (c.by()) {
                case Variable.Weight(int layer, int to, int from) -> gradients.tensor(NetworkSpec.nameOf(layer) + ".weight")
                        [(to - 1) * network.spec().widths().get(layer - 1) + from - 1];
                case Variable.Bias(int layer, int to) -> gradients.tensor(NetworkSpec.nameOf(layer) + ".bias")[to - 1];
                case Variable.Output(int layer, int node) -> gradients.input(0, node - 1);
                case Variable.Parameter _, Variable.PreActivation _, Variable.Cost _ -> throw new AssertionError(c.by());
            };
            assertEquals(Float.floatToIntBits(expected), Float.floatToIntBits(c.backward()), c.toString());
            assertEquals(c.backward(), c.difference(), c.allowed());
            assertTrue(c.allowed() < 1e-5, "useless bound: " + c);
        }
    }

    @Test
    void countsADerivativeBeyondItsBound() {
        Comparison right = new Comparison(BIAS, 0.5f, 0.5f, 0.5000001, 1e-6);
        Comparison doubled = new Comparison(BIAS, 1f, 1f, 0.5, 1e-6);
        Comparison tooTight = new Comparison(BIAS, 0.5f, 0.5f, right.difference(), right.distance() / 2);
        GradientCheck check = GradientCheck.of(9, List.of(right, tooTight, doubled));
        assertFalse(check.passed());
        assertEquals(3, check.checked());
        assertEquals(2, check.beyond());
        assertEquals(List.of(doubled, tooTight, right), check.worst());
        assertEquals(0.1, right.ratio(), 1e-3);
        assertEquals(2, tooTight.ratio(), 1e-12);
        assertTrue(GradientCheck.of(9, List.of(right)).passed());
    }

    @Test
    void countsOtherBitsHoweverNear() {
        Comparison bits = new Comparison(BIAS, 0.5f, Math.nextUp(0.5f), 0.5, 1e-6);
        Comparison nearTheBound = new Comparison(BIAS, 0.5f, 0.5f, 0.5 + 0.9e-6, 1e-6);
        assertEquals(0, bits.ratio());
        assertFalse(bits.agrees());
        assertEquals(List.of(bits, nearTheBound), GradientCheck.of(9, List.of(nearTheBound, bits)).worst());
    }

    @Test
    void neverAgreesWithANaN() {
        assertFalse(new Comparison(BIAS, Float.NaN, Float.NaN, 0.5, 1).agrees());
        assertFalse(new Comparison(BIAS, 0.5f, 0.5f, Double.NaN, 1).agrees());
        assertFalse(new Comparison(BIAS, 0.5f, 0.5f, 0.6, Double.NaN).agrees());
        assertFalse(new Comparison(BIAS, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, 0.5, Double.POSITIVE_INFINITY).agrees());
        assertTrue(new Comparison(BIAS, 0f, 0f, 0, 0).agrees());
    }

    @Test
    void failsANetworkWhoseGradientsAreNotFinite() {
        NetworkSpec spec = NetworkSpec.inputs(1).dense(1, Activation.identity()).dense(1, Activation.identity()).build();
        Network exploding = RowMajor.network(spec, new float[][] {{3e38f}, {3e38f}}, new float[2][1]);
        GradientCheck check = GradientCheck.of(exploding, Loss.squaredError(), new float[] {1}, new float[1], 100, 1);
        assertFalse(check.passed());
        assertTrue(check.beyond() > 0 && !check.worst().getFirst().agrees(), check.toString());
    }

    @Test
    void drawsDifferentVariablesOfEveryLayerAndKind() {
        NetworkSpec spec = NetworkSpec.inputs(50).dense(40, Activation.relu()).dense(3, Activation.softmax()).build();
        List<Variable> sample = GradientSampling.sample(spec, 100, 1);
        assertEquals(100, sample.size());
        assertEquals(100, new HashSet<>(sample).size());
        sample.forEach(variable -> variable.requireIn(spec));
        // the three biases of layer 2 are all there are; 97 / 4 = 24 are left for each of the others
        assertEquals(3, sample.stream().filter(v -> v instanceof Variable.Bias(int layer, int to) && layer == 2).count());
        assertEquals(24, sample.stream().filter(v -> v instanceof Variable.Bias(int layer, int to) && layer == 1).count());
        assertEquals(24, sample.stream().filter(Variable.Output.class::isInstance).count());
        assertEquals(24, sample.stream().filter(v -> v instanceof Variable.Weight(int layer, int to, int from) && layer == 2).count());
        assertEquals(25, sample.stream().filter(v -> v instanceof Variable.Weight(int layer, int to, int from) && layer == 1).count());
        assertEquals(sample, GradientSampling.sample(spec, 100, 1));
        assertNotEquals(sample, GradientSampling.sample(spec, 100, 2));
        assertEquals(1, GradientSampling.sample(spec, 1, 1).size());
    }

    @Test
    void drawsAllVariablesOnceWhereThereAreNoMoreThanTheCount() {
        NetworkSpec spec = NetworkSpec.inputs(4).dense(3, Activation.relu()).dense(2, Activation.softmax()).build();
        for (int count : new int[] {27, 28, Integer.MAX_VALUE}) {
            List<Variable> sample = GradientSampling.sample(spec, count, 1);
            assertEquals(27, sample.size());
            assertEquals(27, new HashSet<>(sample).size());
        }
        assertEquals(26, GradientSampling.sample(spec, 26, 1).size());
    }

    /** Each of six positions is drawn in about half of the draws of three. */
    @Test
    void drawsEveryVariableAboutAsOften() {
        NetworkSpec spec = NetworkSpec.inputs(6).dense(6, Activation.relu()).build();
        var draws = LongStream.range(0, 2000).boxed()
                .flatMap(seed -> GradientSampling.sample(spec, 9, seed).stream())
                .filter(Variable.Bias.class::isInstance).collect(Collectors.groupingBy(v -> v, Collectors.counting()));
        assertEquals(6, draws.size());
        // standard deviation sqrt(2000) / 2 = 22
        draws.forEach((variable, times) -> assertEquals(1000, times, 110, variable.toString()));
    }

    @Test
    void saysWhatDoesNotFit() {
        Network network = network(Activation.tanh(), Activation.softmax());
        Loss loss = Loss.softmaxCrossEntropy();
        assertSays("a gradient check needs at least 1 variable to check, got 0", network, loss, INPUT, new float[2], 0);
        assertSays("the input of the network 3-5-4-2 expects 3 numbers, got 4", network, loss, new float[4], new float[2], 1);
        assertSays("the target of the network 3-5-4-2 expects 2 numbers, got 1", network, loss, INPUT, new float[1], 1);
        assertSays("the loss squared_error expects an element-wise one as the activation of the last layer, "
                + "got softmax", network, Loss.squaredError(), INPUT, new float[2], 1);
    }

    private static void assertSays(String sentence, Network network, Loss loss, float[] input, float[] target, int count) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class,
                () -> GradientCheck.of(network, loss, input, target, count, 1)).getMessage());
    }
}
