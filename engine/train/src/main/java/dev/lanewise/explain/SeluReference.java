package dev.lanewise.explain;

import dev.lanewise.kernel.ActivationFunction;

/** {@code h = scale z} where z is positive, else {@code scale alpha (exp(z) - 1)}. */
final class SeluReference extends KeptReference {

    private static final double SCALE = 1.0507009873554805, SCALE_ALPHA = SCALE * 1.6732632423543772;

    SeluReference() {
        super("SELU", ActivationFunction.SELU, SCALE_ALPHA, SCALE_ALPHA);
    }

    @Override
    public double value(double z) {
        return z > 0 ? SCALE * z : SCALE_ALPHA * StrictMath.expm1(z);
    }

    @Override
    public double slope(double z, double h) {
        return z > 0 ? SCALE : SCALE_ALPHA * StrictMath.exp(z);
    }

    @Override
    public double[] kinks() {
        return new double[] {0};
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        return at > 0 ? Float.toString((float) SCALE) : (float) SCALE_ALPHA + " " + script.named("exp") + "(" + z + ")";
    }
}
