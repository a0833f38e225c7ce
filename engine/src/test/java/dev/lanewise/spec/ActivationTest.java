package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.model.Network;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class ActivationTest {

    static final List<Activation> EXAMPLES = List.of(Activation.identity(), Activation.sigmoid(), Activation.tanh(), Activation.relu(),
            Activation.leakyRelu(), new Activation.LeakyRelu(0.3f), new Activation.LeakyRelu(0f), new Activation.LeakyRelu(1e-30f),
            Activation.prelu(), new Activation.Prelu(0.5f), Activation.elu(), new Activation.Elu(0.5f), new Activation.Elu(3f),
            Activation.selu(), Activation.softplus(), Activation.softsign(), Activation.gelu(), Activation.geluTanh(), Activation.silu(),
            Activation.mish(),
            Activation.hardSigmoid(), Activation.hardTanh(), Activation.hardSwish(), Activation.parametric(Activation.tanh()),
            Activation.parametric(new Activation.LeakyRelu(0.3f)), Activation.parametric(Activation.hardTanh()),
            Activation.parametric(Activation.gelu()), Activation.softmax());

    @Test
    void hasAnExampleHereOfEveryKind() {
        Permitted.requireExamples(Activation.class, EXAMPLES);
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void readsWhatItWrites(Activation activation) {
        assertEquals(activation, Activation.parse(activation.toText()));
    }

    @Test
    void writesEachInAnotherWay() {
        assertEquals(EXAMPLES.size(), EXAMPLES.stream().map(Activation::toText).distinct().count());
        assertEquals("leaky_relu(0.3)", new Activation.LeakyRelu(0.3f).toText());
        assertEquals("relu", Activation.relu().toText());
    }

    @Test
    void isParametricOnlyOnce() {
        String expected = "parametric expects an element-wise activation that is not learned, got ";
        assertSays(expected + "softmax", () -> Activation.parametric(Activation.softmax()));
        assertSays(expected + "parametric(relu)", () -> Activation.parametric(Activation.parametric(Activation.relu())));
        assertSays(expected + "'" + "Parametric(".repeat(5) + "Param...'", () -> Activation.parse("Parametric(".repeat(100_000) + ")"));
    }

    @Test
    void leaksOneHundredthWhenNothingIsSaid() {
        assertEquals(new Activation.LeakyRelu(0.01f), Activation.leakyRelu());
        assertEquals(new Activation.LeakyRelu(0.01f), Activation.parse("leaky_relu"));
    }

    @Test
    void takesNamesInAnyCase() {
        for (Activation activation : EXAMPLES) {
            assertEquals(activation, Activation.parse(activation.toText().toUpperCase(Locale.ROOT)));
        }
        assertEquals(Activation.relu(), Activation.parse("ReLU"));
        assertEquals(Activation.leakyRelu(), Activation.parse("LeakyReLU"));
        assertEquals(new Activation.LeakyRelu(0.2f), Activation.parse("leaky-relu(0.2)"));
        assertEquals(Activation.hardSwish(), Activation.parse("hardSwish"));
        assertEquals(Activation.hardSigmoid(), Activation.parse("HARD-SIGMOID"));
        assertEquals(Activation.gelu(), Activation.parse("GELU"));
        assertEquals(Activation.parametric(Activation.hardTanh()), Activation.parse("Parametric(HardTanh)"));
        assertEquals(new Initializer.GlorotUniform(), Initializer.parse("GlorotUniform"));
        assertEquals(new Initializer.HeNormal(), Initializer.parse("HE_NORMAL"));
        assertEquals(Loss.softmaxCrossEntropy(), Loss.parse("SoftmaxCrossEntropy"));
        assertEquals(Loss.squaredError(), Loss.parse("squared-error"));
        assertEquals(new Dense(3, Activation.tanh()), Layer.parse("3 TANH Glorot_Uniform Zero"));
    }

    /** As the factories do. */
    @Test
    void takesTheUsualNumberWhenNothingIsSaid() {
        assertEquals(new Activation.Prelu(0.25f), Activation.parse("prelu"));
        assertEquals(Activation.prelu(), Activation.parse("PReLU"));
        assertEquals(new Activation.Elu(1f), Activation.parse("elu"));
        assertEquals(Activation.elu(), Activation.parse("ELU"));
    }

    @Test
    void knowsSwishByBothNames() {
        assertEquals(Activation.silu(), Activation.parse("swish"));
        assertEquals(Activation.silu(), Activation.parse("SiLU"));
        assertEquals("silu", Activation.silu().toText());
    }

    @Test
    void saysWhichNumbersAreAllowed() {
        for (float alpha : new float[] {0f, -1f, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertSays("elu expects a positive alpha, got " + alpha, () -> new Activation.Elu(alpha));
        }
        for (float start : new float[] {-0.1f, 1f, Float.NaN}) {
            assertSays("prelu expects a slope to start with from 0 to below 1, got " + start, () -> new Activation.Prelu(start));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gellu", "", " relu", "relu "})
    void saysWhichNamesItKnows(String name) {
        assertSays("unknown activation '" + name + "', expected one of identity, sigmoid, tanh, relu, leaky_relu(slope),"
                + " prelu(start), elu(alpha), selu, softplus, softsign, gelu, gelu_tanh, silu, mish, hard_sigmoid, hard_tanh, hard_swish,"
                + " parametric(activation), softmax",
                () -> Activation.parse(name));
    }

    @Test
    void saysWhatIsWrongWithItsNumbers() {
        assertSays("activation 'leaky_relu(0.3' lacks its closing bracket", () -> Activation.parse("leaky_relu(0.3"));
        assertSays("activation 'leaky_relu(x)': expected a number, got 'x'", () -> Activation.parse("leaky_relu(x)"));
        assertSays("activation 'leaky_relu()': expected a number, got ''", () -> Activation.parse("leaky_relu()"));
        assertSays("activation 'leaky_relu(0.1,0.2)' expects 1 number in brackets, got 2", () -> Activation.parse("leaky_relu(0.1,0.2)"));
        for (String name : new String[] {"identity", "sigmoid", "tanh", "relu", "softmax"}) {
            assertSays("activation '" + name + "(1)' expects 0 numbers in brackets, got 1", () -> Activation.parse(name + "(1)"));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.1f, 1f, Float.NaN, Float.POSITIVE_INFINITY})
    void saysWhichSlopesAreAllowed(float slope) {
        assertSays("leaky_relu expects a slope from 0 to below 1, got " + slope, () -> new Activation.LeakyRelu(slope));
        assertSays("leaky_relu expects a slope from 0 to below 1, got " + slope, () -> Activation.parse("leaky_relu(" + slope + ")"));
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }

    /** Of one node between two that are 0, so that a softmax shows that it looks at them. */
    private static float output(Activation activation, float z) {
        NetworkSpec spec = NetworkSpec.inputs(3).layer(new Dense(3, activation)).build();
        return network(spec, new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, new float[3]).predict(new float[] {0, z, 0})[1];
    }

    /** What an activation learns is half way. */
    private static Network network(NetworkSpec spec, float[] weights, float[] biases) {
        return Network.of(spec, tensor -> switch (tensor.role()) {
            case WEIGHT -> weights;
            case BIAS -> biases;
            case ACTIVATION, NORM, TABLE, HEAD -> filled((int) tensor.elements(), 0.5f);
        });
    }

    private static float[] filled(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }

    private static double slope(Activation activation, float from, float to) {
        return ((double) output(activation, to) - output(activation, from)) / ((double) to - from);
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void staysBetweenItsBoundsAndComesNearThem(Activation activation) {
        float lowest = Float.POSITIVE_INFINITY, highest = Float.NEGATIVE_INFINITY;
        for (float z = -1e32f; z < 0; z /= 2) {
            lowest = Math.min(lowest, Math.min(output(activation, z), output(activation, -z)));
            highest = Math.max(highest, Math.max(output(activation, z), output(activation, -z)));
        }
        assertTrue(lowest >= activation.lowerBound() && highest <= activation.upperBound(), lowest + " to " + highest);
        assertEquals(Float.isInfinite(activation.lowerBound()), lowest < -3);
        assertEquals(Float.isInfinite(activation.upperBound()), highest > 1e6);
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void saturatesWhereItsDerivativeVanishesOnBothSides(Activation activation) {
        boolean vanishes = Math.abs(slope(activation, -3e4f, -2e4f)) < 1e-6 && Math.abs(slope(activation, 2e4f, 3e4f)) < 1e-6;
        assertEquals(activation.saturates(), vanishes && activation.isElementwise());
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void hasKinksWhereItsDerivativeJumps(Activation activation) {
        List<Float> kinks = new ArrayList<>();
        for (int z = -8; z <= 8; z++) {
            double jump = Math.abs(slope(activation, z, z + 1e-3f) - slope(activation, z - 1e-3f, z));
            if (jump > 0.05) {
                kinks.add((float) z);
            }
        }
        assertEquals(kinks, activation.kinks());
    }

    /** The sums of a layer keep their variance where it is He that the weights start by. */
    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void isARectifierWhereItIsAboutTheIdentityOnTheRightOnly(Activation activation) {
        double right = slope(activation, 20, 30), left = slope(activation, -30, -20);
        boolean isOnlyRight = activation.isElementwise() && Math.abs(right - 1) < 1e-3 && Math.abs(left) < 0.7;
        assertEquals(isOnlyRight, activation.isRectifier(), right + ", " + left);
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void isElementwiseWhereOtherNodesMakeNoDifference(Activation activation) {
        NetworkSpec spec = NetworkSpec.inputs(1).layer(new Dense(2, activation)).build();
        float alone = network(spec, new float[2], new float[] {0.5f, 0}).predict(new float[1])[0];
        float beside = network(spec, new float[2], new float[] {0.5f, 3}).predict(new float[1])[0];
        assertEquals(activation.isElementwise(), alone == beside);
    }

    /** Of those without an operand, which files and the command line name as Java does. */
    static Stream<Method> factories() {
        return Stream.of(Activation.class.getDeclaredMethods()).filter(method -> Modifier.isStatic(method.getModifiers())
                && method.getParameterCount() == 0 && method.getReturnType() == Activation.class);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void takesTheNameOfItsFactoryInAnyCase(Method factory) throws ReflectiveOperationException {
        Object made = factory.invoke(null);
        assertEquals(made, Activation.parse(factory.getName()));
        assertEquals(made, Activation.parse(factory.getName().toLowerCase(Locale.ROOT)));
        assertEquals(made, Activation.parse(factory.getName().toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @MethodSource("factories")
    void isListedWhereANameIsUnknown(Method factory) {
        String sentence = assertThrows(IllegalArgumentException.class, () -> Activation.parse("blah")).getMessage();
        String listed = sentence.substring(sentence.indexOf("one of ") + "one of ".length()).replaceAll("\\(\\w+\\)", "").replace("_", "");
        assertTrue(List.of(listed.split(", ")).contains(factory.getName().toLowerCase(Locale.ROOT)), sentence);
    }
}
