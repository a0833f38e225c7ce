package dev.lanewise.explain;

import dev.lanewise.kernel.ActivationFunction;

/** {@code h = z min(max(z + 3, 0), 6) / 6}. */
final class HardSwishReference extends KeptReference {

    HardSwishReference() {
        super("hard swish", ActivationFunction.HARD_SWISH, 1.5, 1.0 / 3);
    }

    @Override
    public double value(double z) {
        return z * Math.min(Math.max(z + 3, 0), 6) / 6;
    }

    @Override
    public double slope(double z, double h) {
        return z <= -3 ? 0 : z > 3 ? 1 : z / 3 + 0.5;
    }

    @Override
    public double[] kinks() {
        return new double[] {-3, 3};
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        return at <= -3 ? "0" : at > 3 ? "1" : "(2 " + z + " + 3) / 6";
    }
}
