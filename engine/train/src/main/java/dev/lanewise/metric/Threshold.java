package dev.lanewise.metric;

/**
 * A threshold of a score, and what comes of it: who has at least this score is taken for positive. Numbers are sums of weights, or of
 * samples where these have none.
 *
 * @param value          the threshold
 * @param truePositives  positive samples that are taken for positive
 * @param falsePositives negative samples that are taken for positive
 * @param falseNegatives positive samples that are taken for negative
 * @param trueNegatives  negative samples that are taken for negative
 */
public record Threshold(float value, double truePositives, double falsePositives, double falseNegatives, double trueNegatives) {

    /** {@return the share of what is taken for positive that is positive} */
    public double precision() {
        return truePositives / (truePositives + falsePositives);
    }

    /** {@return the share of the positive samples that are taken for positive; NaN where there are none} */
    public double recall() {
        return truePositives / (truePositives + falseNegatives);
    }

    /** {@return the share of the negative samples that are taken for negative; NaN where there are none} */
    public double specificity() {
        return trueNegatives / (trueNegatives + falsePositives);
    }

    /** {@return the harmonic mean of precision and recall} */
    public double f1() {
        return 2 * truePositives / (2 * truePositives + falsePositives + falseNegatives);
    }
}
