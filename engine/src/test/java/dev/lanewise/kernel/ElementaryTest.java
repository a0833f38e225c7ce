package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.panel.Panels;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ElementaryTest {

    /** A prime, so that every exponent and every region of mantissas is met: some 430,000 floats. */
    private static final int STRIDE = 9973;

    private interface FloatFunction {
        float at(float x);
    }

    @Test
    void expIsWithinOneUlp() {
        assertWithin(1, Elementary::exp, StrictMath::exp);
    }

    @Test
    void logIsWithinOneUlp() {
        assertWithin(1, Elementary::log, StrictMath::log);
    }

    @Test
    void tanhIsWithinTwoUlp() {
        assertWithin(2, Elementary::tanh, StrictMath::tanh);
    }

    @Test
    void sigmoidIsWithinTwoUlp() {
        assertWithin(2, Elementary::sigmoid, x -> x >= 0 ? 1 / (1 + StrictMath.exp(-x)) : StrictMath.exp(x) / (1 + StrictMath.exp(x)));
    }

    private static void assertWithin(double bound, FloatFunction f, DoubleUnaryOperator exact) {
        for (long bits = 0; bits < 1L << 32; bits += STRIDE) {
            float x = Float.intBitsToFloat((int) bits);
            double error = errorInUlps(f.at(x), exact.applyAsDouble(x));
            assertTrue(error <= bound, "at " + x + " (" + Float.toHexString(x) + ") the error is " + error + " ulp");
        }
    }

    private static double errorInUlps(float got, double exact) {
        float rounded = (float) exact;
        if (Float.isNaN(rounded) || Float.isNaN(got)) {
            return Float.isNaN(rounded) && Float.isNaN(got) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (Float.isInfinite(rounded) || Float.isInfinite(got)) {
            return rounded == got ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(got - exact) / Math.ulp(rounded);
    }

    @Test
    void specialValuesAreThoseOfMath() {
        float inf = Float.POSITIVE_INFINITY, nan = Float.NaN;
        float[][] cases = {
            {Elementary.exp(inf), inf}, {Elementary.exp(-inf), 0f}, {Elementary.exp(0f), 1f}, {Elementary.exp(-0f), 1f},
            {Elementary.exp(nan), nan}, {Elementary.log(0f), -inf}, {Elementary.log(-0f), -inf}, {Elementary.log(1f), 0f},
            {Elementary.log(-1f), nan}, {Elementary.log(inf), inf}, {Elementary.log(nan), nan}, {Elementary.log(-inf), nan},
            {Elementary.tanh(0f), 0f}, {Elementary.tanh(-0f), -0f}, {Elementary.tanh(inf), 1f}, {Elementary.tanh(-inf), -1f},
            {Elementary.tanh(nan), nan}, {Elementary.sigmoid(0f), 0.5f}, {Elementary.sigmoid(inf), 1f}, {Elementary.sigmoid(-inf), 0f},
            {Elementary.sigmoid(nan), nan}};
        for (int i = 0; i < cases.length; i++) {
            assertEquals(Float.floatToIntBits(cases[i][1]), Float.floatToIntBits(cases[i][0]), "case " + i);
        }
    }

    /** The twins meet here through the kernels that use them, on floats of every kind. */
    @Test
    void bothTwinsAgreeOnFloatsOfEveryKind() {
        int count = 1 << 16;
        Panels x = Panels.allocate(count / Panels.LANES, Panels.LANES);
        for (int i = 0; i < count; i++) {
            x.data()[i] = Float.intBitsToFloat((int) (i * 65537L + 12345));
        }
        Panels one = Panels.allocate(1, Panels.LANES), y = Panels.allocate(1, Panels.LANES), dz = Panels.allocate(1, Panels.LANES);
        float[] losses = new float[Panels.LANES];
        for (Kernels kernels : TestMatrices.twins()) {
            PanelKernels twin = (PanelKernels) kernels;
            for (Function f : Function.values()) {
                float[] z = x.data().clone();
                twin.activate(f, 0.1f, count, z, 0);
                for (int i = 0; i < count; i++) {
                    TestMatrices.assertSameBits(Specification.f(f, 0.1f, x.data()[i]), z[i], f + " of " + x.data()[i]);
                }
            }
            for (int i = 0; i < count; i += Panels.LANES) {
                System.arraycopy(x.data(), i, one.data(), 0, Panels.LANES);
                kernels.sigmoidCrossEntropy(one, y, 1f, dz, losses, 0);
                Specification.LossAndGradient expected = Specification.sigmoidCrossEntropy(one, y, 1f);
                for (int lane = 0; lane < Panels.LANES; lane++) {
                    TestMatrices.assertSameBits(expected.losses()[lane], losses[lane], "loss at " + one.data()[lane]);
                }
            }
        }
    }
}
