package dev.lanewise.explain;

import dev.lanewise.kernel.ActivationFunction;

/** {@code h = min(max(z, -1), 1)}. */
final class HardTanhReference extends KeptReference {

    HardTanhReference() {
        super("hard tanh", ActivationFunction.HARD_TANH, 1, 0);
    }

    @Override
    public double value(double z) {
        return Math.min(Math.max(z, -1), 1);
    }

    @Override
    public double slope(double z, double h) {
        return z > -1 && z <= 1 ? 1 : 0;
    }

    @Override
    public double[] kinks() {
        return new double[] {-1, 1};
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        return at > -1 && at <= 1 ? "1" : "0";
    }
}
