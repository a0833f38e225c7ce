package dev.lanewise.metric;

import java.util.TreeMap;

/** Confidence and accuracy in bins of equal width. */
final class CalibrationAccumulator extends ClassificationAccumulator {

    private final int bins;
    /** By bin, {@code sum w ([answer is right] - confidence)}: what is left of it is what the bin adds to the error. */
    private final TreeMap<Integer, ExactSum> gaps = new TreeMap<>();

    CalibrationAccumulator(ClassificationMetric metric, int classes, int bins) {
        super(metric, classes);
        this.bins = bins;
    }

    @Override
    void count(double[] shares, int answer, int label, double weight) {
        double confidence = shares[answer];
        // exact for a float, so a confidence on an edge is on the right side of it
        int bin = -(int) Math.floor(-(confidence * bins)) - 1;
        ExactSum gap = gaps.computeIfAbsent(bin, absent -> new ExactSum());
        gap.add(answer == label ? weight : 0);
        gap.addProduct(-weight, confidence);
    }

    @Override
    void mergeSame(MetricAccumulator other) {
        ((CalibrationAccumulator) other).gaps.forEach((bin, gap) -> gaps.computeIfAbsent(bin, absent -> new ExactSum()).add(gap));
    }

    @Override
    double compute() {
        double sum = 0;
        for (ExactSum gap : gaps.values()) {
            sum += Math.abs(gap.value());
        }
        return sum / weight();
    }
}
