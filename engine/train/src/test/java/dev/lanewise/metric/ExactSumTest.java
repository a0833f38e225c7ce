package dev.lanewise.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class ExactSumTest {

    private static final double[] EDGES = {0, -0.0, Double.MIN_VALUE, -Double.MIN_VALUE, Double.MIN_NORMAL, -Double.MIN_NORMAL,
        Math.nextDown(Double.MIN_NORMAL), 1, -1, 0x1p-53, 1 + 0x1p-52, 0x1p31, 0x1p32, 0x1p52, 0x1.fffffffffffffp52, -0x1p1000,
        Double.MAX_VALUE / 4, 0.1, Math.PI};

    private static ExactSum sum(double... terms) {
        ExactSum sum = new ExactSum();
        for (double term : terms) {
            sum.add(term);
        }
        return sum;
    }

    private static BigDecimal exact(double... terms) {
        return Arrays.stream(terms).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void assertExact(double... terms) {
        BigDecimal exact = exact(terms);
        ExactSum sum = sum(terms);
        assertEquals(0, exact.compareTo(sum.exact()), () -> Arrays.toString(terms) + " is " + exact + ", not " + sum.exact());
        assertEquals(exact.doubleValue(), sum.value(), () -> Arrays.toString(terms));
    }

    private static double[] random(int terms, int exponents, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, terms).mapToDouble(i -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(2 * exponents) - exponents))
                .toArray();
    }

    @Test
    void isExactAroundEveryEdge() {
        assertExact();
        for (double a : EDGES) {
            assertExact(a);
            for (double b : EDGES) {
                assertExact(a, b);
                assertExact(b, a, -b, 1, b);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 400, 1000})
    void isExactForNumbersOfManySizes(int exponents) {
        assertExact(random(2000, exponents, 7L * exponents));
    }

    @Test
    void isRoundedToTheNearestDoubleAndTiesToEven() {
        assertEquals(1, sum(1, 0x1p-53).value());
        assertEquals(1 + 0x1p-52, sum(1, 0x1p-53, Double.MIN_VALUE).value());
        assertEquals(1 + 0x1p-51, sum(1 + 0x1p-52, 0x1p-53).value());
        assertEquals(-1 - 0x1p-52, sum(-1, -0x1p-53, -Double.MIN_VALUE).value());
        assertEquals(Double.POSITIVE_INFINITY, sum(Double.MAX_VALUE, Double.MAX_VALUE).value());
    }

    @Test
    void isTheSameInEveryOrderAndCut() {
        double[] terms = random(999, 200, 3);
        double[] backwards = IntStream.range(0, terms.length).mapToDouble(i -> terms[terms.length - 1 - i]).toArray();
        double expected = sum(terms).value();
        assertEquals(expected, sum(backwards).value());
        for (int cut : new int[] {0, 1, 500, 998, 999}) {
            ExactSum second = sum(Arrays.copyOfRange(terms, cut, terms.length));
            ExactSum first = sum(Arrays.copyOf(terms, cut));
            second.add(first);
            assertEquals(expected, second.value());
        }
    }

    @Test
    void stillHoldsMoreTermsThanALimbHasRoomFor() {
        for (double[] terms : new double[][] {{-1.75, 0x1.fffffffffffffp3, 3e-7}, {-1.75, -0x1.fffffffffffffp3, -3e-7},
            {0x1p40, -0x1p40}}) {
            ExactSum sum = sum(terms);
            for (int doubling = 0; doubling < 70; doubling++) {
                sum.add(sum);
            }
            assertEquals(0, exact(terms).multiply(new BigDecimal(0x1p70)).compareTo(sum.exact()));
            sum.add(0.1);
            assertEquals(0, exact(terms).multiply(new BigDecimal(0x1p70)).add(new BigDecimal(0.1)).compareTo(sum.exact()));
        }
    }

    @Test
    void takesProductsWithoutRounding() {
        double[] a = random(500, 100, 1), b = random(500, 100, 2);
        ExactSum sum = new ExactSum();
        BigDecimal expected = BigDecimal.ZERO;
        for (int i = 0; i < a.length; i++) {
            sum.addProduct(a[i], b[i]);
            expected = expected.add(new BigDecimal(a[i]).multiply(new BigDecimal(b[i])));
        }
        assertEquals(0, expected.compareTo(sum.exact()));
    }
}
