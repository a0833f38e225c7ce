package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.special;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.panel.Panels;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SquareLoopsTest {

    private static final int AT = 3;
    private static final double CANARY = -7;

    static Stream<Arguments> shapes() {
        return TestMatrices.twins().stream().flatMap(kernels -> TestMatrices.shapes().stream()
                .map(s -> Arguments.of(kernels.vectorBits(), s[0], s[1], kernels)));
    }

    /** NaN and infinities alone, and numbers as they are. */
    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void areChainsOverTheRowsInDouble(int bits, int rows, int cols, Kernels kernels) {
        var random = new SplittableRandom(31L * rows + cols);
        for (Panels m : new Panels[] {special(rows, cols, random), TestMatrices.random(rows, cols, random)}) {
            int columns = m.panels() * Panels.LANES;
            double[] sums = new double[columns + 2 * AT];
            Arrays.fill(sums, CANARY);

            SquareLoops.ofColumns(kernels, m, sums, AT);

            for (int c = 0; c < columns; c++) {
                double sum = 0;
                for (int r = 0; r < rows; r++) {
                    sum += (double) m.at(r, c) * m.at(r, c);
                }
                assertEquals(sum, sums[AT + c], "column " + c);
            }
            for (int i = 0; i < AT; i++) {
                assertEquals(CANARY, sums[i]);
                assertEquals(CANARY, sums[columns + AT + i]);
            }
        }
    }
}
