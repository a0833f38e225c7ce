package dev.lanewise.explain;

import dev.lanewise.kernel.ActivationFunction;

/** {@code h = z / (1 + |z|)}. */
final class SoftsignReference extends KeptReference {

    SoftsignReference() {
        super("softsign", ActivationFunction.SOFTSIGN, 1, 2);
    }

    @Override
    public double value(double z) {
        return z / (1 + Math.abs(z));
    }

    @Override
    public double slope(double z, double h) {
        return 1 / ((1 + Math.abs(z)) * (1 + Math.abs(z)));
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        return "1 / " + script.raised("(1 + |" + z + "|)", "2");
    }
}
