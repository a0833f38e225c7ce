package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertCanariesUntouched;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static dev.lanewise.kernel.TestMatrices.random;
import static dev.lanewise.kernel.TestMatrices.special;
import static dev.lanewise.kernel.TestMatrices.window;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.panel.Panels;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OutputLossTest {

    private static final int AT = 16;

    /** J of one output in double. */
    @FunctionalInterface
    private interface Exact {
        double of(double h, double y);
    }

    /**
     * A loss and what it is held against.
     *
     * @param terms roundings that enter J beside one for each output, each of 2^-24 of J
     */
    private record Case(String name, OutputLoss loss, LossSpecification specification, Exact exact, int terms) {
    }

    private static final List<Case> CASES = List.of(huber(1f), huber(0.3f), huber(1e-30f), huber(Float.MAX_VALUE),
            new Case("absolute error", new AbsoluteErrorLoops(), LossSpecification.absoluteError(),
                    (h, y) -> Math.abs((float) h - (float) y), 0));

    private static Case huber(float delta) {
        return new Case("huber(" + delta + ")", new HuberLoops(delta), LossSpecification.huber(delta), (h, y) -> {
            // the difference is that of floats
            double size = Math.abs((float) h - (float) y);
            return size <= delta ? size * size / 2 : delta * (size - (double) delta / 2);
        }, 2);
    }

    static Stream<Arguments> shapes() {
        return CASES.stream().flatMap(c -> TestMatrices.twins().stream().flatMap(kernels -> TestMatrices.shapes().stream()
                .map(s -> Arguments.of(c.name, kernels.vectorBits(), s[0], s[1], kernels, c))));
    }

    @ParameterizedTest(name = "{0}, {1} bits, {2} x {3}")
    @MethodSource("shapes")
    void agreesBitForBitWithTheSpecification(String name, int bits, int out, int samples, Kernels kernels, Case c) {
        var random = new SplittableRandom(31L * out + samples);
        Panels y = random(out, samples, random), near = random(out, samples, random), strange = special(out, samples, random);
        float scale = 1f / 7;
        for (Panels h : List.of(near, strange, y)) {
            for (ElementwiseFunction f : ElementwiseFunction.values()) {
                float[] losses = new float[Panels.panels(samples) * Panels.LANES + AT];
                Panels dz = window(out, samples);

                c.loss.run(kernels, h, y, f, 0.25f, scale, dz, losses, AT);

                var expected = c.specification.of(h, y, f, 0.25f, scale);
                assertSameBits(expected.dz(), dz);
                for (int b = 0; b < samples; b++) {
                    assertSameBits(expected.losses()[b], losses[AT + b], "loss of sample " + b);
                }
                assertCanariesUntouched(dz);
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1} bits, {2} x {3}")
    @MethodSource("shapes")
    void isWithinItsBoundOfTheLossInDouble(String name, int bits, int out, int samples, Kernels kernels, Case c) {
        var random = new SplittableRandom(31L * out + samples);
        Panels y = random(out, samples, random), h = random(out, samples, random);
        float[] losses = new float[Panels.panels(samples) * Panels.LANES];

        c.loss.run(kernels, h, y, ElementwiseFunction.IDENTITY, 0f, 1f, window(out, samples), losses, 0);

        for (int b = 0; b < samples; b++) {
            double exact = 0;
            for (int o = 0; o < out; o++) {
                exact += c.exact.of(h.at(o, b), y.at(o, b));
            }
            double bound = (out + c.terms) * 0x1p-24 * exact + Float.MIN_VALUE * out;
            assertTrue(Math.abs(losses[b] - exact) <= bound, "sample " + b + ": " + losses[b] + " is not within " + bound + " of " + exact);
        }
    }
}
