package dev.lanewise.explain;

import dev.lanewise.kernel.ActivationFunction;

/** {@code h = min(max(z + 3, 0), 6) / 6}. */
final class HardSigmoidReference extends KeptReference {

    HardSigmoidReference() {
        super("hard sigmoid", ActivationFunction.HARD_SIGMOID, 1.0 / 6, 0);
    }

    @Override
    public double value(double z) {
        return Math.min(Math.max(z + 3, 0), 6) / 6;
    }

    @Override
    public double slope(double z, double h) {
        return z > -3 && z <= 3 ? 1.0 / 6 : 0;
    }

    @Override
    public double[] kinks() {
        return new double[] {-3, 3};
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        return at > -3 && at <= 3 ? "1 / 6" : "0";
    }
}
