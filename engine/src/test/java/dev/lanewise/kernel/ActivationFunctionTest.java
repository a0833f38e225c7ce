package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("once")
class ActivationFunctionTest {

    /** A prime, so that every exponent and every region of mantissas is met: some 4.3 million floats. */
    private static final int STRIDE = 997;
    /** Where formulas change over, kinks, zeros of derivatives, and where infinities begin to matter. */
    private static final float[] EDGES = {0f, Float.MIN_NORMAL, -Float.MIN_NORMAL, 1f, -1f, 3f, -3f, 10f, -10f, -1.5f, -0.7517916f,
            -0.7524614f,
        -1.2784645f, -1.1924802f, 14.3f, -14.3f, 16f, -16f, 20.79f, 88.72284f, -87.33655f, -103.97208f, 104f, 128f, -128f, 0x1p30f,
        -0x1p30f, ActivationFunction.EXPM1_SMALL, 0x1p-12f, -0x1p-12f, 0x1p-24f, -0x1p-24f, Float.MAX_VALUE, -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    /** Of a central difference, whose own error in double is then below a billionth for these functions. */
    private static final double H = 1e-5;

    @Test
    void areAllHeldAgainstDoubles() {
        assertEquals(ActivationFunction.values().length, ExactActivation.values().length);
    }

    @ParameterizedTest
    @EnumSource
    void areWithinTheirBoundAndTheSameInBothImplementations(ExactActivation exact) {
        FloatSweep.over(exact.asValue(), STRIDE);
        FloatSweep.over(exact.asSlope(), STRIDE);
    }

    @ParameterizedTest
    @EnumSource
    void areWithinTheirBoundAroundEveryEdge(ExactActivation exact) {
        for (float edge : EDGES) {
            FloatSweep.around(exact.asValue(), edge);
            FloatSweep.around(exact.asSlope(), edge);
        }
    }

    @ParameterizedTest
    @EnumSource
    void haveTheSlopeOfACentralDifference(ExactActivation exact) {
        int compared = 0;
        for (double x = -20.0003; x < 20; x += 0.00217) {
            float z = (float) x;
            double difference = (exact.value.applyAsDouble(z + H) - exact.value.applyAsDouble(z - H)) / (2 * H);
            double jump = exact.slope.applyAsDouble(z + 2 * H) - exact.slope.applyAsDouble(z - 2 * H);
            if (Math.abs(jump) < 1e-3) {
                assertEquals(difference, exact.f.slope(ExactActivation.P, z), 1e-6, exact + " at " + z);
                compared++;
            }
        }
        assertTrue(compared > 18_000, compared + " were compared");
    }

    /** f of -inf, +0, +inf and the same of f'. */
    @ParameterizedTest
    @CsvSource({"IDENTITY, -Infinity, 0, Infinity, 1, 1, 1", "SIGMOID, 0, 0.5, 1, 0, 0.25, 0", "TANH, -1, 0, 1, 0, 1, 0",
        "RELU, 0, 0, Infinity, 0, 0, 1", "LEAKY_RELU, -Infinity, 0, Infinity, 0.3, 0.3, 1", "ELU, -0.3, 0, Infinity, 0, 0.3, 1",
        "SELU, -1.7580993, 0, Infinity, 0, 1.7580993, 1.050701", "SOFTPLUS, 0, 0.6931472, Infinity, 0, 0.5, 1",
        "SOFTSIGN, -1, 0, 1, 0, 1, 0", "GELU, 0, 0, Infinity, 0, 0.5, 1", "SILU, 0, 0, Infinity, 0, 0.5, 1",
        "GELU_TANH, 0, 0, Infinity, 0, 0.5, 1",
        "MISH, 0, 0, Infinity, 0, 0.6, 1", "HARD_SIGMOID, 0, 0.5, 1, 0, 0.16666667, 0", "HARD_TANH, -1, 0, 1, 0, 1, 0",
        "HARD_SWISH, 0, 0, Infinity, 0, 0.5, 1"})
    void haveLimitsAtInfinities(ActivationFunction f, float low, float zero, float high, float lowSlope, float zeroSlope,
            float highSlope) {
        float[] z = {Float.NEGATIVE_INFINITY, 0f, Float.POSITIVE_INFINITY}, values = {low, zero, high};
        float[] slopes = {lowSlope, zeroSlope, highSlope};
        for (int i = 0; i < z.length; i++) {
            assertEquals(values[i], f.value(0.3f, z[i]) + 0f, f + " of " + z[i]);
            assertEquals(slopes[i], f.slope(0.3f, z[i]) + 0f, "slope of " + f + " at " + z[i]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void letNaNTravel(ActivationFunction f) {
        assertTrue(Float.isNaN(f.value(0.3f, Float.NaN)));
        float slope = f.slope(0.3f, Float.NaN);
        assertTrue(switch (f) {
            case IDENTITY, RELU, LEAKY_RELU, HARD_TANH -> slope == 1f;
            case HARD_SIGMOID -> slope == 1f / 6;
            case SIGMOID, TANH, ELU, SELU, SOFTPLUS, SOFTSIGN, GELU, GELU_TANH, SILU, MISH, HARD_SWISH -> Float.isNaN(slope);
        }, f + ": " + slope);
    }

    /** Where f is z times a number, the smallest floats are not cut off. */
    @ParameterizedTest
    @EnumSource(names = {"IDENTITY", "TANH", "LEAKY_RELU", "ELU", "SELU", "SOFTSIGN", "GELU", "GELU_TANH", "SILU", "MISH", "HARD_TANH",
            "HARD_SWISH"})
    void keepSubnormals(ActivationFunction f) {
        for (float z = Float.MIN_VALUE * 9; z < Float.MIN_NORMAL; z *= 3.7f) {
            assertEquals(z * f.slope(0.3f, z), f.value(0.3f, z), 2 * Float.MIN_VALUE, f + " of " + z);
            assertEquals(-z * f.slope(0.3f, -z), f.value(0.3f, -z), 2 * Float.MIN_VALUE, f + " of " + -z);
            assertTrue(f.value(0.3f, -z) < 0, f + " of " + -z);
        }
    }
}
