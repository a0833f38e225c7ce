package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertCanariesUntouched;
import static dev.lanewise.kernel.TestMatrices.assertPaddingZero;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static dev.lanewise.kernel.TestMatrices.copy;
import static dev.lanewise.kernel.TestMatrices.filled;
import static dev.lanewise.kernel.TestMatrices.random;
import static dev.lanewise.kernel.TestMatrices.special;
import static dev.lanewise.kernel.TestMatrices.window;

import dev.lanewise.panel.Panels;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ElementwiseTest {

    private static final float SLOPE = 0.25f;

    static Stream<Arguments> shapes() {
        return TestMatrices.twins().stream().flatMap(kernels -> TestMatrices.shapes().stream()
                .map(s -> Arguments.of(kernels.vectorBits(), s[0], s[1], kernels)));
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void transposesAndPadsWithZeros(int bits, int rows, int cols, Kernels kernels) {
        Panels from = special(rows, cols, new SplittableRandom(31L * rows + cols)), to = window(cols, rows);

        kernels.transpose(from, to);

        assertSameBits(Specification.transposed(from), to);
        assertPaddingZero(to);
        assertCanariesUntouched(to);
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void sumsColumnsInTheOrderOfRows(int bits, int rows, int cols, Kernels kernels) {
        Panels m = special(rows, cols, new SplittableRandom(31L * rows + cols)), sums = window(1, cols);

        kernels.columnSums(m, sums);

        assertSameBits(Specification.columnSums(m), sums);
        assertPaddingZero(sums);
        assertCanariesUntouched(sums);
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void softmaxAgreesBitForBitWithTheSpecification(int bits, int out, int samples, Kernels kernels) {
        Panels z = special(out, samples, new SplittableRandom(31L * out + samples)), h = window(out, samples);

        kernels.softmax(z, h);
        Panels inPlace = copy(z);
        kernels.softmax(inPlace, inPlace);

        assertSameBits(Specification.softmax(z), h);
        assertSameBits(Specification.softmax(z), inPlace);
        assertCanariesUntouched(h);
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void lossesAgreeBitForBitWithTheSpecification(int bits, int out, int samples, Kernels kernels) {
        var random = new SplittableRandom(31L * out + samples);
        Panels z = special(out, samples, random), y = random(out, samples, random);
        float scale = 1f / 7;
        float[] losses = new float[Panels.panels(samples) * Panels.LANES + 16];

        Panels dz = window(out, samples);
        kernels.softmaxCrossEntropy(z, y, scale, dz, losses, 16);
        assertSameLosses(Specification.softmaxCrossEntropy(z, y, scale), losses, dz);

        kernels.sigmoidCrossEntropy(z, y, scale, dz, losses, 16);
        assertSameLosses(Specification.sigmoidCrossEntropy(z, y, scale), losses, dz);

        for (ElementwiseFunction f : ElementwiseFunction.values()) {
            kernels.squaredError(z, y, f, SLOPE, scale, dz, losses, 16);
            assertSameLosses(Specification.squaredError(z, y, f, SLOPE, scale), losses, dz);
        }
        assertCanariesUntouched(dz);
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void aSquaredErrorOfOnePanelHasTheSameBitsWithARowForASample(int bits, int out, int samples, Kernels kernels) {
        var random = new SplittableRandom(31L * out + samples);
        int width = Math.min(out, Panels.LANES);
        Panels z = special(width, samples, random), y = random(width, samples, random), dz = window(samples, width);
        Panels rows = Specification.transposed(z), targets = Specification.transposed(y);
        float[] losses = new float[Panels.panels(samples) * Panels.LANES + 16];

        for (ElementwiseFunction f : ElementwiseFunction.values()) {
            for (float scale : new float[] {1f, 1f / 7}) {
                kernels.squaredErrorRows(rows, targets, f, SLOPE, scale, dz, losses, 16);

                Specification.LossAndGradient expected = Specification.squaredError(z, y, f, SLOPE, scale);
                for (int b = 0; b < samples; b++) {
                    assertSameBits(expected.losses()[b], losses[16 + b], "loss of sample " + b);
                }
                assertSameBits(Specification.transposed(expected.dz()), dz);
                assertPaddingZero(dz);
            }
        }
        assertCanariesUntouched(dz);
    }

    private static void assertSameLosses(Specification.LossAndGradient expected, float[] losses, Panels dz) {
        for (int b = 0; b < expected.losses().length; b++) {
            assertSameBits(expected.losses()[b], losses[16 + b], "loss of sample " + b);
        }
        assertSameBits(expected.dz(), dz);
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void momentumOfBiasesIsThatOfTheSumsOfTheirColumns(int bits, int rows, int cols, Kernels kernels) {
        var random = new SplittableRandom(37L * rows + cols);
        Panels dz = special(rows, cols, random), g = window(1, cols), w = random(1, cols, random), v = random(1, cols, random);
        Panels pushed = copy(w), velocity = copy(v);

        kernels.columnMomentum(dz, g, w, v, 0.3f, 0.9f);

        kernels.momentum(Specification.columnSums(dz), pushed, velocity, 0.3f, 0.9f);
        assertSameBits(pushed, w);
        assertSameBits(velocity, v);
        assertCanariesUntouched(w);
        assertCanariesUntouched(v);
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void optimizersAgreeBitForBitWithTheirFormulas(int bits, int rows, int cols, Kernels kernels) {
        var random = new SplittableRandom(31L * rows + cols);
        Panels g = special(rows, cols, random), w = random(rows, cols, random), m = random(rows, cols, random);
        Panels v = filled(rows, cols, () -> (float) random.nextDouble());
        float lr = 0.3f, mu = 0.9f;

        Panels plain = copy(w);
        kernels.sgd(g, plain, lr);
        Panels pushed = copy(w), velocity = copy(m);
        kernels.momentum(g, pushed, velocity, lr, mu);
        Panels adam = copy(w), first = copy(m), second = copy(v);
        AdamConstants c = new AdamConstants(0.9f, 0.999f, 1e-8f, 0.01f);
        c.atStep(3, lr, 1);
        kernels.adam(g, adam, first, second, c);

        for (int r = 0; r < rows; r++) {
            for (int col = 0; col < cols; col++) {
                String where = "row " + r + ", column " + col;
                float gradient = g.at(r, col), weight = w.at(r, col);
                assertSameBits(Math.fma(-lr, gradient, weight), plain.at(r, col), where);
                float newVelocity = Math.fma(mu, m.at(r, col), gradient);
                assertSameBits(newVelocity, velocity.at(r, col), where);
                assertSameBits(Math.fma(-lr, newVelocity, weight), pushed.at(r, col), where);
                float newFirst = Math.fma(0.9f, m.at(r, col), (1f - 0.9f) * gradient);
                float newSecond = Math.fma(0.999f, v.at(r, col), ((1f - 0.999f) * gradient) * gradient);
                float scale1 = (float) (1 / (1 - StrictMath.pow(0.9f, 3))), scale2 = (float) (1 / (1 - StrictMath.pow(0.999f, 3)));
                float d = (newFirst * scale1) / ((float) Math.sqrt(newSecond * scale2) + 1e-8f);
                assertSameBits(newFirst, first.at(r, col), where);
                assertSameBits(newSecond, second.at(r, col), where);
                assertSameBits(Math.fma(-lr, Math.fma(0.01f, weight, d), weight), adam.at(r, col), where);
            }
        }
        assertCanariesUntouched(plain);
        assertCanariesUntouched(pushed);
        assertCanariesUntouched(adam);
        assertPaddingZero(adam);
    }
}
