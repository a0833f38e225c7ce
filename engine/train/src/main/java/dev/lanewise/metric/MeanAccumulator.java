package dev.lanewise.metric;

/** The mean of a number that each sample has. */
final class MeanAccumulator extends ClassificationAccumulator {

    private final Term term;
    private final ExactSum sum = new ExactSum();

    /** The number of a sample. */
    @FunctionalInterface
    interface Term {
        double of(double[] shares, int answer, int label);
    }

    MeanAccumulator(ClassificationMetric metric, int classes, Term term) {
        super(metric, classes);
        this.term = term;
    }

    @Override
    void count(double[] shares, int answer, int label, double weight) {
        sum.add(weight * term.of(shares, answer, label));
    }

    @Override
    void mergeSame(MetricAccumulator other) {
        sum.add(((MeanAccumulator) other).sum);
    }

    @Override
    double compute() {
        return sum.value() / weight();
    }
}
