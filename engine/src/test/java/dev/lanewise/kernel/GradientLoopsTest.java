package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertCanariesUntouched;
import static dev.lanewise.kernel.TestMatrices.assertPaddingZero;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static dev.lanewise.kernel.TestMatrices.copy;
import static dev.lanewise.kernel.TestMatrices.random;
import static dev.lanewise.kernel.TestMatrices.special;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.panel.Panels;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GradientLoopsTest {

    private static final float NO_LIMIT = Float.POSITIVE_INFINITY;
    private static final int MOST_WEIGHTS = 10_000;

    /** l1, l2 and the limit. */
    private static final List<float[]> OPTIONS = List.of(new float[] {0.3f, 0f, NO_LIMIT}, new float[] {0f, 0.7f, NO_LIMIT},
            new float[] {0f, 0f, 2f}, new float[] {0.3f, 0.7f, 2f});

    static Stream<Arguments> shapes() {
        List<int[]> small = TestMatrices.shapes().stream().filter(s -> s[0] * s[1] <= MOST_WEIGHTS).toList();
        return TestMatrices.twins().stream().flatMap(kernels -> small.stream()
                .map(s -> Arguments.of(kernels.vectorBits(), s[0], s[1], kernels)));
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void clipBeforePenaltiesBitForBitAsTheFormulasSay(int bits, int rows, int cols, Kernels kernels) {
        var random = new SplittableRandom(31L * rows + cols);
        Panels w = special(rows, cols, random), before = special(rows, cols, random);
        for (float[] o : OPTIONS) {
            Panels g = copy(before);

            new GradientLoops(o[0], o[1], o[2]).run(kernels, g, w);

            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < cols; c++) {
                    assertSameBits(changed(o, before.at(r, c), w.at(r, c)), g.at(r, c), "row " + r + ", column " + c);
                }
            }
            assertCanariesUntouched(g);
            assertPaddingZero(g);
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void scaleEachNumber(int bits, int rows, int cols, Kernels kernels) {
        Panels before = special(rows, cols, new SplittableRandom(31L * rows + cols)), g = copy(before);

        GradientLoops.scale(kernels, 0.3f, g);

        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                assertSameBits(before.at(r, c) * 0.3f, g.at(r, c), "row " + r + ", column " + c);
            }
        }
        assertCanariesUntouched(g);
        assertPaddingZero(g);
    }

    /** NaN stays NaN, whether it is clipped or has a sign. */
    private static float changed(float[] options, float g, float w) {
        float clipped = options[2] == NO_LIMIT || Float.isNaN(g) ? g : Math.clamp(g, -options[2], options[2]);
        boolean isPenalized = options[0] > 0 || options[1] > 0;
        return isPenalized ? Math.fma(options[0], Math.signum(w), Math.fma(options[1], w, clipped)) : clipped;
    }

    /** Two roundings. */
    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void areWithinTheirBoundOfTheFormulaInDouble(int bits, int rows, int cols, Kernels kernels) {
        var random = new SplittableRandom(31L * rows + cols);
        Panels w = random(rows, cols, random), before = random(rows, cols, random), g = copy(before);

        new GradientLoops(0.3f, 0.7f, 0.5f).run(kernels, g, w);

        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                double clipped = Math.clamp(before.at(r, c), -0.5, 0.5), weight = w.at(r, c);
                double size = Math.abs(clipped) + 0.7f * Math.abs(weight) + 0.3f;
                assertEquals(clipped + 0.7f * weight + 0.3f * Math.signum(weight), g.at(r, c), 0x1p-23 * size);
            }
        }
    }
}
