package dev.lanewise.kernel;

import static dev.lanewise.kernel.LoopShapes.assertBothForms;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static dev.lanewise.kernel.TestMatrices.copy;
import static dev.lanewise.kernel.TestMatrices.special;
import static dev.lanewise.kernel.TestMatrices.window;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.panel.Panels;
import java.math.BigInteger;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DropoutLoopsTest {

    private static final BigInteger INTS = BigInteger.TWO.pow(32);

    static Stream<Arguments> shapes() {
        return LoopShapes.each((kernels, samples, features) ->
                Arguments.of(kernels.vectorBits(), samples, features, DropoutLoops.of(kernels)));
    }

    static Stream<Arguments> loops() {
        return TestMatrices.twins().stream().map(kernels -> Arguments.of(kernels.vectorBits(), DropoutLoops.of(kernels)));
    }

    /** The documented bits with whole numbers of any size, from 0 to 2^32 - 1. */
    private static BigInteger bits(long key, long sample, long feature) {
        BigInteger halves = new BigInteger(Long.toUnsignedString(key));
        BigInteger ofSample = mix(halves.add(BigInteger.valueOf(sample)).mod(INTS));
        BigInteger ofFeature = halves.divide(INTS).add(BigInteger.valueOf(feature).multiply(BigInteger.valueOf(0x9e3779b9L))).mod(INTS);
        return mix(ofSample.xor(ofFeature));
    }

    private static BigInteger mix(BigInteger x) {
        x = x.xor(x.shiftRight(16)).multiply(BigInteger.valueOf(0x7feb352dL)).mod(INTS);
        x = x.xor(x.shiftRight(15)).multiply(BigInteger.valueOf(0x846ca68bL)).mod(INTS);
        return x.xor(x.shiftRight(16));
    }

    /** Signed ints from the smallest on are numbers from 0 on. */
    private static boolean dropped(long key, long sample, long feature, double p) {
        BigInteger place = bits(key, sample, feature).add(BigInteger.TWO.pow(31)).mod(INTS);
        return place.compareTo(BigInteger.valueOf((long) (p * 0x1p32))) < 0;
    }

    private static Panels specification(Panels from, long key, int firstSample, double p) {
        Panels to = Panels.allocate(from.rows(), from.cols());
        float scale = (float) (1 / (1 - p));
        for (int sample = 0; sample < from.rows(); sample++) {
            for (int feature = 0; feature < from.cols(); feature++) {
                to.set(sample, feature, dropped(key, firstSample + sample, feature, p) ? 0f : from.at(sample, feature) * scale);
            }
        }
        return to;
    }

    @ParameterizedTest(name = "{0} bits, {1} samples of {2} features")
    @MethodSource("shapes")
    void agreesBitForBitWithTheSpecificationInBothForms(int bits, int samples, int features, DropoutLoops loops) {
        var random = new SplittableRandom(31L * samples + features);
        for (double p : new double[] {0.1, 0.5, 0.875}) {
            long key = random.nextLong();
            int first = random.nextInt(5) * Panels.LANES, threshold = DropoutLoops.threshold(p);
            float scale = DropoutLoops.scale(p);
            Panels from = special(samples, features, random), expected = specification(from, key, first, p);
            Panels fromLanes = LoopShapes.lanes(from), rows = window(samples, features), lanes = window(features, samples);

            loops.rows(from, rows, key, first, threshold, scale);
            loops.lanes(fromLanes, lanes, key, first, threshold, scale);

            assertBothForms(expected, rows, lanes);
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} samples of {2} features")
    @MethodSource("shapes")
    void worksInPlace(int bits, int samples, int features, DropoutLoops loops) {
        Panels from = special(samples, features, new SplittableRandom(31L * samples + features)), rows = copy(from);
        Panels lanes = LoopShapes.lanes(from);

        loops.rows(rows, rows, 5, 0, DropoutLoops.threshold(0.5), 2f);
        loops.lanes(lanes, lanes, 5, 0, DropoutLoops.threshold(0.5), 2f);

        assertBothForms(specification(from, 5, 0, 0.5), rows, lanes);
    }

    @ParameterizedTest(name = "{0} bits, {1} samples of {2} features")
    @MethodSource("shapes")
    void givesTheGradientOfDropoutAndThenThatOfTheReluBeforeIt(int bits, int samples, int features, DropoutLoops loops) {
        var random = new SplittableRandom(37L * samples + features);
        Panels in = special(samples, features, random), dOut = special(samples, features, random), dIn = window(samples, features);
        clearWhereNotPositive(in, in);
        Panels expected = specification(dOut, 6, 0, 0.1), left = specification(in, 6, 0, 0.1);
        clearWhereNotPositive(in, expected);

        loops.gradientBehindRelu(left, dOut, dIn, DropoutLoops.scale(0.1));

        assertSameBits(expected, dIn);
        loops.gradientBehindRelu(left, dOut, dOut, DropoutLoops.scale(0.1));
        assertSameBits(expected, dOut);
    }

    private static void clearWhereNotPositive(Panels numbers, Panels to) {
        for (int b = 0; b < to.rows(); b++) {
            for (int i = 0; i < to.cols(); i++) {
                to.set(b, i, numbers.at(b, i) <= 0f ? 0f : to.at(b, i));
            }
        }
    }

    @ParameterizedTest(name = "{0} bits")
    @MethodSource("loops")
    void choosesTheSameForPartsOfABatchAsForTheWhole(int bits, DropoutLoops loops) {
        Panels from = special(70, 37, new SplittableRandom(7)), expected = specification(from, -3, 0, 0.3);
        Panels fromLanes = LoopShapes.lanes(from), rows = window(70, 37), lanes = window(37, 70);

        for (int first = 0; first < 70; first += 32) {
            int some = Math.min(32, 70 - first);
            loops.rows(from.rowsFrom(first, some), rows.rowsFrom(first, some), -3, first, DropoutLoops.threshold(0.3),
                    DropoutLoops.scale(0.3));
            loops.lanes(fromLanes.panelsFrom(first / Panels.LANES, 2), lanes.panelsFrom(first / Panels.LANES, 2), -3, first,
                    DropoutLoops.threshold(0.3), DropoutLoops.scale(0.3));
        }

        assertBothForms(expected, rows, lanes);
    }

    @ParameterizedTest(name = "{0} bits")
    @MethodSource("loops")
    void keepsEverythingAtZero(int bits, DropoutLoops loops) {
        Panels from = special(33, 257, new SplittableRandom(11)), to = window(33, 257);

        loops.rows(from, to, 99, 0, DropoutLoops.threshold(0), DropoutLoops.scale(0));

        assertSameBits(from, to);
    }

    @Test
    void countsDroppedPatternsExactly() {
        assertEquals(Integer.MIN_VALUE, DropoutLoops.threshold(0));
        assertEquals(Integer.MIN_VALUE + 1, DropoutLoops.threshold(0x1p-32));
        assertEquals(-(1 << 30), DropoutLoops.threshold(0.25));
        assertEquals(0, DropoutLoops.threshold(0.5));
        assertEquals(Integer.MAX_VALUE, DropoutLoops.threshold(Math.nextDown(1.0)));
    }

    @Test
    void keepsTheMean() {
        assertEquals(1f, DropoutLoops.scale(0));
        assertEquals(2f, DropoutLoops.scale(0.5));
        assertEquals(1.1111112f, DropoutLoops.scale(0.1));
    }
}
