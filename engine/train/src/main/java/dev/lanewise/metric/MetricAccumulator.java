package dev.lanewise.metric;

/**
 * A metric while samples come in: add them in batches of any size, and merge what several threads have counted. Not safe for several
 * threads at once.
 *
 * <p>The value is the same, bit for bit, in whatever order the samples came, however they were cut into batches, and whoever counted
 * them: counts are whole numbers, sums are kept without rounding, and metrics of ranks sort.
 */
public abstract sealed class MetricAccumulator permits ClassificationAccumulator, RegressionAccumulator {

    private final Metric metric;
    private final int outputs;
    private final ExactSum weight = new ExactSum();
    private long samples;

    MetricAccumulator(Metric metric, int outputs) {
        this.metric = metric;
        this.outputs = outputs;
    }

    /** {@return what is measured} */
    public final Metric metric() {
        return metric;
    }

    /** Classes, or outputs of a regression. */
    final int outputs() {
        return outputs;
    }

    /** {@return samples that were added until now} */
    public final long samples() {
        return samples;
    }

    final void count(double sampleWeight) {
        samples++;
        weight.add(sampleWeight);
    }

    final double weight() {
        return weight.value();
    }

    /** All weights, without rounding. */
    final ExactSum exactWeight() {
        return weight;
    }

    /**
     * The metric of all samples until now; more may be added afterwards.
     *
     * @return its value; NaN where it is not defined, as for the area under a ROC curve of samples of one class
     * @throws IllegalStateException if there are no samples, or all have the weight 0
     */
    public final double value() {
        requireSamples();
        return compute();
    }

    final void requireSamples() {
        if (!(weight() > 0)) {
            throw new IllegalStateException(metric.toText() + " expects at least one sample with a weight above 0, got "
                    + (samples == 0 ? "no samples" : samples + " with the weight 0"));
        }
    }

    /** The value; there are samples with weights. */
    abstract double compute();

    /**
     * Counts all samples of another accumulator, too.
     *
     * @param other of the same metric and as many classes or outputs; stays as it is
     * @throws IllegalArgumentException if it is of another metric or width, or this one itself
     */
    public final void merge(MetricAccumulator other) {
        if (other == this || !other.metric.equals(metric) || other.outputs != outputs) {
            throw new IllegalArgumentException("expected another accumulator of " + describe() + " to merge with, got "
                    + (other == this ? "the same one" : other.describe()));
        }
        samples += other.samples;
        weight.add(other.weight);
        mergeSame(other);
    }

    /** Adds what another one has counted, of the same metric and width. */
    abstract void mergeSame(MetricAccumulator other);

    private String describe() {
        return metric.toText() + " for " + outputs + (metric instanceof ClassificationMetric ? " classes" : " outputs");
    }
}
