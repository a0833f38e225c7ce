package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertCanariesUntouched;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
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

class LayerNormLoopsTest {

    private static final float EPS = 1e-5f;

    static Stream<Arguments> shapes() {
        return LoopShapes.each((kernels, samples, features) ->
                Arguments.of(kernels.vectorBits(), features, samples, LayerNormLoops.of(kernels)));
    }

    /** What the way forward leaves, by naive loops. */
    private record Forward(Panels xhat, Panels rstd, Panels y) {

        static Forward of(Panels x, Panels gamma, Panels beta) {
            Panels xhat = Panels.allocate(x.rows(), x.cols()), rstd = Panels.allocate(1, x.cols()), y = Panels.allocate(x.rows(), x.cols());
            for (int b = 0; b < x.cols(); b++) {
                float sum = 0f, squares = 0f;
                for (int f = 0; f < x.rows(); f++) {
                    sum += x.at(f, b);
                }
                float mean = sum / x.rows();
                for (int f = 0; f < x.rows(); f++) {
                    squares = Math.fma(x.at(f, b) - mean, x.at(f, b) - mean, squares);
                }
                rstd.set(0, b, 1f / (float) Math.sqrt(squares / x.rows() + EPS));
                for (int f = 0; f < x.rows(); f++) {
                    xhat.set(f, b, (x.at(f, b) - mean) * rstd.at(0, b));
                    y.set(f, b, Math.fma(gamma.at(0, f), xhat.at(f, b), beta.at(0, f)));
                }
            }
            return new Forward(xhat, rstd, y);
        }
    }

    /** What the way back leaves, by naive loops. */
    private record Backward(Panels term, Panels dx) {

        static Backward of(Panels dy, Panels gamma, Panels xhat, Panels rstd) {
            Panels term = Panels.allocate(dy.rows(), dy.cols()), dx = Panels.allocate(dy.rows(), dy.cols());
            for (int b = 0; b < dy.cols(); b++) {
                float sum = 0f, products = 0f;
                for (int f = 0; f < dy.rows(); f++) {
                    sum += dy.at(f, b) * gamma.at(0, f);
                    products = Math.fma(dy.at(f, b) * gamma.at(0, f), xhat.at(f, b), products);
                }
                float meanG = sum / dy.rows(), meanGX = products / dy.rows();
                for (int f = 0; f < dy.rows(); f++) {
                    term.set(f, b, dy.at(f, b) * xhat.at(f, b));
                    dx.set(f, b, Math.fma(-xhat.at(f, b), meanGX, dy.at(f, b) * gamma.at(0, f) - meanG) * rstd.at(0, b));
                }
            }
            return new Backward(term, dx);
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} features of {2} samples")
    @MethodSource("shapes")
    void forwardAgreesBitForBitWithTheSpecification(int bits, int features, int samples, LayerNormLoops loops) {
        var random = new SplittableRandom(31L * features + samples);
        for (Panels x : new Panels[] {random(features, samples, random), special(features, samples, random)}) {
            Panels gamma = random(1, features, random), beta = random(1, features, random);
            Panels xhat = window(features, samples), rstd = window(1, samples), y = window(features, samples);

            loops.forward(x, gamma, beta, EPS, xhat, rstd, y);

            Forward expected = Forward.of(x, gamma, beta);
            assertSameBits(expected.xhat, xhat);
            assertSameBits(expected.rstd, rstd);
            assertSameBits(expected.y, y);
            for (Panels written : new Panels[] {xhat, rstd, y}) {
                assertCanariesUntouched(written);
            }
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} features of {2} samples")
    @MethodSource("shapes")
    void backwardAgreesBitForBitWithTheSpecification(int bits, int features, int samples, LayerNormLoops loops) {
        var random = new SplittableRandom(31L * features + samples);
        for (Panels dy : new Panels[] {random(features, samples, random), special(features, samples, random)}) {
            Panels gamma = random(1, features, random), xhat = random(features, samples, random), rstd = random(1, samples, random);
            Panels term = window(features, samples), dx = window(features, samples);

            loops.backward(dy, gamma, xhat, rstd, term, dx);

            Backward expected = Backward.of(dy, gamma, xhat, rstd);
            assertSameBits(expected.term, term);
            assertSameBits(expected.dx, dx);
            assertCanariesUntouched(term);
            assertCanariesUntouched(dx);
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} features of {2} samples")
    @MethodSource("shapes")
    void worksInPlace(int bits, int features, int samples, LayerNormLoops loops) {
        var random = new SplittableRandom(31L * features + samples);
        Panels x = random(features, samples, random), gamma = random(1, features, random), beta = random(1, features, random);
        Panels dy = random(features, samples, random), y = copy(x), rstd = window(1, samples);
        Forward forward = Forward.of(x, gamma, beta);
        Panels term = copy(random(features, samples, random)), dx = copy(dy);
        Backward backward = Backward.of(dy, gamma, term, forward.rstd);

        loops.forward(y, gamma, beta, EPS, y, rstd, y);
        loops.backward(dx, gamma, term, rstd, term, dx);

        assertSameBits(forward.y, y);
        assertSameBits(backward.term, term);
        assertSameBits(backward.dx, dx);
    }

    @ParameterizedTest(name = "{0} bits, {1} features of {2} samples")
    @MethodSource("shapes")
    void worksOnPartsOfABlock(int bits, int features, int samples, LayerNormLoops loops) {
        var random = new SplittableRandom(31L * features + samples);
        Panels x = random(features, samples, random), gamma = random(1, features, random), beta = random(1, features, random);
        Panels xhat = window(features, samples), rstd = window(1, samples), y = window(features, samples);
        Panels term = window(features, samples), dx = window(features, samples);

        for (int p = 0; p < x.panels(); p++) {
            loops.forward(x.panelsFrom(p, 1), gamma, beta, EPS, xhat.panelsFrom(p, 1), rstd.panelsFrom(p, 1), y.panelsFrom(p, 1));
            loops.backward(x.panelsFrom(p, 1), gamma, xhat.panelsFrom(p, 1), rstd.panelsFrom(p, 1), term.panelsFrom(p, 1),
                    dx.panelsFrom(p, 1));
        }

        Forward forward = Forward.of(x, gamma, beta);
        assertSameBits(forward.y, y);
        assertSameBits(Backward.of(x, gamma, forward.xhat, forward.rstd).dx, dx);
        for (Panels written : new Panels[] {xhat, rstd, y, term, dx}) {
            assertCanariesUntouched(written);
        }
    }

    /** The whole of {@code sum_f dy[f] * y[f]} of one sample in double. */
    private static double weighted(double[] x, double[] gamma, double[] beta, double[] dy) {
        double mean = 0, variance = 0, sum = 0;
        for (double value : x) {
            mean += value / x.length;
        }
        for (double value : x) {
            variance += (value - mean) * (value - mean) / x.length;
        }
        for (int f = 0; f < x.length; f++) {
            sum += dy[f] * (gamma[f] * (x[f] - mean) / Math.sqrt(variance + EPS) + beta[f]);
        }
        return sum;
    }

    private static double[] sample(Panels m, int b) {
        double[] sample = new double[m.rows()];
        for (int f = 0; f < sample.length; f++) {
            sample[f] = m.at(f, b);
        }
        return sample;
    }

    private interface Objective {
        double value();
    }

    private static double slope(double[] at, int i, Objective objective) {
        double before = at[i], step = 1e-5;
        at[i] = before + step;
        double above = objective.value();
        at[i] = before - step;
        double below = objective.value();
        at[i] = before;
        return (above - below) / (2 * step);
    }

    @ParameterizedTest(name = "{0} bits, {1} features of {2} samples")
    @MethodSource("shapes")
    void gradientsAreThoseOfCentralDifferences(int bits, int features, int samples, LayerNormLoops loops) {
        var random = new SplittableRandom(31L * features + samples);
        Panels x = random(features, samples, random), gamma = random(1, features, random), beta = random(1, features, random);
        Panels dy = random(features, samples, random), xhat = window(features, samples), rstd = window(1, samples);
        Panels y = window(features, samples), term = window(features, samples), dx = window(features, samples);

        loops.forward(x, gamma, beta, EPS, xhat, rstd, y);
        loops.backward(dy, gamma, xhat, rstd, term, dx);

        double[] gammas = sample(Specification.transposed(gamma), 0), betas = sample(Specification.transposed(beta), 0);
        for (int b = 0; b < samples; b++) {
            double[] xs = sample(x, b), dys = sample(dy, b);
            Objective objective = () -> weighted(xs, gammas, betas, dys);
            // one rounding of the largest factor in each of some n operations, and what the difference of two sums cancels
            double bound = (features + 16) * 0x1p-24 * Math.max(1, rstd.at(0, b)) * 4 + 1e-7;
            for (int f = 0; f < features; f++) {
                String where = "feature " + f + ", sample " + b;
                assertEquals(slope(xs, f, objective), dx.at(f, b), bound, where);
                assertEquals(slope(gammas, f, objective), term.at(f, b), bound, where);
                assertEquals(slope(betas, f, objective), dy.at(f, b), bound, where);
            }
        }
    }
}
