package dev.lanewise.kernel;

/** What activations are made of, in double and without a digit lost far from 0. */
public final class DoubleMath {

    /** Of the continued fraction: at 2.5, where it begins, the remaining ones are below 10^-14 of the whole. */
    private static final int TERMS = 60;

    private DoubleMath() {
    }

    public static double sigmoid(double z) {
        if (z >= 0) {
            return 1 / (1 + Math.exp(-z));
        }
        double e = Math.exp(z);
        return e / (1 + e);
    }

    public static double softplus(double z) {
        return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
    }

    /** The standard normal distribution, exp(-z^2 / 2) / sqrt(2 pi). */
    public static double density(double z) {
        return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    }

    /**
     * The integral of the density from negative infinity to z: a Taylor series in the middle, Laplace's continued fraction outside, and
     * nothing where a double is too coarse.
     *
     * @see <a href="https://doi.org/10.18637/jss.v011.i04">Marsaglia, Evaluating the Normal Distribution, JSS 11, 2004</a>
     */
    public static double normal(double z) {
        if (z > 2.5) {
            return 1 - normal(-z);
        }
        if (z < -2.5) {
            return lowerTail(-z);
        }
        double sum = 0, term = z;
        for (int n = 3; Math.abs(term) > 1e-17 * Math.abs(sum); n += 2) {
            sum += term;
            term *= z * z / n;
        }
        return 0.5 + density(z) * sum;
    }

    private static double lowerTail(double t) {
        if (t > 40) {
            return 0;
        }
        double rest = 0;
        for (int k = TERMS; k > 0; k--) {
            rest = k / (t + rest);
        }
        return density(t) / (t + rest);
    }

    /** The limit where a factor that vanishes meets an infinity. */
    public static double product(double z, double factor) {
        return factor == 0 ? 0 : z * factor;
    }

    public static double softsignSlope(double z) {
        double size = 1 + Math.abs(z);
        return 1 / (size * size);
    }

    /** u = sqrt(8 / pi) (z + 0.044715 z^3), of which GELU by tanh is z sigmoid(u). */
    public static double geluTanhArgument(double z) {
        return Math.sqrt(8 / Math.PI) * z * (1 + 0.044715 * z * z);
    }

    public static double geluTanhSlope(double z) {
        double u = geluTanhArgument(z), change = Math.sqrt(8 / Math.PI) * (1 + 3 * 0.044715 * z * z);
        return sigmoid(u) + product(z * change, sigmoid(u) * sigmoid(-u));
    }

    /** w + z (1 - w^2) sigmoid(z), where w is tanh(softplus(z)). */
    public static double mishSlope(double z) {
        double w = Math.tanh(softplus(z)), v = 1 / Math.cosh(softplus(z));
        return w + product(z, v * v * sigmoid(z));
    }
}
