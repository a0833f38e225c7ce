package dev.lanewise.kernel;

import static dev.lanewise.kernel.LoopShapes.assertBothForms;
import static dev.lanewise.kernel.TestMatrices.special;
import static dev.lanewise.kernel.TestMatrices.window;

import dev.lanewise.panel.Panels;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AddLoopsTest {

    static Stream<Arguments> shapes() {
        return LoopShapes.each((kernels, samples, features) -> Arguments.of(kernels.vectorBits(), samples, features, AddLoops.of(kernels)));
    }

    @ParameterizedTest(name = "{0} bits, {1} samples of {2} features")
    @MethodSource("shapes")
    void agreesBitForBitWithTheSpecificationInBothForms(int bits, int samples, int features, AddLoops loops) {
        var random = new SplittableRandom(31L * samples + features);
        Panels x = special(samples, features, random), y = special(samples, features, random), expected = window(samples, features);
        for (int b = 0; b < samples; b++) {
            for (int f = 0; f < features; f++) {
                expected.set(b, f, x.at(b, f) + y.at(b, f));
            }
        }
        Panels rows = window(samples, features), lanes = window(features, samples), inPlace = LoopShapes.lanes(y);

        loops.add(x, y, rows);
        loops.add(LoopShapes.lanes(x), LoopShapes.lanes(y), lanes);
        loops.add(LoopShapes.lanes(x), inPlace, inPlace);

        assertBothForms(expected, rows, lanes);
        assertBothForms(expected, rows, inPlace);
    }

    @ParameterizedTest(name = "{0} bits, {1} samples of {2} features")
    @MethodSource("shapes")
    void copiesInBothForms(int bits, int samples, int features, AddLoops loops) {
        Panels x = special(samples, features, new SplittableRandom(31L * samples + features));
        Panels rows = window(samples, features), lanes = window(features, samples);

        AddLoops.copy(x, rows);
        AddLoops.copy(LoopShapes.lanes(x), lanes);

        assertBothForms(x, rows, lanes);
    }
}
