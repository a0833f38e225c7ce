package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertCanariesUntouched;
import static dev.lanewise.kernel.TestMatrices.assertPaddingZero;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static dev.lanewise.kernel.TestMatrices.copy;
import static dev.lanewise.kernel.TestMatrices.random;
import static dev.lanewise.kernel.TestMatrices.special;
import static dev.lanewise.kernel.TestMatrices.window;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.lanewise.panel.Panels;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationLoopsTest {

    private static final float P = 0.3f;
    private static final ActivationFunction[] FUNCTIONS = ActivationFunction.values();

    private final Panels scratch = Panels.allocate(ActivationLoops.SCRATCH_ROWS, Panels.LANES);

    static Stream<Arguments> shapes() {
        return LoopShapes.each((kernels, samples, features) ->
                Arguments.of(kernels.vectorBits(), samples, features, ActivationLoops.of(kernels)));
    }

    static Stream<Arguments> loops() {
        return TestMatrices.twins().stream().map(kernels -> Arguments.of(kernels.vectorBits(), ActivationLoops.of(kernels)));
    }

    private static Panels pre(int rows, int cols) {
        return special(rows, cols, new SplittableRandom(31L * rows + cols));
    }

    /** One for each output, on panels that follow each other, padding +0.0. */
    private static Panels parameters(int features, float[] values) {
        Panels a = Panels.allocate(1, features), random = random(1, features, new SplittableRandom(features));
        for (int i = 0; i < features; i++) {
            values[i] = random.at(0, i);
            a.set(0, i, values[i]);
        }
        return a;
    }

    private static void assertOutcomes(ActivationSpecification.Outcomes expected, Panels h, Panels slope, Panels term) {
        assertSameBits(expected.h(), h);
        assertSameBits(expected.slope(), slope);
        assertCanariesUntouched(h);
        assertCanariesUntouched(slope);
        if (term != null) {
            assertSameBits(expected.term(), term);
            assertCanariesUntouched(term);
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} samples of {2} features")
    @MethodSource("shapes")
    void agreesBitForBitWithTheSpecificationInBothForms(int bits, int samples, int features, ActivationLoops loops) {
        Panels zRows = pre(samples, features), z = pre(features, samples);
        for (ActivationFunction f : FUNCTIONS) {
            ActivationSpecification.Learned plain = ActivationSpecification.plain(f, P);
            Panels h = window(features, samples), slope = window(features, samples);
            Panels hRows = window(samples, features), slopeRows = window(samples, features);

            loops.forward(f, P, z, h, slope, scratch);
            loops.forwardRows(f, P, zRows, hRows, slopeRows, scratch);

            assertOutcomes(ActivationSpecification.of(plain, new float[features], z, false), h, slope, null);
            assertOutcomes(ActivationSpecification.of(plain, new float[features], zRows, true), hRows, slopeRows, null);
            assertPaddingZero(hRows);
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} samples of {2} features")
    @MethodSource("shapes")
    void learnsAParameterForEachOutput(int bits, int samples, int features, ActivationLoops loops) {
        Panels zRows = pre(samples, features), z = pre(features, samples);
        float[] values = new float[features];
        Panels a = parameters(features, values);
        for (ActivationFunction f : FUNCTIONS) {
            ActivationSpecification.Learned parametric = ActivationSpecification.parametric(f, P);
            Panels h = window(features, samples), slope = window(features, samples), term = window(features, samples);
            Panels hRows = window(samples, features), slopeRows = window(samples, features), termRows = window(samples, features);

            loops.parametric(f, P, a, z, h, slope, term, scratch);
            loops.parametricRows(f, P, a, zRows, hRows, slopeRows, termRows, scratch);

            assertOutcomes(ActivationSpecification.of(parametric, values, z, false), h, slope, term);
            assertOutcomes(ActivationSpecification.of(parametric, values, zRows, true), hRows, slopeRows, termRows);
            assertPaddingZero(hRows);
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} samples of {2} features")
    @MethodSource("shapes")
    void learnsTheSlopeOfNegativePreActivations(int bits, int samples, int features, ActivationLoops loops) {
        Panels zRows = pre(samples, features), z = pre(features, samples);
        float[] values = new float[features];
        Panels a = parameters(features, values);
        Panels h = window(features, samples), slope = window(features, samples), term = window(features, samples);
        Panels hRows = window(samples, features), slopeRows = window(samples, features), termRows = window(samples, features);

        loops.prelu(a, z, h, slope, term, scratch);
        loops.preluRows(a, zRows, hRows, slopeRows, termRows, scratch);

        assertOutcomes(ActivationSpecification.of(ActivationSpecification::prelu, values, z, false), h, slope, term);
        assertOutcomes(ActivationSpecification.of(ActivationSpecification::prelu, values, zRows, true), hRows, slopeRows, termRows);
        assertPaddingZero(hRows);
    }

    /** The slope over z, as in training; h over z without a slope, as in predictions; and a matrix whose panels follow each other. */
    @ParameterizedTest(name = "{0} bits")
    @MethodSource("loops")
    void writesOverThePreActivations(int bits, ActivationLoops loops) {
        float[] values = new float[40];
        Panels z = pre(40, 70), a = parameters(40, values);
        for (ActivationFunction f : FUNCTIONS) {
            var plain = ActivationSpecification.of(ActivationSpecification.plain(f, P), values, z, false);
            var parametric = ActivationSpecification.of(ActivationSpecification.parametric(f, P), values, z, false);
            Panels h = window(40, 70), term = window(40, 70), overH = copy(z), overSlope = copy(z), whole = Panels.allocate(40, 70);

            loops.forward(f, P, overSlope, h, overSlope, scratch);
            loops.forward(f, P, overH, overH, null, scratch);
            assertOutcomes(plain, h, overSlope, null);
            assertSameBits(plain.h(), overH);
            copyTo(whole, z);
            loops.forward(f, P, whole, whole, null, scratch);
            assertSameBits(plain.h(), whole);

            overH = copy(z);
            overSlope = copy(z);
            loops.parametric(f, P, a, overSlope, h, overSlope, term, scratch);
            loops.parametric(f, P, a, overH, overH, null, null, scratch);
            assertOutcomes(parametric, h, overSlope, term);
            assertSameBits(parametric.h(), overH);
        }
        var prelu = ActivationSpecification.of(ActivationSpecification::prelu, values, z, false);
        Panels h = window(40, 70), term = window(40, 70), overH = copy(z), overSlope = copy(z);
        loops.prelu(a, overSlope, h, overSlope, term, scratch);
        loops.prelu(a, overH, overH, null, null, scratch);
        assertOutcomes(prelu, h, overSlope, term);
        assertSameBits(prelu.h(), overH);
    }

    private static void copyTo(Panels to, Panels from) {
        for (int r = 0; r < from.rows(); r++) {
            for (int c = 0; c < from.cols(); c++) {
                to.set(r, c, from.at(r, c));
            }
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} samples of {2} features")
    @MethodSource("shapes")
    void multipliesInPlaceAndElsewhere(int bits, int samples, int features, ActivationLoops loops) {
        Panels x = pre(samples, features), y = random(samples, features, new SplittableRandom(samples));
        Panels product = window(samples, features);
        Panels expected = Panels.allocate(samples, features), inPlace = copy(x), other = copy(y);
        for (int r = 0; r < samples; r++) {
            for (int c = 0; c < features; c++) {
                expected.set(r, c, x.at(r, c) * y.at(r, c));
            }
        }

        loops.multiply(x, y, product);
        loops.multiply(inPlace, y, inPlace);
        loops.multiply(x, other, other);

        assertSameBits(expected, product);
        assertSameBits(expected, inPlace);
        assertSameBits(expected, other);
        assertPaddingZero(product);
        assertCanariesUntouched(product);
    }

    /** Bit patterns from all of the floats. */
    @ParameterizedTest(name = "{0} bits")
    @MethodSource("loops")
    void agreesBitForBitOnFloatsOfEveryKind(int bits, ActivationLoops loops) {
        int rows = 1 << 12;
        Panels z = Panels.allocate(rows, Panels.LANES), h = Panels.allocate(rows, Panels.LANES);
        Panels slope = Panels.allocate(rows, Panels.LANES);
        for (int i = 0; i < z.data().length; i++) {
            z.data()[i] = Float.intBitsToFloat((int) (i * 65537L + 12345));
        }
        for (ActivationFunction f : FUNCTIONS) {
            loops.forward(f, P, z, h, slope, scratch);

            ActivationSpecification.Learned plain = ActivationSpecification.plain(f, P);
            var expected = ActivationSpecification.of(plain, new float[rows], z, false);
            assertSameBits(expected.h(), h);
            assertSameBits(expected.slope(), slope);
        }
    }

    /** Once C2 has compiled the loops: until then, each vector is an object. */
    @ParameterizedTest(name = "{0} bits")
    @MethodSource("loops")
    void allocatesNothing(int bits, ActivationLoops loops) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Panels z = random(2, 40, new SplittableRandom(1)), h = window(2, 40), slope = window(2, 40), term = window(2, 40);
        Panels a = parameters(40, new float[40]);
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 40 && least > 0; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int repeat = 0; repeat < 1_000; repeat++) {
                for (ActivationFunction f : FUNCTIONS) {
                    loops.forwardRows(f, P, z, h, slope, scratch);
                    loops.parametricRows(f, P, a, z, h, slope, term, scratch);
                }
                loops.preluRows(a, z, h, slope, term, scratch);
                loops.multiply(slope, h, term);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }
}
