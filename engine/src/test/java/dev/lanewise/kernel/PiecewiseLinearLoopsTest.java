package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertCanariesUntouched;
import static dev.lanewise.kernel.TestMatrices.assertPaddingZero;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static dev.lanewise.kernel.TestMatrices.random;
import static dev.lanewise.kernel.TestMatrices.special;
import static dev.lanewise.kernel.TestMatrices.window;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.panel.Panels;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PiecewiseLinearLoopsTest {

    private static final int[] BINS = {1, 2, 3, 15, 16, 17, 48, 128}, DIMS = {1, 3, 16, 17, 40};
    /** Columns of numbers, in two panels. */
    private static final int FEATURES = 19, INPUT = 17, POSITION = 2;

    static Stream<Arguments> bins() {
        return TestMatrices.twins().stream().flatMap(kernels -> IntStream.of(BINS).mapToObj(bins ->
                Arguments.of(kernels.vectorBits(), bins, PiecewiseLinearLoops.of(kernels))));
    }

    static Stream<Arguments> shapes() {
        return TestMatrices.twins().stream().flatMap(kernels -> IntStream.of(BINS).boxed().flatMap(bins -> IntStream.of(DIMS)
                .mapToObj(dims -> Arguments.of(kernels.vectorBits(), bins, dims, PiecewiseLinearLoops.of(kernels)))));
    }

    /** One sample for each edge, and for places before, between and beyond them; numbers are anything. */
    private static Panels samples(int bins, SplittableRandom random) {
        float[] others = {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, -0f, -0.25f, -3.5f, -1e10f, Math.nextDown(1f),
            Math.nextDown((float) bins), Math.nextUp((float) bins), bins + 2.75f, 1e10f, Float.MIN_VALUE};
        Panels samples = special(others.length + 2 * (bins + 1), FEATURES, random);
        for (int b = 0; b < samples.rows(); b++) {
            int edge = (b - others.length) / 2;
            float inside = b % 2 == 0 ? 0f : random.nextFloat();
            samples.set(b, POSITION, b < others.length ? others[b] : edge + inside);
        }
        return samples;
    }

    /** 0 before a bin, 1 behind it; the first reaches down and the last up without end. */
    private static float multiplied(float position, int t, int bins) {
        float share = position - t;
        if (t > 0 && !(share >= 0)) {
            return 0f;
        }
        return t < bins - 1 && share >= 1 ? 1f : share;
    }

    private static float multiplied(Panels samples, int b, int t, int bins) {
        return t == bins ? samples.at(b, INPUT) : multiplied(samples.at(b, POSITION), t, bins);
    }

    @ParameterizedTest(name = "{0} bits, {1} bins")
    @MethodSource("bins")
    void expandsToWhatWeightsAreMultipliedBy(int bits, int bins, PiecewiseLinearLoops loops) {
        Panels samples = samples(bins, new SplittableRandom(bins)), to = window(samples.rows(), bins + 1);

        loops.expand(samples, INPUT, POSITION, to);

        for (int b = 0; b < samples.rows(); b++) {
            for (int t = 0; t <= bins; t++) {
                assertSameBits(multiplied(samples, b, t, bins), to.at(b, t), "position " + samples.at(b, POSITION) + ", term " + t);
            }
        }
        assertPaddingZero(to);
        assertCanariesUntouched(to);
    }

    @ParameterizedTest(name = "{0} bits, {1} bins, {2} dims")
    @MethodSource("shapes")
    void embedsWithTheBitsOfAProduct(int bits, int bins, int dims, PiecewiseLinearLoops loops) {
        var random = new SplittableRandom(31L * bins + dims);
        Panels samples = samples(bins, random), w = random(bins + 1, dims, random), bias = random(1, dims, random);
        // a column of more bins may have been there before
        Panels sums = window(bins + 2, dims), to = window(samples.rows(), Panels.LANES + dims);

        loops.embed(w, bias, samples, INPUT, POSITION, sums, to, Panels.LANES);

        for (int b = 0; b < samples.rows(); b++) {
            for (int d = 0; d < dims; d++) {
                float sum = bias.at(0, d);
                for (int t = 0; t <= bins; t++) {
                    sum = Math.fma(multiplied(samples, b, t, bins), w.at(t, d), sum);
                }
                assertSameBits(sum, to.at(b, Panels.LANES + d), "position " + samples.at(b, POSITION) + ", dim " + d);
            }
        }
        Panels before = to.panelsFrom(0, 1), untouched = window(samples.rows(), Panels.LANES);
        for (int i = 0; i < samples.rows() * Panels.LANES; i++) {
            assertEquals(Float.floatToRawIntBits(untouched.data()[untouched.offset() + i]),
                    Float.floatToRawIntBits(before.data()[before.offset() + i]), "float " + i + " in front");
        }
        assertCanariesUntouched(to);
        assertCanariesUntouched(sums);
    }

    @ParameterizedTest(name = "{0} bits, {1} bins")
    @MethodSource("bins")
    void passesOverWeightsOfBinsAboveThePosition(int bits, int bins, PiecewiseLinearLoops loops) {
        var random = new SplittableRandom(bins);
        Panels samples = random(1, FEATURES, random), w = random(bins + 1, 1, random), bias = random(1, 1, random);
        Panels sums = window(bins, 1), to = window(1, 1);
        samples.set(0, POSITION, 0.5f);
        for (int t = 1; t < bins; t++) {
            w.set(t, 0, t % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY);
        }

        loops.embed(w, bias, samples, INPUT, POSITION, sums, to, 0);

        float expected = Math.fma(w.at(bins, 0), samples.at(0, INPUT), Math.fma(w.at(0, 0), 0.5f, bias.at(0, 0)));
        assertSameBits(expected, to.at(0, 0), "number " + samples.at(0, INPUT));
    }

    @Test
    @Tag("once")
    void findsTheBinOfAnyPosition() {
        float[] positions = {Float.NaN, Float.NEGATIVE_INFINITY, -1f, -0f, 0.99f, 1f, 2.5f, 3f, 3e9f, Float.POSITIVE_INFINITY};
        int[] bins = {0, 0, 0, 0, 0, 1, 2, 2, 2, 2};
        for (int i = 0; i < positions.length; i++) {
            assertEquals(bins[i], PiecewiseLinearLoops.bin(positions[i], 3), "position " + positions[i]);
        }
    }
}
