package dev.lanewise.explain;

import dev.lanewise.kernel.ActivationFunction;

/** {@code h = min(max(z, -1), 1)}. */
record HardTanhReference() implements KeptReference {

    @Override
    public String name() {
        return "hard tanh";
    }

    @Override
    public ActivationFunction function() {
        return ActivationFunction.HARD_TANH;
    }

    @Override
    public double steepest() {
        return 1;
    }

    @Override
    public double bend() {
        return 0;
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
    public String slopeFormula(float at, String f, String z, Script script) {
        return at > -1 && at <= 1 ? "1" : "0";
    }
}
