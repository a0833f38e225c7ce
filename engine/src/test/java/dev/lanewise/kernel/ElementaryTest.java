package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.panel.Panels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ElementaryTest {

    /** A prime, so that every exponent and every region of mantissas is met: some 4.3 million floats. */
    private static final int STRIDE = 997;
    /** Where formulas change over, and the ends of what they are for. */
    private static final float[] EDGES = {0f, -0f, Float.MIN_NORMAL, -Float.MIN_NORMAL, 1f, -1f, Elementary.TANH_SMALL,
        -Elementary.TANH_SMALL, Elementary.EXP_MAX, Elementary.EXP_MIN, -Elementary.EXP_MIN, Elementary.EXP_MAX / 2, 88.72284f, -103.97208f,
        -87.33655f, 9.010914f, Float.intBitsToFloat(Elementary.SQRT_HALF_BITS), 1.4142135f, 17.32868f, Float.MAX_VALUE, -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};

    @ParameterizedTest
    @EnumSource
    void isWithinItsBoundAndTheSameInBothTwins(Approximation f) {
        FloatSweep worst = FloatSweep.over(f, STRIDE);
        // an error of nothing at all would mean that nothing was compared
        assertTrue(worst.error() > 0.5 && worst.error() <= f.bound(), worst.toString());
    }

    @ParameterizedTest
    @EnumSource
    void isWithinItsBoundAroundEveryEdge(Approximation f) {
        for (float edge : EDGES) {
            FloatSweep.around(f, edge);
        }
    }

    @ParameterizedTest
    @EnumSource
    void specialValuesAreThoseOfMath(Approximation f) {
        for (float x : new float[] {0f, -0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN}) {
            TestMatrices.assertSameBits((float) f.exact(x), f.at(x), f + " of " + x);
        }
    }

    @Test
    void specialValuesAreThoseOfTheStandard() {
        float inf = Float.POSITIVE_INFINITY, nan = Float.NaN;
        float[][] cases = {
            {Elementary.exp(inf), inf}, {Elementary.exp(-inf), 0f}, {Elementary.exp(0f), 1f}, {Elementary.exp(-0f), 1f},
            {Elementary.exp(nan), nan}, {Elementary.log(0f), -inf}, {Elementary.log(-0f), -inf}, {Elementary.log(1f), 0f},
            {Elementary.log(-1f), nan}, {Elementary.log(-Float.MIN_VALUE), nan}, {Elementary.log(inf), inf}, {Elementary.log(nan), nan},
            {Elementary.log(-inf), nan}, {Elementary.tanh(0f), 0f}, {Elementary.tanh(-0f), -0f}, {Elementary.tanh(inf), 1f},
            {Elementary.tanh(-inf), -1f}, {Elementary.tanh(nan), nan}, {Elementary.sigmoid(0f), 0.5f}, {Elementary.sigmoid(inf), 1f},
            {Elementary.sigmoid(-inf), 0f}, {Elementary.sigmoid(nan), nan}};
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
            for (ElementwiseFunction f : ElementwiseFunction.values()) {
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
