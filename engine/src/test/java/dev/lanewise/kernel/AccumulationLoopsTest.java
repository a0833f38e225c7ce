package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertCanariesUntouched;
import static dev.lanewise.kernel.TestMatrices.assertPaddingZero;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static dev.lanewise.kernel.TestMatrices.filled;
import static dev.lanewise.kernel.TestMatrices.random;
import static dev.lanewise.kernel.TestMatrices.special;

import dev.lanewise.panel.Panels;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AccumulationLoopsTest {

    static Stream<Arguments> shapes() {
        return TestMatrices.twins().stream().flatMap(kernels -> TestMatrices.shapes().stream()
                .map(s -> Arguments.of(kernels.vectorBits(), s[0], s[1], s[2], kernels)));
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}, {3} samples")
    @MethodSource("shapes")
    void goesOnFromTheSumsOfTheSamplesBeforeBitForBit(int bits, int in, int out, int samples, Kernels kernels) {
        var random = new SplittableRandom(31L * in + 17L * out + samples);
        Panels h = random(samples, in, random), dz = random(samples, out, random), dW = TestMatrices.window(in, out);
        int before = samples / 3;

        if (before > 0) {
            kernels.weightGradient(h.rowsFrom(0, before), dz.rowsFrom(0, before), dW);
        } else {
            dW = filled(in, out, () -> 0f);
        }
        AccumulationLoops.weightGradient(kernels, h.rowsFrom(before, samples - before), dz.rowsFrom(before, samples - before), dW);

        assertSameBits(Specification.weightGradient(h, dz), dW);
        assertCanariesUntouched(dW);
        assertPaddingZero(dW);
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}, {3} samples")
    @MethodSource("shapes")
    void addsRowsToTheSumsOfColumnsBitForBit(int bits, int rows, int cols, int samples, Kernels kernels) {
        var random = new SplittableRandom(31L * rows + cols);
        Panels m = special(rows, cols, random), before = random(1, cols, random), sums = TestMatrices.copy(before);

        AccumulationLoops.columnSums(kernels, m, sums);

        for (int c = 0; c < cols; c++) {
            float sum = before.at(0, c);
            for (int r = 0; r < rows; r++) {
                sum += m.at(r, c);
            }
            assertSameBits(sum, sums.at(0, c), "column " + c);
        }
        assertCanariesUntouched(sums);
        assertPaddingZero(sums);
    }
}
