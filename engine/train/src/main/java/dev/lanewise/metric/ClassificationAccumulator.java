package dev.lanewise.metric;

import dev.lanewise.text.Phrases;

/**
 * A {@link ClassificationMetric} while samples come in.
 *
 * <p>A prediction is a row of probabilities, one for each class; where there are two classes it may also be one number, the probability
 * of class 1, which is the answer from 0.5 on. Metrics that look at the order of probabilities alone take any finite scores instead. See
 * {@link MetricAccumulator}.
 */
public abstract sealed class ClassificationAccumulator extends MetricAccumulator
        permits AnswerAccumulator, MeanAccumulator, CalibrationAccumulator, RankingAccumulator {

    private final ClassificationMetric metric;
    private final double[] probabilities;

    ClassificationAccumulator(ClassificationMetric metric, int classes) {
        super(metric, classes);
        this.metric = metric;
        probabilities = new double[classes];
    }

    /**
     * Adds a sample.
     *
     * @param outputs [classes] or, with two classes, [1]: what was predicted
     * @param label   the class of the sample
     * @throws IllegalArgumentException if there are more or fewer outputs, one is not finite or no probability where the metric needs one,
     *                                  or there is no such class; then nothing was added
     */
    public final void add(float[] outputs, int label) {
        add(outputs, label, 1);
    }

    /**
     * Adds a sample with a weight.
     *
     * @param outputs [classes] or, with two classes, [1]: what was predicted
     * @param label   the class of the sample
     * @param weight  how much it counts, finite and at least 0
     * @throws IllegalArgumentException as for samples without weights, or if the weight is negative or not finite; then nothing was added
     */
    public final void add(float[] outputs, int label, double weight) {
        SampleCheck.requireFinite(samples(), "output", outputs);
        Probabilities.spread(samples(), outputs, probabilities);
        addSpread(Probabilities.answer(outputs), label, weight);
    }

    /**
     * Adds a sample of two classes.
     *
     * @param probability of class 1, which is the answer from 0.5 on
     * @param label       the class of the sample, 0 or 1
     * @throws IllegalArgumentException if this has more than two classes, the probability is not finite or none where the metric needs
     *                                  one, or there is no such class; then nothing was added
     */
    public final void add(double probability, int label) {
        add(probability, label, 1);
    }

    /**
     * Adds a sample of two classes with a weight.
     *
     * @param probability of class 1, which is the answer from 0.5 on
     * @param label       the class of the sample, 0 or 1
     * @param weight      how much it counts, finite and at least 0
     * @throws IllegalArgumentException as for samples without weights, or if the weight is negative or not finite; then nothing was added
     */
    public final void add(double probability, int label, double weight) {
        if (outputs() != 2) {
            throw new IllegalArgumentException("a single probability stands for two classes, but " + metric.toText() + " was asked for "
                    + outputs());
        }
        SampleCheck.requireFinite(samples(), "the probability", probability);
        probabilities[0] = 1 - probability;
        probabilities[1] = probability;
        addSpread(probability >= 0.5 ? 1 : 0, label, weight);
    }

    private void addSpread(int answer, int label, double weight) {
        if (label < 0 || label >= outputs()) {
            throw new IllegalArgumentException("sample " + samples() + ": expected a label from 0 to " + (outputs() - 1) + ", got "
                    + label);
        }
        SampleCheck.requireWeight(weight);
        if (metric.needsProbabilities()) {
            SampleCheck.requireProbabilities(samples(), metric, probabilities);
        }
        count(weight);
        count(probabilities, answer, label, weight);
    }

    /**
     * Adds samples.
     *
     * @param outputs [samples][classes] or, with two classes, [samples][1]
     * @param labels  [samples]
     * @throws IllegalArgumentException if there are more or fewer labels than samples, or a sample is refused; those before it were added
     */
    public final void add(float[][] outputs, int[] labels) {
        SampleCheck.requireSameLength("labels", outputs.length, labels.length);
        for (int i = 0; i < labels.length; i++) {
            add(outputs[i], labels[i]);
        }
    }

    /** Adds a sample that was checked, and the answer to it. */
    abstract void count(double[] shares, int answer, int label, double weight);

    @Override
    public String toString() {
        return metric.toText() + " of " + Phrases.count(samples(), "sample");
    }
}
