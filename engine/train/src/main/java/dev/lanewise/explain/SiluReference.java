package dev.lanewise.explain;

import dev.lanewise.kernel.ActivationFunction;

/** {@code h = z sigmoid(z)}. */
final class SiluReference extends KeptReference {

    SiluReference() {
        super("SiLU", ActivationFunction.SILU, 1.1, 0.5);
    }

    @Override
    public double value(double z) {
        return z / (1 + StrictMath.exp(-z));
    }

    @Override
    public double slope(double z, double h) {
        double s = 1 / (1 + StrictMath.exp(-z));
        return s + z * s * (1 - s);
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        return "s (1 + " + z + " (1 - s)), s = " + script.words("sigmoid") + "(" + z + ")";
    }
}
