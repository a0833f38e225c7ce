package dev.lanewise.explain;

import dev.lanewise.kernel.ActivationFunction;

/** {@code h = z sigmoid(u)} with {@code u = sqrt(8 / pi) (z + 0.044715 z^3)}. */
final class GeluTanhReference extends KeptReference {

    private static final double U1 = Math.sqrt(8 / Math.PI);
    private static final double CUBE = 0.044715;

    GeluTanhReference() {
        super("GELU by tanh", ActivationFunction.GELU_TANH, 1.13, 0.8);
    }

    @Override
    public double value(double z) {
        return z * sigmoid(z);
    }

    @Override
    public double slope(double z, double h) {
        double s = sigmoid(z);
        return s + z * s * sigmoid(-z) * U1 * (1 + 3 * CUBE * z * z);
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        String square = script.raised(z, "2");
        return "s (1 + " + z + " (1 - s) (1.5958 + 0.21406 " + square + ")), s = " + script.words("sigmoid") + "(1.5958 " + z
                + " (1 + 0.044715 " + square + "))";
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-U1 * z * (1 + CUBE * z * z)));
    }
}
