package dev.lanewise.explain;

import dev.lanewise.kernel.ActivationFunction;

/** {@code h = z tanh(log(1 + exp(z)))}. */
final class MishReference extends KeptReference {

    MishReference() {
        super("Mish", ActivationFunction.MISH, 1.09, 0.65);
    }

    @Override
    public double value(double z) {
        return z * factor(z);
    }

    @Override
    public double slope(double z, double h) {
        double w = factor(z);
        return w + z * (1 - w * w) / (1 + StrictMath.exp(-z));
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        String softplus = script.named("log") + "(1 + " + script.named("exp") + "(" + z + "))";
        return "w + " + z + " (1 - " + script.raised("w", "2") + ") " + script.words("sigmoid") + "(" + z + "), w = " + script.named("tanh")
                + "(" + softplus + ")";
    }

    private static double factor(double z) {
        return StrictMath.tanh(Math.max(z, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(z))));
    }
}
