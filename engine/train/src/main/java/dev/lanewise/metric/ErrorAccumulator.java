package dev.lanewise.metric;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/** A function of the mean of a function of each error. */
final class ErrorAccumulator extends RegressionAccumulator {

    private final DoubleUnaryOperator term;
    private final DoubleUnaryOperator ofMean;
    private final ExactSum[] sums;

    ErrorAccumulator(RegressionMetric metric, int outputs, DoubleUnaryOperator term, DoubleUnaryOperator ofMean) {
        super(metric, outputs);
        this.term = term;
        this.ofMean = ofMean;
        sums = Stream.generate(ExactSum::new).limit(outputs).toArray(ExactSum[]::new);
    }

    @Override
    void count(int output, float h, float y, double weight) {
        sums[output].add(weight * term.applyAsDouble((double) y - h));
    }

    @Override
    void mergeSame(MetricAccumulator other) {
        for (int o = 0; o < sums.length; o++) {
            sums[o].add(((ErrorAccumulator) other).sums[o]);
        }
    }

    @Override
    double compute(int output) {
        return ofMean.applyAsDouble(sums[output].value() / weight());
    }
}
