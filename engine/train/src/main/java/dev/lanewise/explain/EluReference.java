package dev.lanewise.explain;

import dev.lanewise.kernel.ActivationFunction;

/** {@code h = z} where z is positive, else {@code alpha (exp(z) - 1)}. */
final class EluReference extends KeptReference {

    private final float alpha;

    EluReference(float alpha) {
        super("ELU", ActivationFunction.ELU, alpha, Math.max(1, alpha), alpha);
        this.alpha = alpha;
    }

    @Override
    public double value(double z) {
        return z > 0 ? z : alpha * StrictMath.expm1(z);
    }

    @Override
    public double slope(double z, double h) {
        return z > 0 ? 1 : alpha * StrictMath.exp(z);
    }

    @Override
    public double[] kinks() {
        return alpha == 1 ? new double[0] : new double[] {0};
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        return at > 0 ? "1" : Float.toString(alpha) + " " + script.named("exp") + "(" + z + ")";
    }
}
