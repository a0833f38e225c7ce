package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertCanariesUntouched;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static dev.lanewise.kernel.TestMatrices.random;
import static dev.lanewise.kernel.TestMatrices.window;

import dev.lanewise.panel.Panels;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SmoothedCrossEntropyLoopsTest {

    static Stream<Arguments> shapes() {
        return TestMatrices.twins().stream().flatMap(kernels -> TestMatrices.shapes().stream()
                .map(s -> Arguments.of(kernels.vectorBits(), s[0], s[1], kernels)));
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void agreesBitForBitWithTheSpecification(int bits, int out, int samples, Kernels kernels) {
        var random = new SplittableRandom(31L * out + samples);
        Panels z = random(out, samples, random), y = random(out, samples, random), d = window(out, samples);
        var expected = Specification.softmaxCrossEntropy(z, LossSpecification.smoothed(0.1f, y), 0.25f);
        float[] losses = new float[Panels.panels(samples) * Panels.LANES];

        new SmoothedCrossEntropyLoops(0.1f).run(kernels, z, y, 0.25f, d, null, losses, 0);

        assertSameBits(expected.dz(), d);
        for (int b = 0; b < samples; b++) {
            assertSameBits(expected.losses()[b], losses[b], "loss of sample " + b);
        }
        assertCanariesUntouched(d);
        assertCanariesUntouched(y);
    }
}
