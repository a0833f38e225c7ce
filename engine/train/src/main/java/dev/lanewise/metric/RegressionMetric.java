package dev.lanewise.metric;

import dev.lanewise.text.Phrases;

/** How near outputs are to targets. With several outputs it is measured for each, and the metric is the mean of these. */
public sealed interface RegressionMetric extends Metric {

    /** {@code sqrt(sum w (y - h)^2 / sum w)}. */
    record Rmse() implements RegressionMetric {
    }

    /** {@code sum w |y - h| / sum w}. */
    record Mae() implements RegressionMetric {
    }

    /**
     * {@code 1 - sum w (y - h)^2 / sum w (y - mean y)^2}; where all targets are equal, 1 if every output is right and else 0; NaN with
     * fewer than two samples. The denominator is worked out without rounding, however far the targets are from 0.
     */
    record R2() implements RegressionMetric {
    }

    /**
     * {@code sum w max(q (y - h), (q - 1) (y - h)) / sum w}.
     *
     * @param level q, from 0 to 1
     * @see <a href="https://doi.org/10.2307/1913643">Koenker and Bassett, Regression Quantiles, 1978</a>
     */
    record Pinball(double level) implements RegressionMetric {
        /** Checks the level; throws IllegalArgumentException if it is not from 0 to 1. */
        public Pinball {
            if (!(level >= 0 && level <= 1)) {
                throw new IllegalArgumentException("pinball expects a level from 0 to 1, got " + level);
            }
        }
    }

    /**
     * Begins to measure.
     *
     * @param outputs at least 1
     * @return takes the samples
     * @throws IllegalArgumentException if there are fewer
     */
    @Override
    default RegressionAccumulator accumulator(int outputs) {
        if (outputs < 1) {
            throw new IllegalArgumentException(toText() + " expects at least 1 output, got " + Phrases.count(outputs, "output"));
        }
        return switch (this) {
            case Rmse _ -> new ErrorAccumulator(this, outputs, error -> error * error, Math::sqrt);
            case Mae _ -> new ErrorAccumulator(this, outputs, Math::abs, mean -> mean);
            case Pinball(double level) -> new ErrorAccumulator(this, outputs, error -> Math.max(level * error, (level - 1) * error),
                    mean -> mean);
            case R2 _ -> new R2Accumulator(this, outputs);
        };
    }
}
