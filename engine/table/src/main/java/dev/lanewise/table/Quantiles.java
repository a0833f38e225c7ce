package dev.lanewise.table;

/**
 * Quantiles by linear interpolation between the two nearest values, as numpy's are by default.
 *
 * @see <a href="https://doi.org/10.1080/00031305.1996.10473566">Hyndman and Fan, Sample quantiles in statistical packages: type 7</a>
 */
final class Quantiles {

    private Quantiles() {
    }

    /**
     * A quantile.
     *
     * @param sorted at least one number, rising
     * @param share  from 0 to 1
     */
    static double of(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) Math.min(Math.floor(position), sorted.length - 1.0), above = Math.min(below + 1, sorted.length - 1);
        double fraction = position - below, step = sorted[above] - sorted[below];
        if (Double.isInfinite(step)) {
            return sorted[below] * (1 - fraction) + sorted[above] * fraction;
        }
        return fraction < 0.5 ? sorted[below] + step * fraction : sorted[above] - step * (1 - fraction);
    }

    /** Quantiles at equal distances from 0 to 1. */
    static double[] spread(double[] sorted, int count) {
        double[] quantiles = new double[count];
        for (int i = 0; i < count; i++) {
            quantiles[i] = of(sorted, i / (count - 1.0));
        }
        return quantiles;
    }
}
