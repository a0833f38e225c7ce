package dev.lanewise.kernel;

import static dev.lanewise.kernel.DoubleMath.density;
import static dev.lanewise.kernel.DoubleMath.geluTanhArgument;
import static dev.lanewise.kernel.DoubleMath.normal;
import static dev.lanewise.kernel.DoubleMath.product;
import static dev.lanewise.kernel.DoubleMath.sigmoid;
import static dev.lanewise.kernel.DoubleMath.softplus;

import dev.lanewise.panel.Panels;
import java.util.function.DoubleUnaryOperator;

/**
 * Every {@link ActivationFunction} and its derivative in double, and how many ulp of that a float may be away: of {@code max(|f(z)|, 2^-24
 * |z|)} for GELU in both forms, SiLU and Mish; of {@code max(|f'(z)|, 1/4)} for derivatives that cross 0 or are a difference from 1.
 */
enum ExactActivation {

    IDENTITY(0, z -> z, 0, 0, z -> 1),
    SIGMOID(2, DoubleMath::sigmoid, 3, 0.25, z -> sigmoid(z) * sigmoid(-z)),
    TANH(2, Math::tanh, 4, 0.25, z -> 1 - Math.tanh(z) * Math.tanh(z)),
    RELU(0, z -> Math.max(z, 0), 0, 0, z -> z > 0 ? 1 : 0),
    LEAKY_RELU(1, z -> z > 0 ? z : ExactActivation.P * z, 0, 0, z -> z > 0 ? 1 : ExactActivation.P),
    ELU(3, z -> z > 0 ? z : ExactActivation.P * Math.expm1(z), 2, 0, z -> z > 0 ? 1 : ExactActivation.P * Math.exp(z)),
    SELU(3, z -> ExactActivation.SCALE * (z > 0 ? z : ExactActivation.ALPHA * Math.expm1(z)),
            2, 0, z -> ExactActivation.SCALE * (z > 0 ? 1 : ExactActivation.ALPHA * Math.exp(z))),
    SOFTPLUS(3, DoubleMath::softplus, 3, 0, DoubleMath::sigmoid),
    SOFTSIGN(2, z -> Double.isInfinite(z) ? Math.signum(z) : z / (1 + Math.abs(z)), 4, 0, DoubleMath::softsignSlope),
    GELU(4, z -> product(z, normal(z)), 3, 0.25, z -> normal(z) + product(z, density(z))),
    GELU_TANH(4, z -> product(z, sigmoid(geluTanhArgument(z))), 3, 0.25, DoubleMath::geluTanhSlope),
    SILU(4, z -> product(z, sigmoid(z)), 3, 0.25, z -> sigmoid(z) + product(z, sigmoid(z) * sigmoid(-z))),
    MISH(4, z -> product(z, Math.tanh(softplus(z))), 4, 0.25, DoubleMath::mishSlope),
    HARD_SIGMOID(2, z -> Math.min(Math.max(z + 3, 0), 6) / 6, 1, 0, z -> z > -3 && z <= 3 ? 1.0 / 6 : 0),
    HARD_TANH(0, z -> Math.min(Math.max(z, -1), 1), 0, 0, z -> z > -1 && z <= 1 ? 1 : 0),
    HARD_SWISH(3, z -> z <= -3 ? 0 : z * Math.min(z + 3, 6) / 6, 2, 0, z -> z <= -3 ? 0 : z > 3 ? 1 : z / 3 + 0.5);

    /** Parameter of ELU and leaky ReLU. */
    static final float P = 0.3f;
    private static final double SCALE = 1.0507009873554804934193349852946, ALPHA = 1.6732632423543772848170429916717;

    final ActivationFunction f = ActivationFunction.valueOf(name());
    final DoubleUnaryOperator value;
    final DoubleUnaryOperator slope;
    private final double valueBound;
    private final double slopeBound;
    private final double slopeFloor;

    ExactActivation(double valueBound, DoubleUnaryOperator value, double slopeBound, double slopeFloor, DoubleUnaryOperator slope) {
        this.valueBound = valueBound;
        this.value = value;
        this.slopeBound = slopeBound;
        this.slopeFloor = slopeFloor;
        this.slope = slope;
    }

    private boolean hasVanishingFactor() {
        return this == GELU || this == GELU_TANH || this == SILU || this == MISH;
    }

    /** The activation, or its derivative. */
    private record Part(ExactActivation exact, boolean isSlope) implements Approximated {

        @Override
        public double bound() {
            return isSlope ? exact.slopeBound : exact.valueBound;
        }

        @Override
        public float at(float x) {
            return isSlope ? exact.f.slope(P, x) : exact.f.value(P, x);
        }

        @Override
        public double errorInUlps(float x, float got) {
            if (!isSlope) {
                double floor = exact.hasVanishingFactor() && !Float.isInfinite(x) ? 0x1p-24 * Math.abs(x) : 0;
                return Approximated.errorInUlps(got, exact.value.applyAsDouble(x), floor);
            }
            // what the derivative of NaN is, no limit says
            return Float.isNaN(x) ? 0 : Approximated.errorInUlps(got, exact.slope.applyAsDouble(x), exact.slopeFloor);
        }

        @Override
        public void apply(Kernels kernels, float[] x) {
            int rows = x.length / Panels.LANES;
            Panels z = new Panels(x, 0, rows, Panels.LANES, x.length), other = Panels.allocate(rows, Panels.LANES);
            Panels scratch = Panels.allocate(ActivationLoops.SCRATCH_ROWS, Panels.LANES);
            ActivationLoops.of(kernels).forward(exact.f, P, z, isSlope ? other : z, isSlope ? z : other, scratch);
        }

        @Override
        public String toString() {
            return exact + (isSlope ? "'" : "");
        }
    }

    Approximated asValue() {
        return new Part(this, false);
    }

    Approximated asSlope() {
        return new Part(this, true);
    }
}
