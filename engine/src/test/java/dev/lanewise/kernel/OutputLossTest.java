package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertCanariesUntouched;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static dev.lanewise.kernel.TestMatrices.filled;
import static dev.lanewise.kernel.TestMatrices.random;
import static dev.lanewise.kernel.TestMatrices.special;
import static dev.lanewise.kernel.TestMatrices.window;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.panel.Panels;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses that have loops of their own and are a sum over the outputs. */
class OutputLossTest {

    private static final int AT = 16;
    private static final double U = 0x1p-24;

    /** Of one output in double: what it adds to J, its derivative, and how far the floats may be from both. */
    private record Exact(double loss, double slope, double lossBound, double slopeBound) {
    }

    @FunctionalInterface
    private interface InDouble {
        Exact of(float h, float y, int level);
    }

    /**
     * A loss and what it is held against.
     *
     * @param levels outputs for each target
     */
    private record Case(String name, LossLoops loss, int levels, SpecificationOf specification, InDouble exact) {
    }

    /** For so many targets. */
    @FunctionalInterface
    private interface SpecificationOf {
        LossSpecification targets(int targets);
    }

    private static final List<Float> LEVELS = List.of(0.1f, 0.5f, 0.95f);

    private static final List<Case> CASES = List.of(huber(1f), huber(0.3f), huber(1e-30f), huber(Float.MAX_VALUE),
            new Case("absolute error", new AbsoluteErrorLoops(), 1, _ -> LossSpecification.absoluteError(),
                    (h, y, _) -> exact(Math.abs(h - y), Math.signum(h - y), 0, 0)),
            new Case("poisson", new PoissonLoops(), 1, _ -> LossSpecification.poisson(), (h, y, _) -> {
                double rate = StrictMath.exp(h);
                return exact(rate - (double) y * h, rate - y, 3 * U * (rate + Math.abs(y * h)), 3 * U * (rate + Math.abs(y)));
            }),
            quantile(LEVELS), quantile(List.of(0.25f)),
            focal(2f, 0.25f, 0.75f), focal(0f, 1f, 1f), focal(0.5f, 0.5f, 0.5f), focal(5f, 1f, 0f));

    private static Exact exact(double loss, double slope, double lossBound, double slopeBound) {
        return new Exact(loss, slope, lossBound, slopeBound);
    }

    private static Case huber(float delta) {
        return new Case("huber(" + delta + ")", new HuberLoops(delta), 1, _ -> LossSpecification.huber(delta), (h, y, _) -> {
            // the difference is that of floats
            float r = h - y;
            double size = Math.abs(r), loss = size <= delta ? size * size / 2 : delta * (size - (double) delta / 2);
            return exact(loss, size <= delta ? r : Math.copySign(delta, r), 2 * U * loss, 0);
        });
    }

    private static Case quantile(List<Float> levels) {
        return new Case("quantile(" + levels + ")", new QuantileLoops(levels), levels.size(),
                targets -> LossSpecification.quantile(levels, targets), (h, y, level) -> {
                    float r = h - y;
                    double q = levels.get(level), slope = r > 0 ? 1 - q : r < 0 ? -q : 0;
                    return exact(slope * r, slope, U * slope * r, U);
                });
    }

    /** Bounds as the class of the loops derives them: roundings of each factor, and the absolute error of the cross-entropy. */
    private static Case focal(float gamma, float yes, float no) {
        return new Case("focal(" + gamma + "," + yes + ")", new FocalLoops(gamma, yes, no), 1,
                _ -> LossSpecification.focal(gamma, yes, no), (z, y, _) -> {
                    double p = 1 / (1 + StrictMath.exp(-z)), q = 1 / (1 + StrictMath.exp(z)), m = p * (1 - y) + q * y;
                    double c = Math.max(z, 0) - (double) z * y + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
                    double w = (yes * y + no * (1 - y)) * StrictMath.pow(m, gamma), steep = gamma * p * q / m;
                    double relative = 16 + gamma * (16 + 4 * Math.abs(StrictMath.log(m))), absolute = 4 + 2 * Math.abs(z);
                    return exact(w * c, w * (p * (1 - y) - q * y + (1 - 2 * y) * steep * c), U * w * (relative * c + absolute),
                            U * w * (relative * (m + steep * c) + steep * absolute));
                });
    }

    static Stream<Arguments> shapes() {
        return CASES.stream().flatMap(c -> TestMatrices.twins().stream().flatMap(kernels -> TestMatrices.shapes().stream()
                .filter(s -> s[0] <= 64).map(s -> Arguments.of(c.name, kernels.vectorBits(), s[0], s[1], kernels, c))));
    }

    @ParameterizedTest(name = "{0}, {1} bits, {2} x {3}")
    @MethodSource("shapes")
    void agreesBitForBitWithTheSpecification(String name, int bits, int targets, int samples, Kernels kernels, Case c) {
        int out = targets * c.levels;
        var random = new SplittableRandom(31L * out + samples);
        Panels y = random(targets, samples, random), near = random(out, samples, random), strange = special(out, samples, random);
        float scale = 1f / 7;
        for (Panels h : List.of(near, strange, repeated(y, c.levels))) {
            float[] losses = new float[Panels.panels(samples) * Panels.LANES + AT];
            Panels d = window(out, samples);

            c.loss.run(kernels, h, y, scale, d, scratch(c, out), losses, AT);

            var expected = c.specification.targets(targets).of(h, y, ElementwiseFunction.IDENTITY, 0f, scale);
            assertSameBits(expected.dz(), d);
            for (int b = 0; b < samples; b++) {
                assertSameBits(expected.losses()[b], losses[AT + b], "loss of sample " + b);
            }
            assertCanariesUntouched(d);
        }
    }

    private static Panels scratch(Case c, int out) {
        return c.loss.scratch() == 0 ? null : window(c.loss.scratch() * out, Panels.LANES);
    }

    /** Outputs that hit their targets. */
    private static Panels repeated(Panels y, int times) {
        Panels h = window(times * y.rows(), y.cols());
        IntStream.range(0, h.rows()).forEach(o -> IntStream.range(0, y.panels() * Panels.LANES)
                .forEach(b -> h.set(o, b, y.at(o % y.rows(), b))));
        return h;
    }

    @ParameterizedTest(name = "{0}, {1} bits, {2} x {3}")
    @MethodSource("shapes")
    void isWithinItsBoundsOfTheLossAndItsDerivativeInDouble(String name, int bits, int targets, int samples, Kernels kernels, Case c) {
        int out = targets * c.levels;
        var random = new SplittableRandom(31L * out + samples);
        Panels y = filled(targets, samples, () -> random.nextInt(3) == 0 ? random.nextFloat() : random.nextInt(2));
        Panels h = filled(out, samples, () -> (float) random.nextDouble(-8, 8)), d = window(out, samples);
        float[] losses = new float[Panels.panels(samples) * Panels.LANES];

        c.loss.run(kernels, h, y, 1f, d, scratch(c, out), losses, 0);

        for (int b = 0; b < samples; b++) {
            double loss = 0, bound = Float.MIN_VALUE * (out + 1), size = 0;
            for (int o = 0; o < out; o++) {
                Exact exact = c.exact.of(h.at(o, b), y.at(o % targets, b), o / targets);
                loss += exact.loss;
                size += Math.abs(exact.loss);
                bound += exact.lossBound;
                assertWithin(exact.slopeBound + Float.MIN_VALUE, exact.slope, d.at(o, b), "derivative by output " + o);
            }
            assertWithin(bound + out * U * (size + bound), loss, losses[b], "loss of sample " + b);
        }
    }

    private static void assertWithin(double bound, double exact, float got, String what) {
        assertTrue(Math.abs(got - exact) <= bound, what + ": " + got + " is not within " + bound + " of " + exact);
    }
}
