package dev.lanewise.metric;

import java.util.function.ToDoubleFunction;

/** What follows from classes and answers. */
final class AnswerAccumulator extends ClassificationAccumulator {

    private final ToDoubleFunction<ClassScores> score;
    private final ConfusionMatrix.Builder confusion;

    AnswerAccumulator(ClassificationMetric metric, int classes, ToDoubleFunction<ClassScores> score) {
        super(metric, classes);
        this.score = score;
        confusion = ConfusionMatrix.builder(classes);
    }

    @Override
    void count(double[] shares, int answer, int label, double weight) {
        confusion.add(label, answer, weight);
    }

    @Override
    void mergeSame(MetricAccumulator other) {
        confusion.merge(((AnswerAccumulator) other).confusion);
    }

    @Override
    double compute() {
        return score.applyAsDouble(confusion.build().scores());
    }
}
