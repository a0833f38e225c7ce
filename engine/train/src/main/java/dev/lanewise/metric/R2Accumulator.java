package dev.lanewise.metric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.Stream;

/** Squared errors, and squared distances from a mean that the last sample completes: from sums of targets and squares, not rounded. */
final class R2Accumulator extends RegressionAccumulator {

    private final Moments[] moments;

    /** Sums over the samples of one output. */
    private static final class Moments {
        private final ExactSum errors = new ExactSum();
        private final ExactSum targets = new ExactSum();
        private final ExactSum squares = new ExactSum();

        private void add(Moments other) {
            errors.add(other.errors);
            targets.add(other.targets);
            squares.add(other.squares);
        }

        /** {@code sum w (y - mean y)^2 = sum w y^2 - (sum w y)^2 / sum w}. */
        private double spread(BigDecimal weight) {
            BigDecimal sum = targets.exact();
            return squares.exact().multiply(weight).subtract(sum.multiply(sum)).divide(weight, MathContext.DECIMAL128).doubleValue();
        }
    }

    R2Accumulator(RegressionMetric metric, int outputs) {
        super(metric, outputs);
        moments = Stream.generate(Moments::new).limit(outputs).toArray(Moments[]::new);
    }

    @Override
    void count(int output, float h, float y, double weight) {
        double error = (double) y - h;
        moments[output].errors.add(weight * (error * error));
        moments[output].targets.addProduct(weight, y);
        moments[output].squares.addProduct(weight, (double) y * y);
    }

    @Override
    void mergeSame(MetricAccumulator other) {
        for (int o = 0; o < moments.length; o++) {
            moments[o].add(((R2Accumulator) other).moments[o]);
        }
    }

    @Override
    double compute(int output) {
        double errors = moments[output].errors.value(), spread = moments[output].spread(exactWeight().exact());
        if (samples() < 2) {
            return Double.NaN;
        }
        return spread > 0 ? 1 - errors / spread : errors > 0 ? 0 : 1;
    }
}
