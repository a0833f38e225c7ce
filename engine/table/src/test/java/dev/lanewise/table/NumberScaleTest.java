package dev.lanewise.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against numpy, PyTorch and the published check values. */
class NumberScaleTest {

    /** Nine hundred zeros, then 1 to 100. */
    private static final double[] ZERO_INFLATED = DoubleStream.concat(DoubleStream.generate(() -> 0).limit(900),
            IntStream.rangeClosed(1, 100).asDoubleStream()).toArray();

    @ParameterizedTest
    @CsvSource({"0.45, -0.12566134685507402", "0.975, 1.959963984540054", "1e-7, -5.1993375821928165", "0.6, 0.2533471031357997",
        "0.999, 3.090232306167813", "1e-15, -7.941345326170998", "0.5, 0"})
    void invertsTheNormalDistribution(double probability, double expected) {
        assertEquals(expected, NormalQuantile.of(probability), 1e-14 * Math.max(1, Math.abs(expected)));
    }

    @Test
    void takesQuantilesAsNumpyDoes() {
        double[] values = {1, 2, 4, 8};
        assertArrayEquals(new double[] {1.3, 1.75, 3, 6.8, 2}, DoubleStream.of(.1, .25, .5, .9, 1 / 3.0)
                .map(share -> Quantiles.of(values, share)).toArray(), 1e-14);
        assertEquals(7, Quantiles.of(new double[] {7}, 0.3));
    }

    @ParameterizedTest
    @CsvSource({"1, -0.9486832980505138", "3, 0", "10, 2.2777698070958894", "-100, -2.994922899708709", "2.5, -0.24913643956121995",
        "1e308, 3", "-1e308, -3"})
    void scalesByMedianAndRangeAndClipsSmoothly(double value, double expected) {
        assertEquals(expected, NumberScale.Robust.fit(new double[] {1, 2, 3, 4, 10}).of(value), 1e-14);
    }

    @Test
    void clipsTwoAsPublished() {
        assertEquals(1.66410, new NumberScale.Robust(0, 1).of(2), 5e-6);
    }

    @Test
    void makesARareOneAClippedTwo() {
        double[] rare = new double[100];
        rare[99] = 1;
        NumberScale.Robust scale = NumberScale.Robust.fit(rare);
        assertEquals(0, scale.of(0));
        assertEquals(2 / Math.sqrt(1 + 4 / 9.0), scale.of(1), 1e-15);
    }

    @ParameterizedTest
    @CsvSource({"0, -0.1573106846101707", "1, 1.1746174888366092", "50, 1.644368536763838", "100, 5.199337582290661",
        "-5, -5.1993375821928165", "200, 5.199337582290661", "3.25, 1.2319164507083915"})
    void mapsNumbersToTheNormalDistributionAndTiesToTheirMiddle(double value, double expected) {
        assertEquals(expected, NumberScale.Normal.fit(ZERO_INFLATED).of(value), 1e-12);
    }

    @Test
    void givesZeroInflatedColumnsTheirBins() {
        double[] scaled = scaled();
        Bins bins = Bins.fit(scaled, 48);
        assertEquals(41, bins.count());
        assertEquals(-0.15731068, bins.edges()[0], 1e-7);
        assertEquals(0.95262945, bins.edges()[1], 1e-7);
        assertEquals(5.1993375, bins.edges()[41], 1e-6);
    }

    private static double[] scaled() {
        NumberScale scale = NumberScale.Normal.fit(ZERO_INFLATED);
        return Arrays.stream(ZERO_INFLATED).map(scale::of).toArray();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "-7, -0.08521897", "40.5, 0.42076864", "1000, 5", "2000, 8.54903667", "258.7097473144531, 2"})
    void givesPositionsWithoutLimitsAtBothEnds(double value, double expected) {
        double[] values = IntStream.rangeClosed(1, 100).mapToDouble(i -> Math.pow(i, 1.5)).toArray();
        Bins bins = Bins.fit(values, 5);
        assertEquals(5, bins.count());
        assertEquals(94.87581634521484, bins.edges()[1]);
        assertEquals(expected, bins.position(value), 1e-7);
    }

    @Test
    void hasNoBinsWhereNumbersAreOne() {
        assertEquals(0, Bins.fit(new double[] {3, 3, 3}, 4).count());
    }

    @Test
    void scalesHugeNumbersOfBothSigns() {
        double[] sorted = {-9e307, -9e307, -9e307, 0, 9e307, 9e307, 9e307};
        assertEquals(0, Quantiles.of(new double[] {-9e307, 9e307}, 0.5));
        assertEquals(4.5e307, Quantiles.of(new double[] {-9e307, 9e307}, 0.75), 1e293);
        for (NumberScale scale : List.of(NumberScale.Robust.fit(sorted), NumberScale.Normal.fit(sorted))) {
            assertEquals(0, scale.of(0), 1e-9);
            assertTrue(scale.of(9e307) > 0.4, scale + " " + scale.of(9e307));
            assertEquals(-scale.of(9e307), scale.of(-9e307), 1e-9);
        }
        assertTrue(Double.isFinite(NumberScale.Normal.fit(sorted).of(Double.MAX_VALUE)));
    }
}
