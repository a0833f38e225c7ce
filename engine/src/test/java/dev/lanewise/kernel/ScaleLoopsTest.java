package dev.lanewise.kernel;

import static dev.lanewise.kernel.LoopShapes.assertBothForms;
import static dev.lanewise.kernel.TestMatrices.copy;
import static dev.lanewise.kernel.TestMatrices.random;
import static dev.lanewise.kernel.TestMatrices.special;
import static dev.lanewise.kernel.TestMatrices.window;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.panel.Panels;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScaleLoopsTest {

    static Stream<Arguments> shapes() {
        return LoopShapes.each((kernels, samples, features) ->
                Arguments.of(kernels.vectorBits(), samples, features, ScaleLoops.of(kernels)));
    }

    private static Panels specification(Panels x, Panels s) {
        Panels y = Panels.allocate(x.rows(), x.cols());
        for (int b = 0; b < x.rows(); b++) {
            for (int f = 0; f < x.cols(); f++) {
                y.set(b, f, x.at(b, f) * s.at(0, f));
            }
        }
        return y;
    }

    @ParameterizedTest(name = "{0} bits, {1} samples of {2} features")
    @MethodSource("shapes")
    void agreesBitForBitWithTheSpecificationInBothForms(int bits, int samples, int features, ScaleLoops loops) {
        var random = new SplittableRandom(31L * samples + features);
        Panels x = special(samples, features, random), s = special(1, features, random), expected = specification(x, s);
        Panels xLanes = LoopShapes.lanes(x), rows = window(samples, features), lanes = window(features, samples);

        loops.rows(x, s, rows);
        loops.lanes(xLanes, s, lanes);

        assertBothForms(expected, rows, lanes);
    }

    @ParameterizedTest(name = "{0} bits, {1} samples of {2} features")
    @MethodSource("shapes")
    void worksInPlaceOnPartsOfABatch(int bits, int samples, int features, ScaleLoops loops) {
        var random = new SplittableRandom(31L * samples + features);
        Panels x = special(samples, features, random), s = special(1, features, random), expected = specification(x, s);
        Panels lanes = LoopShapes.lanes(x), rows = copy(x);

        for (int p = 0; p < lanes.panels(); p++) {
            Panels some = lanes.panelsFrom(p, 1), same = rows.rowsFrom(p * Panels.LANES, some.cols());
            loops.lanes(some, s, some);
            loops.rows(same, s, same);
        }

        assertBothForms(expected, rows, lanes);
    }

    @ParameterizedTest(name = "{0} bits, {1} samples of {2} features")
    @MethodSource("shapes")
    void scalesEachSampleInBothForms(int bits, int samples, int features, ScaleLoops loops) {
        var random = new SplittableRandom(31L * samples + features);
        Panels x = special(samples, features, random), rows = copy(x), lanes = LoopShapes.lanes(x), factors = Panels.allocate(1, samples);
        float[] numbers = new float[1 + Panels.panels(samples) * Panels.LANES];
        for (int b = 0; b < samples; b++) {
            numbers[1 + b] = random.nextFloat();
            factors.set(0, b, numbers[1 + b]);
        }

        loops.eachRow(rows, numbers, 1);
        loops.columns(lanes, numbers, 1);

        assertBothForms(Specification.transposed(specification(Specification.transposed(x), factors)), rows, lanes);
    }

    /** Of {@code sum dy * y}, which is linear: a difference over a whole step is its slope. */
    @ParameterizedTest(name = "{0} bits, {1} samples of {2} features")
    @MethodSource("shapes")
    void gradientOfWhatIsScaledIsThatOfCentralDifferences(int bits, int samples, int features, ScaleLoops loops) {
        var random = new SplittableRandom(31L * samples + features);
        Panels x = random(samples, features, random), s = random(1, features, random), dy = random(samples, features, random);
        Panels dx = window(samples, features);

        loops.rows(dy, s, dx);

        for (int b = 0; b < samples; b++) {
            for (int f = 0; f < features; f++) {
                double above = dy.at(b, f) * ((x.at(b, f) + 1.0) * s.at(0, f)), below = dy.at(b, f) * ((x.at(b, f) - 1.0) * s.at(0, f));
                assertEquals((above - below) / 2, dx.at(b, f), 0x1p-24, "sample " + b + ", feature " + f);
            }
        }
    }
}
