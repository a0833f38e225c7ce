package dev.lanewise.explain;

import dev.lanewise.kernel.ActivationFunction;

/** {@code h = z Phi(z)}, where Phi is the standard normal distribution and phi its density. */
final class GeluReference extends KeptReference {

    /** Outside of this on both sides, so many terms of a continued fraction are exact to double. */
    private static final double TAIL = 2.5;
    private static final int TERMS = 60;

    GeluReference() {
        super("GELU", ActivationFunction.GELU, 1.13, 0.8);
    }

    @Override
    public double value(double z) {
        return z * distribution(z);
    }

    @Override
    public double slope(double z, double h) {
        return distribution(z) + z * density(z);
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        return script.named("Phi") + "(" + z + ") + " + z + " " + script.named("phi") + "(" + z + ")";
    }

    private static double density(double z) {
        return StrictMath.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    }

    /**
     * Phi: a Taylor series in the middle, Laplace's continued fraction outside.
     *
     * @see <a href="https://doi.org/10.18637/jss.v011.i04">Marsaglia, Evaluating the normal distribution, JSS 11, 2004</a>
     */
    private static double distribution(double z) {
        if (z > TAIL) {
            return 1 - distribution(-z);
        }
        if (z < -TAIL) {
            double rest = 0;
            for (int k = TERMS; k > 0; k--) {
                rest = k / (rest - z);
            }
            return density(z) / (rest - z);
        }
        double sum = 0, term = z;
        for (int n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
            sum += term;
            term *= z * z / n;
        }
        return 0.5 + density(z) * sum;
    }
}
