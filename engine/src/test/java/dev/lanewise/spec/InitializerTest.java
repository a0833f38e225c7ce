package dev.lanewise.spec;

import static org.junit.jupiter.api.Assertions.*;

import dev.lanewise.chain.StartNumbers;
import java.util.Arrays;
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
            new Initializer.HeNormal(), new Initializer.GlorotUniform(), new Initializer.GlorotNormal(),
            new Initializer.Normal(0.5f, 2f), new Initializer.TruncatedNormal(0f, 0.05f), new Initializer.LecunUniform(),
            new Initializer.LecunNormal(), new Initializer.Orthogonal(1f), new Initializer.Orthogonal(-1.5f));

    private static final int IN = 500, OUT = 300;
    private static final Initializer.Uniform STEEP = new Initializer.Uniform(-Float.MAX_VALUE, Float.MAX_VALUE);

    @Test
    void hasAnExampleHereOfEveryKind() {
        Permitted.requireExamples(Initializer.class, EXAMPLES);
    }

    @ParameterizedTest
    @FieldSource("EXAMPLES")
    void readsWhatItWrites(Initializer initializer) {
        assertEquals(initializer, Initializer.parse(initializer.toText()));
    }

    @Test
    void writesEachInAnotherWay() {
        assertEquals("[zero, constant(-0.3), uniform(-0.5,0.25), uniform(1.0E-20,1.0E20),"
                + " he_uniform, he_normal, glorot_uniform, glorot_normal, normal(0.5,2.0), truncated_normal(0.0,0.05), lecun_uniform,"
                + " lecun_normal, orthogonal(1.0), orthogonal(-1.5)]",
                EXAMPLES.stream().map(Initializer::toText).toList().toString());
    }

    @Test
    void saysWhatIsWrongWithAName() {
        assertSays("unknown initializer 'twos', expected one of zero, constant(value), uniform(low,high), normal(mean,deviation),"
                + " truncated_normal(mean,deviation), he_uniform, he_normal, glorot_uniform, glorot_normal, lecun_uniform, lecun_normal,"
                + " orthogonal(gain)", () -> Initializer.parse("twos"));
        assertSays("initializer 'uniform(1)' expects 2 numbers in brackets, got 1", () -> Initializer.parse("uniform(1)"));
        assertSays("initializer 'uniform(1,2,3)' expects 2 numbers in brackets, got 3", () -> Initializer.parse("uniform(1,2,3)"));
        assertSays("initializer 'uniform(1,x)': expected a number, got 'x'", () -> Initializer.parse("uniform(1,x)"));
        assertSays("initializer 'uniform(1,2' lacks its closing bracket", () -> Initializer.parse("uniform(1,2"));
        assertSays("initializer 'normal(1)' expects 2 numbers in brackets, got 1", () -> Initializer.parse("normal(1)"));
        assertSays("initializer 'orthogonal(1,2)' expects 1 number in brackets, got 2", () -> Initializer.parse("orthogonal(1,2)"));
        for (String name : new String[] {"zero", "ones", "he_uniform", "he_normal", "glorot_uniform", "xavier_normal", "lecun_normal"}) {
            assertSays("initializer '" + name + "(1)' expects 0 numbers in brackets, got 1", () -> Initializer.parse(name + "(1)"));
        }
    }

    @Test
    void saysThatBothEndsAreMissing() {
        assertSays("initializer 'uniform' expects 2 numbers in brackets, got 0", () -> Initializer.parse("uniform"));
    }

    /** Names of PyTorch and Keras on the left. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"zeros_; zero", "Zeros; zero", "ones; constant(1)", "random_uniform(-1,2); uniform(-1,2)",
        "RandomNormal(0, 0.05); normal(0,0.05)", "TruncatedNormal(0, 0.05); truncated_normal(0,0.05)", "xavier_uniform_; glorot_uniform",
        "Xavier-Normal; glorot_normal", "kaiming_uniform; he_uniform", "KAIMING_NORMAL_; he_normal", "LecunUniform; lecun_uniform",
        "orthogonal; orthogonal(1)"})
    void goesByOtherNamesToo(String other, String name) {
        assertEquals(Initializer.parse(name), Initializer.parse(other));
    }

    @Test
    void comesFromAFactoryOfItsName() {
        assertEquals(List.of(new Initializer.Zero(), new Initializer.Constant(1f), new Initializer.Constant(2f),
                new Initializer.Uniform(1f, 2f), new Initializer.Normal(1f, 2f), new Initializer.TruncatedNormal(1f, 2f),
                new Initializer.HeUniform(), new Initializer.HeNormal(), new Initializer.GlorotUniform(), new Initializer.GlorotNormal(),
                new Initializer.LecunUniform(), new Initializer.LecunNormal(), new Initializer.Orthogonal(1f)),
                List.of(Initializer.zeros(), Initializer.ones(), Initializer.constant(2f), Initializer.uniform(1f, 2f),
                Initializer.normal(1f, 2f), Initializer.truncatedNormal(1f, 2f), Initializer.heUniform(), Initializer.heNormal(),
                Initializer.glorotUniform(), Initializer.glorotNormal(), Initializer.lecunUniform(), Initializer.lecunNormal(),
                Initializer.orthogonal()));
    }

    @ParameterizedTest
    @CsvSource({"0, -1", "NaN, 1", "0, NaN", "0, Infinity", "Infinity, 0", "0, 1e38"})
    void saysWhichNormalNumbersAreAllowed(float mean, float deviation) {
        String rest = " expects a mean and a deviation of at least 0, with a finite mean + 7 deviations, got " + mean + " and " + deviation;
        assertSays("normal" + rest, () -> new Initializer.Normal(mean, deviation));
        assertSays("truncated_normal" + rest, () -> new Initializer.TruncatedNormal(mean, deviation));
    }

    @Test
    void saysWhichGainsAreAllowed() {
        assertSays("orthogonal expects a finite gain, got NaN", () -> new Initializer.Orthogonal(Float.NaN));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "NaN, 1", "0, NaN", "-Infinity, 1", "0, Infinity"})
    void saysWhichEndsAreAllowed(float low, float high) {
        assertSays("uniform expects finite ends with low <= high, got " + low + " and " + high, () -> new Initializer.Uniform(low, high));
    }

    @Test
    void suitsEveryActivation() {
        for (Activation activation : ActivationTest.EXAMPLES) {
            Initializer expected = activation.isRectifier() ? new Initializer.HeUniform()
                    : activation.equals(Activation.selu()) ? new Initializer.LecunUniform() : new Initializer.GlorotUniform();
            assertEquals(expected, Initializer.defaultFor(activation));
        }
    }

    private static float[] numbers(Initializer initializer) {
        return numbers(initializer, OUT, IN);
    }

    private static float[] numbers(Initializer initializer, int out, int in) {
        StartNumbers start = StartNumbers.of(weights(initializer, out, in), 11, 2);
        float[] numbers = new float[in * out];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = start.at(i);
        }
        return numbers;
    }

    private static TensorSpec weights(Initializer initializer, int out, int in) {
        return new TensorSpec("weight", List.of(out, in), TensorSpec.Role.WEIGHT, new TensorSpec.Start(initializer, in, out));
    }

    private static float number(Initializer initializer, long seed, long purpose, long position) {
        return StartNumbers.of(weights(initializer, 4, 3), seed, purpose).at(position);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"he_uniform, 500", "glorot_uniform, 800", "lecun_uniform, 1000"})
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
    @CsvSource({"he_normal, 500", "glorot_normal, 800", "lecun_normal, 1000"})
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
    void spreadsNormalNumbersAroundItsMean() {
        assertMeanAndVariance(numbers(new Initializer.Normal(-3f, 0.5f)), -3, 0.25);
        assertEquals(2.5f, number(new Initializer.Normal(2.5f, 0f), 1, 2, 3));
    }

    /** The variance of a normal number that is known to be within two deviations is {@code 1 - 4 phi(2) / (2 Phi(2) - 1)}. */
    @Test
    void cutsNormalNumbersOffAtTwoDeviations() {
        float[] numbers = numbers(new Initializer.TruncatedNormal(-3f, 0.5f));
        double least = 0, most = -9, beyondOne = 0;
        for (float number : numbers) {
            least = Math.min(least, number);
            most = Math.max(most, number);
            beyondOne += Math.abs(number + 3) > 0.5 ? 1 : 0;
        }
        assertTrue(least >= -4 && least < -3.999, "least " + least);
        assertTrue(most <= -2 && most > -2.001, "most " + most);
        assertEquals(1 - 0.6826895 / 0.9544997, beyondOne / numbers.length, 0.006);
        assertMeanAndVariance(numbers, -3, 0.25 * (1 - 4 * 0.05399096651 / 0.9544997361));
    }

    /** Tall, square, wide, a row, a column. */
    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({"33, 17", "24, 24", "17, 40", "300, 128", "1, 9", "9, 1", "1, 1"})
    void hasOrthogonalColumnsOrRowsOfTheGain(int rows, int columns) {
        float[] numbers = numbers(new Initializer.Orthogonal(-1.5f), rows, columns);
        int few = Math.min(rows, columns);
        for (int a = 0; a < few; a++) {
            for (int b = 0; b < few; b++) {
                double product = 0;
                for (int i = 0; i < Math.max(rows, columns); i++) {
                    product += rows < columns ? (double) numbers[a * columns + i] * numbers[b * columns + i]
                            : (double) numbers[i * columns + a] * numbers[i * columns + b];
                }
                assertEquals(a == b ? 2.25 : 0, product, 1e-6);
            }
        }
    }

    /** By Gram and Schmidt, whose R has a positive diagonal: the only such decomposition of the same normal numbers. */
    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({"9, 5", "6, 6", "4, 11"})
    void isTheOnlyDecompositionWithAPositiveDiagonal(int rows, int columns) {
        float[] normal = numbers(new Initializer.Normal(0f, 1f), rows, columns);
        float[] orthogonal = numbers(new Initializer.Orthogonal(1f), rows, columns);
        boolean wide = rows < columns;
        int many = Math.max(rows, columns), few = Math.min(rows, columns);
        double[][] q = new double[few][many];
        for (int j = 0; j < few; j++) {
            for (int i = 0; i < many; i++) {
                q[j][i] = normal[wide ? j * columns + i : i * columns + j];
            }
            for (int earlier = 0; earlier < j; earlier++) {
                double along = dot(q[j], q[earlier]);
                for (int i = 0; i < many; i++) {
                    q[j][i] -= along * q[earlier][i];
                }
            }
            double length = Math.sqrt(dot(q[j], q[j]));
            for (int i = 0; i < many; i++) {
                q[j][i] /= length;
                assertEquals(q[j][i], orthogonal[wide ? j * columns + i : i * columns + j], 1e-5);
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void spreadsUniformNumbersBetweenItsEnds() {
        float[] numbers = numbers(new Initializer.Uniform(-1f, 3f));
        for (float number : numbers) {
            assertTrue(number >= -1 && number < 3, "got " + number);
        }
        assertMeanAndVariance(numbers, 1, 16 / 12.0);
        assertEquals(2.5f, number(new Initializer.Uniform(2.5f, 2.5f), 1, 2, 3));
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
            float number = number(initializer, 1, 2, 3);
            assertEquals(number, number(initializer, 1, 2, 3));
            assertNotEquals(number, number(initializer, 9, 2, 3));
            assertNotEquals(number, number(initializer, 1, 9, 3));
            assertNotEquals(number, number(initializer, 1, 2, 9));
        }
    }

    @Test
    void survivesTheLargestFans() {
        for (Initializer initializer : EXAMPLES) {
            TensorSpec.Start start = new TensorSpec.Start(initializer, Integer.MAX_VALUE, Integer.MAX_VALUE);
            TensorSpec bias = new TensorSpec("bias", List.of(4), TensorSpec.Role.BIAS, start);
            assertTrue(Float.isFinite(StartNumbers.of(bias, 1, 2).at(3)), initializer.toText());
        }
    }

    @Test
    void staysFiniteBetweenEndsThatAreFarApart() {
        for (float number : numbers(STEEP, 10, 10)) {
            assertTrue(Float.isFinite(number));
        }
    }

    @Test
    void staysBetweenItsEndsHoweverNarrow() {
        Initializer.Uniform narrow = new Initializer.Uniform(1f, Math.nextUp(1f));
        for (float number : numbers(narrow, 10, 10)) {
            assertTrue(number == narrow.low() || number == narrow.high(), "got " + number);
        }
    }

    /** Hashes of 100 numbers, written down, since a network of a seed is to be the same in every version. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"constant(-0.3); c330fe01", "uniform(-0.5,0.25); d970ae78", "he_uniform; 2c3c9bd3",
        "he_normal; e9971b43", "glorot_uniform; c889cdf1", "glorot_normal; 37812800", "normal(0.5,2); f2f766bd",
        "truncated_normal(0.5,2); 4a92059a", "lecun_uniform; 798c262a", "lecun_normal; 1c450db5", "orthogonal(1.5); b21b1e08"})
    void hasTheBitsOfEveryVersion(String name, String hash) {
        assertEquals(hash, Integer.toHexString(Arrays.hashCode(numbers(Initializer.parse(name), 5, 20))));
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }
}
