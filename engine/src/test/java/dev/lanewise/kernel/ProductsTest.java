package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertCanariesUntouched;
import static dev.lanewise.kernel.TestMatrices.assertPaddingZero;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static dev.lanewise.kernel.TestMatrices.random;
import static dev.lanewise.kernel.TestMatrices.special;
import static dev.lanewise.kernel.TestMatrices.together;
import static dev.lanewise.kernel.TestMatrices.window;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.panel.Panels;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProductsTest {

    private static final float SLOPE = 0.01f;

    static Stream<Arguments> shapesAroundEveryTileEdge() {
        return TestMatrices.twins().stream().flatMap(kernels -> TestMatrices.shapes().stream()
                .map(s -> Arguments.of(kernels.vectorBits(), s[0], s[1], s[2], kernels)));
    }

    @ParameterizedTest(name = "{0} bits, {1} inputs, {2} outputs, {3} samples")
    @MethodSource("shapesAroundEveryTileEdge")
    void forwardAgreesBitForBitWithTheSpecification(int bits, int in, int out, int samples, Kernels kernels) {
        for (ElementwiseFunction f : ElementwiseFunction.values()) {
            var random = new SplittableRandom(31L * in + 17L * out + samples);
            Panels w = random(in, out, random), bias = biasRow(out, random), h = random(in, samples, random), z = window(out, samples);
            Panels zRows = window(samples, out), again = window(out, samples);

            kernels.forward(w, Placement.IN_CACHE, bias, h, f, SLOPE, z, zRows);
            kernels.forward(w, Placement.STREAMED, bias, h, f, SLOPE, again, null);

            assertSameBits(Specification.forward(w, bias, h, f, SLOPE), z);
            assertSameBits(Specification.transposed(z), zRows);
            assertSameBits(z, again);
            assertPaddingZero(zRows);
            assertCanariesUntouched(z);
            assertCanariesUntouched(zRows);
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} inputs, {2} outputs, {3} samples")
    @MethodSource("shapesAroundEveryTileEdge")
    void backwardAgreesBitForBitWithTheSpecification(int bits, int in, int out, int samples, Kernels kernels) {
        for (ElementwiseFunction f : ElementwiseFunction.values()) {
            var random = new SplittableRandom(31L * in + 17L * out + samples);
            Panels w = random(in, out, random), dz = random(out, samples, random);
            Panels h = random(in, samples, random), dh = window(in, samples);

            Panels dhRows = window(samples, in), again = window(in, samples);

            kernels.backward(w, Placement.IN_CACHE, dz, h, f, SLOPE, dh, dhRows);
            kernels.backward(w, Placement.STREAMED, dz, h, f, SLOPE, again, null);

            assertSameBits(Specification.backward(w, dz, h, f, SLOPE), dh);
            assertSameBits(Specification.transposed(dh), dhRows);
            assertSameBits(dh, again);
            assertPaddingZero(dhRows);
            assertCanariesUntouched(dh);
            assertCanariesUntouched(dhRows);
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} inputs, {2} outputs, {3} samples")
    @MethodSource("shapesAroundEveryTileEdge")
    void weightGradientAgreesBitForBitWithTheSpecification(int bits, int in, int out, int samples, Kernels kernels) {
        var random = new SplittableRandom(31L * in + 17L * out + samples);
        Panels h = random(samples, in, random), dz = random(samples, out, random), dW = window(in, out);

        kernels.weightGradient(h, dz, dW);

        assertSameBits(Specification.weightGradient(h, dz), dW);
        assertPaddingZero(dW);
        assertCanariesUntouched(dW);
    }

    @ParameterizedTest(name = "{0} bits, {1} inputs, {2} outputs, {3} samples")
    @MethodSource("shapesAroundEveryTileEdge")
    void gradientAndMomentumAtOnceAgreeBitForBitWithTheSpecification(int bits, int in, int out, int samples, Kernels kernels) {
        gradientAndMomentumAtOnce(in, out, samples, kernels, Placement.IN_CACHE);
        gradientAndMomentumAtOnce(in, out, samples, kernels, Placement.STREAMED);
    }

    private static void gradientAndMomentumAtOnce(int in, int out, int samples, Kernels kernels, Placement placement) {
        var random = new SplittableRandom(31L * in + 17L * out + samples);
        Panels h = random(samples, in, random), dz = random(samples, out, random), w = random(in, out, random), v = random(in, out, random);
        List<Panels> operands = together(h, dz, window(Math.max(in, 32), out)), trained = together(w, v);
        Panels scratch = operands.get(2).rowsFrom(0, in), weights = trained.get(0), velocities = trained.get(1);
        float lr = 0.3f, mu = 0.9f;

        kernels.gradientMomentum(operands.get(0), operands.get(1), scratch, weights, velocities, lr, mu, placement);

        Panels g = Specification.weightGradient(h, dz);
        for (int i = 0; i < in; i++) {
            for (int o = 0; o < out; o++) {
                String where = "input " + i + ", output " + o;
                float velocity = Math.fma(mu, v.at(i, o), g.at(i, o));
                assertSameBits(velocity, velocities.at(i, o), where);
                assertSameBits(Math.fma(-lr, velocity, w.at(i, o)), weights.at(i, o), where);
            }
        }
        assertSameBits(h, operands.get(0));
        assertSameBits(dz, operands.get(1));
        assertCanariesUntouched(weights, velocities);
        assertPaddingZero(weights);
        assertPaddingZero(velocities);
    }

    @ParameterizedTest(name = "{0} bits, {1} inputs, {2} outputs, {3} samples")
    @MethodSource("shapesAroundEveryTileEdge")
    void momentumOfASingleSampleIsThatOfItsGradient(int bits, int in, int out, int samples, Kernels kernels) {
        var random = new SplittableRandom(31L * in + 17L * out + samples);
        List<Panels> operands = together(random(samples, in, random), random(samples, out, random));
        Panels h = operands.get(0), dz = operands.get(1);
        List<Panels> weights = together(random(in, out, random), random(in, out, random));
        List<Panels> alone = copies(weights), pushed = copies(weights);
        List<Panels> biases = together(biasRow(out, random), biasRow(out, random)), pushedBiases = copies(biases);

        boolean isDone = kernels.sampleMomentum(h, dz, weights.get(0), weights.get(1), biases.get(0), biases.get(1), 0.3f, 0.9f);
        kernels.sampleMomentum(h, dz, alone.get(0), alone.get(1), null, null, 0.3f, 0.9f);

        assertEquals(samples == 1 && bits > 0, isDone);
        if (isDone) {
            kernels.momentum(Specification.weightGradient(h, dz), pushed.get(0), pushed.get(1), 0.3f, 0.9f);
            kernels.momentum(Specification.columnSums(dz), pushedBiases.get(0), pushedBiases.get(1), 0.3f, 0.9f);
        }
        for (int slot = 0; slot < 2; slot++) {
            assertSameBits(pushed.get(slot), weights.get(slot));
            assertSameBits(pushed.get(slot), alone.get(slot));
            assertSameBits(pushedBiases.get(slot), biases.get(slot));
            assertPaddingZero(weights.get(slot));
        }
    }

    private static List<Panels> copies(List<Panels> matrices) {
        return together(matrices.toArray(Panels[]::new));
    }

    @ParameterizedTest(name = "{0} bits, {1} inputs, {2} outputs, {3} samples")
    @MethodSource("shapesAroundEveryTileEdge")
    void aRowForASampleGivesTheSameBits(int bits, int in, int out, int samples, Kernels kernels) {
        for (ElementwiseFunction f : ElementwiseFunction.values()) {
            var random = new SplittableRandom(31L * in + 17L * out + samples);
            Panels w = random(in, out, random), bias = biasRow(out, random), h = random(samples, in, random), z = window(samples, out);
            Panels zLanes = window(out, samples), again = window(samples, out);
            Panels dz = random(samples, out, random), dh = window(samples, in), scratch = window(out, Math.min(in, 128));

            kernels.forwardRows(w, bias, h, f, SLOPE, z, zLanes);
            kernels.forwardRows(w, bias, h, f, SLOPE, again, null);
            kernels.backwardRows(w, dz, h, f, SLOPE, scratch, dh);
            Panels same = window(samples, in);
            kernels.backwardTransposed(Specification.transposed(w), dz, h, f, SLOPE, same);

            Panels hLanes = Specification.transposed(h), dzLanes = Specification.transposed(dz);
            assertSameBits(Specification.transposed(Specification.forward(w, bias, hLanes, f, SLOPE)), z);
            assertSameBits(Specification.transposed(z), zLanes);
            assertSameBits(z, again);
            assertPaddingZero(zLanes);
            assertSameBits(Specification.transposed(Specification.backward(w, dzLanes, hLanes, f, SLOPE)), dh);
            assertCanariesUntouched(z);
            assertCanariesUntouched(zLanes);
            assertSameBits(dh, same);
            assertCanariesUntouched(dh);
            assertCanariesUntouched(same);
            assertCanariesUntouched(scratch);
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} inputs, {2} outputs, {3} samples")
    @MethodSource("shapesAroundEveryTileEdge")
    void specialValuesTravelAsTheSpecificationSays(int bits, int in, int out, int samples, Kernels kernels) {
        for (ElementwiseFunction f : ElementwiseFunction.values()) {
            var random = new SplittableRandom(31L * in + 17L * out + samples);
            Panels w = special(in, out, random), bias = biasRow(out, random), h = special(in, samples, random), z = window(out, samples);
            Panels dz = special(out, samples, random), dh = window(in, samples);

            kernels.forward(w, Placement.STREAMED, bias, h, f, SLOPE, z, null);
            kernels.backward(w, Placement.STREAMED, dz, h, f, SLOPE, dh, null);

            assertSameBits(Specification.forward(w, bias, h, f, SLOPE), z);
            assertSameBits(Specification.backward(w, dz, h, f, SLOPE), dh);
        }
    }

    @ParameterizedTest(name = "{0} bits, {1} inputs, {2} outputs, {3} samples")
    @MethodSource("shapesAroundEveryTileEdge")
    void staysWithinTheBoundOfAnalysisInDouble(int bits, int in, int out, int samples, Kernels kernels) {
        var random = new SplittableRandom(31L * in + 17L * out + samples);
        Panels w = random(in, out, random), bias = biasRow(out, random), h = random(in, samples, random), z = window(out, samples);

        kernels.forward(w, Placement.IN_CACHE, bias, h, ElementwiseFunction.IDENTITY, 0f, z, null);

        for (int o = 0; o < out; o++) {
            for (int b = 0; b < samples; b++) {
                double sum = bias.at(0, o), sizes = Math.abs(sum);
                for (int i = 0; i < in; i++) {
                    sum += (double) w.at(i, o) * h.at(i, b);
                    sizes += Math.abs((double) w.at(i, o) * h.at(i, b));
                }
                // n fused multiply-adds round n times: |error| <= n u / (1 - n u) * sum |w h|, u = 2^-24 (Higham, section 3.1)
                double u = 0x1p-24, bound = in * u / (1 - in * u) * sizes;
                double error = Math.abs(z.at(o, b) - sum);
                assertTrue(error <= bound, "output " + o + ", sample " + b + ": error " + error + " beyond " + bound);
            }
        }
    }

    /** Biases stand behind each other without a gap between panels. */
    private static Panels biasRow(int out, SplittableRandom random) {
        Panels bias = Panels.allocate(1, out);
        for (int o = 0; o < out; o++) {
            bias.set(0, o, random.nextInt(10) == 0 ? -0f : (float) random.nextDouble());
        }
        return bias;
    }
}
