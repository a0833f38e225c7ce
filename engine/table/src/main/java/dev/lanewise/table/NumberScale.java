package dev.lanewise.table;

import java.util.Arrays;

/** What numbers of a column become before a network sees them: near 0, of like size, without values far out. */
sealed interface NumberScale {

    /** The number as the network sees it. */
    double of(double value);

    void write(FieldWriter out);

    /**
     * {@code (x - centre) * factor}, as other programs scale.
     *
     * @param centre what becomes 0
     * @param factor what it is multiplied by
     */
    record Linear(double centre, double factor) implements NumberScale {

        @Override
        public double of(double value) {
            return (value - centre) * factor;
        }

        @Override
        public void write(FieldWriter out) {
            out.line("linear").add(centre).add(factor);
        }
    }

    /**
     * Median and inter-quartile range, clipped smoothly to (-3, 3): {@code z / sqrt(1 + (z / 3)^2)} with {@code z = (x - centre) * factor}.
     *
     * @param centre the median
     * @param factor one over the inter-quartile range; where that is 0, two over the range
     * @see <a href="https://arxiv.org/abs/2407.04491">Holzmueller et al., Better by default, 2024</a>
     */
    record Robust(double centre, double factor) implements NumberScale {

        private static final double LIMIT = 3;

        static Robust fit(double[] sorted) {
            double range = half(Quantiles.of(sorted, 0.75), Quantiles.of(sorted, 0.25)), whole = half(sorted[sorted.length - 1], sorted[0]);
            double factor = range > 0 ? 0.5 / range : whole > 0 ? 1 / whole : 0;
            return new Robust(Quantiles.of(sorted, 0.5), Double.isFinite(factor) ? factor : 0);
        }

        @Override
        public double of(double value) {
            double z = 2 * (half(value, centre) * factor), part = z / LIMIT;
            return Double.isInfinite(part * part) ? Math.copySign(LIMIT, z) : z / Math.sqrt(1 + part * part);
        }

        @Override
        public void write(FieldWriter out) {
            out.line("robust").add(centre).add(factor);
        }
    }

    /**
     * A map to the normal distribution by the empirical one. A value is in the middle of the probabilities that it has, the mean of both
     * one-sided interpolations, so repeated values need no noise.
     *
     * @param quantiles at equal distances from 0 to 1, rising
     */
    record Normal(double[] quantiles) implements NumberScale {

        private static final int FEWEST = 10, MOST = 1000, VALUES_EACH = 30, MOST_READ = 1 << 16;
        private static final double END = 1e-7;

        static Normal fit(double[] sorted) {
            return new Normal(Quantiles.spread(sorted, Math.max(Math.min(sorted.length / VALUES_EACH, MOST), FEWEST)));
        }

        @Override
        public double of(double value) {
            return NormalQuantile.of(Math.clamp((right(value) + left(value)) / 2, END, 1 - END));
        }

        /** The upper end of the probabilities of a value. */
        private double right(double value) {
            int at = below(value, true) - 1, last = quantiles.length - 1;
            return at < 0 ? 0 : at >= last ? 1 : (at + half(value, quantiles[at]) / half(quantiles[at + 1], quantiles[at])) / last;
        }

        /** The lower end. */
        private double left(double value) {
            int at = below(value, false), last = quantiles.length - 1;
            return at == 0 ? 0 : at > last ? 1 : (at - half(quantiles[at], value) / half(quantiles[at], quantiles[at - 1])) / last;
        }

        /** Quantiles that are less than a value, or not more. */
        private int below(double value, boolean orEqual) {
            int from = 0, to = quantiles.length;
            while (from < to) {
                int middle = from + to >>> 1;
                if (quantiles[middle] < value || orEqual && quantiles[middle] == value) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from;
        }

        @Override
        public void write(FieldWriter out) {
            out.line("normal").add(quantiles);
        }
    }

    /** Half the difference, which no two numbers make infinite. */
    private static double half(double more, double less) {
        return Double.isInfinite(more - less) ? more / 2 - less / 2 : (more - less) / 2;
    }

    /** Reads what {@link #write} writes; throws IllegalArgumentException for anything else. */
    static NumberScale read(FieldReader in) {
        return switch (in.line("robust", "normal", "linear")) {
            case "robust" -> new Robust(in.number(), in.number());
            case "linear" -> new Linear(in.number(), in.number());
            default -> new Normal(rising(in.numbers(2, Normal.MOST_READ)));
        };
    }

    /** Numbers that do not fall. */
    static double[] rising(double[] numbers) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        if (!Arrays.equals(sorted, numbers)) {
            throw new IllegalArgumentException("expected rising numbers, got others");
        }
        return numbers;
    }
}
