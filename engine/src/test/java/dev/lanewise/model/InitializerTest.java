package dev.lanewise.model;

import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

@Tag("once")
class InitializerTest {

    static final List<Initializer> EXAMPLES = List.of(new Initializer.Zero(), new Initializer.Constant(-0.3f),
            new Initializer.Uniform(-0.5f, 0.25f), new Initializer.Uniform(1e-20f, 1e20f), new Initializer.HeUniform(),
            new Initializer.HeNormal(), new Initializer.GlorotUniform(), new Initializer.GlorotNormal());

    private static final int IN = 500, OUT = 300;
    private static final Initializer.Uniform STEEP = new Initializer.Uniform(-Float.MAX_VALUE, Float.MAX_VALUE);

    @Test
    void hasAnExampleHereOfEveryKind() {
        Permitted.requireExamples(Initializer.class, EXAMPLES);
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void readsWhatItWrites(Initializer initializer) {
        assertEquals(initializer, Initializer.parse(initializer.text()));
    }

    @Test
    void writesEachInAnotherWay() {
        assertEquals("[zero, constant(-0.3), uniform(-0.5,0.25), uniform(1.0E-20,1.0E20),"
                + " he_uniform, he_normal, glorot_uniform, glorot_normal]",
                EXAMPLES.stream().map(Initializer::text).toList().toString());
    }

    @Test
    void saysWhatIsWrongWithAName() {
        assertSays("unknown initializer 'ones', expected one of zero, constant(value), uniform(low,high), he_uniform, he_normal,"
                + " glorot_uniform, glorot_normal", () -> Initializer.parse("ones"));
        assertSays("initializer 'uniform(1)' expects 2 numbers in brackets, got 1", () -> Initializer.parse("uniform(1)"));
        assertSays("initializer 'uniform(1,2,3)' expects 2 numbers in brackets, got 3", () -> Initializer.parse("uniform(1,2,3)"));
        assertSays("initializer 'uniform(1,x)': expected a number, got 'x'", () -> Initializer.parse("uniform(1,x)"));
        assertSays("initializer 'uniform(1,2' lacks its closing bracket", () -> Initializer.parse("uniform(1,2"));
        for (String name : new String[] {"zero", "he_uniform", "he_normal", "glorot_uniform", "glorot_normal"}) {
            assertSays("initializer '" + name + "(1)' expects 0 numbers in brackets, got 1", () -> Initializer.parse(name + "(1)"));
        }
    }

    @Test
    void saysThatBothEndsAreMissing() {
        assertSays("initializer 'uniform' expects 2 numbers in brackets, got 0", () -> Initializer.parse("uniform"));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "NaN, 1", "0, NaN", "-Infinity, 1", "0, Infinity"})
    void saysWhichEndsAreAllowed(float low, float high) {
        assertSays("uniform expects finite ends with low <= high, got " + low + " and " + high, () -> new Initializer.Uniform(low, high));
    }

    @Test
    void suitsEveryActivation() {
        for (Activation activation : ActivationTest.EXAMPLES) {
            boolean rectified = activation.hasKink();
            assertEquals(rectified ? new Initializer.HeUniform() : new Initializer.GlorotUniform(), Initializer.suiting(activation));
        }
    }

    private static float[] numbers(Initializer initializer) {
        float[] numbers = new float[IN * OUT];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = initializer.at(11, 2, i, IN, OUT);
        }
        return numbers;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"he_uniform, 500", "glorot_uniform, 800"})
    void spreadsUniformNumbersUpToTheRootOfSixByTheFans(String name, int fans) {
        double end = Math.sqrt(6.0 / fans), least = 1, most = -1;
        float[] numbers = numbers(Initializer.parse(name));
        for (float number : numbers) {
            least = Math.min(least, number);
            most = Math.max(most, number);
        }
        assertTrue(least >= -(float) end && least < -0.9999 * end, "least " + least);
        assertTrue(most < (float) end && most > 0.9999 * end, "most " + most);
        assertMeanAndVariance(numbers, 0, end * end / 3);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"he_normal, 500", "glorot_normal, 800"})
    void spreadsNormalNumbersWithTwoByTheFansAsVariance(String name, int fans) {
        float[] numbers = numbers(Initializer.parse(name));
        double deviation = Math.sqrt(2.0 / fans), beyondTwo = 0;
        for (float number : numbers) {
            beyondTwo += Math.abs(number) > 2 * deviation ? 1 : 0;
        }
        assertEquals(0.0455, beyondTwo / numbers.length, 0.003);
        assertMeanAndVariance(numbers, 0, deviation * deviation);
    }

    @Test
    void spreadsUniformNumbersBetweenItsEnds() {
        float[] numbers = numbers(new Initializer.Uniform(-1f, 3f));
        for (float number : numbers) {
            assertTrue(number >= -1 && number < 3, "got " + number);
        }
        assertMeanAndVariance(numbers, 1, 16 / 12.0);
        assertEquals(2.5f, new Initializer.Uniform(2.5f, 2.5f).at(1, 2, 3, 4, 5));
    }

    /** Within five standard errors; that of a variance is at most {@code variance * sqrt(2 / n)}. */
    private static void assertMeanAndVariance(float[] numbers, double mean, double variance) {
        double sum = 0, squares = 0;
        for (float number : numbers) {
            sum += number;
            squares += (number - mean) * (number - mean);
        }
        assertEquals(mean, sum / numbers.length, 5 * Math.sqrt(variance / numbers.length));
        assertEquals(variance, squares / numbers.length, 5 * variance * Math.sqrt(2.0 / numbers.length));
    }

    @Test
    void isAllZeroWhereItSaysSo() {
        for (float number : numbers(new Initializer.Zero())) {
            assertEquals(0, Float.floatToRawIntBits(number));
        }
    }

    @Test
    void isAllTheSameWhereItSaysSo() {
        for (float number : numbers(new Initializer.Constant(-0.3f))) {
            assertEquals(-0.3f, number);
        }
        assertSays("constant expects a finite number, got NaN", () -> new Initializer.Constant(Float.NaN));
    }

    @Test
    void dependsOnSeedPurposeAndPosition() {
        for (Initializer initializer : EXAMPLES.subList(2, EXAMPLES.size())) {
            float number = initializer.at(1, 2, 3, IN, OUT);
            assertEquals(number, initializer.at(1, 2, 3, IN, OUT));
            assertNotEquals(number, initializer.at(9, 2, 3, IN, OUT));
            assertNotEquals(number, initializer.at(1, 9, 3, IN, OUT));
            assertNotEquals(number, initializer.at(1, 2, 9, IN, OUT));
        }
    }

    @Test
    void survivesTheLargestFans() {
        for (Initializer initializer : EXAMPLES) {
            assertTrue(Float.isFinite(initializer.at(1, 2, 3, Integer.MAX_VALUE, Integer.MAX_VALUE)), initializer.text());
        }
    }

    @Test
    void staysFiniteBetweenEndsThatAreFarApart() {
        for (int i = 0; i < 100; i++) {
            assertTrue(Float.isFinite(STEEP.at(1, 2, i, IN, OUT)));
        }
    }

    @Test
    void staysBetweenItsEndsHoweverNarrow() {
        Initializer.Uniform narrow = new Initializer.Uniform(1f, Math.nextUp(1f));
        for (int i = 0; i < 100; i++) {
            float number = narrow.at(1, 2, i, IN, OUT);
            assertTrue(number == narrow.low() || number == narrow.high(), "got " + number);
        }
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }
}
