package dev.lanewise.explain;

import dev.lanewise.kernel.ActivationFunction;

/** {@code h = log(1 + exp(z))}. */
final class SoftplusReference extends KeptReference {

    SoftplusReference() {
        super("softplus", ActivationFunction.SOFTPLUS, 1, 0.25);
    }

    @Override
    public double value(double z) {
        return Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
    }

    @Override
    public double slope(double z, double h) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        String exp = script.named("exp") + "(" + z + ")";
        return exp + " / (1 + " + exp + ")";
    }
}
