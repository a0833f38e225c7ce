package dev.lanewise.metric;

import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What follows from the order of the samples by the probability of a class: of class 1 of two, else of each against the others. */
final class RankingAccumulator extends ClassificationAccumulator {

    private final Average average;
    private final ToDoubleFunction<BinaryScores> score;
    private final BinaryScores[] ranked;

    RankingAccumulator(ClassificationMetric metric, int classes, Average average, ToDoubleFunction<BinaryScores> score) {
        super(metric, classes);
        this.average = average;
        this.score = score;
        ranked = Stream.generate(BinaryScores::new).limit(classes == 2 ? 1 : classes).toArray(BinaryScores[]::new);
    }

    private int number(int i) {
        return ranked.length == 1 ? 1 : i;
    }

    @Override
    void count(double[] shares, int answer, int label, double weight) {
        for (int i = 0; i < ranked.length; i++) {
            ranked[i].add((float) shares[number(i)], label == number(i), weight);
        }
    }

    @Override
    void mergeSame(MetricAccumulator other) {
        for (int i = 0; i < ranked.length; i++) {
            ranked[i].merge(((RankingAccumulator) other).ranked[i]);
        }
    }

    @Override
    double compute() {
        if (ranked.length == 1) {
            return score.applyAsDouble(ranked[0]);
        }
        double sum = 0, weights = 0;
        for (BinaryScores one : ranked) {
            double weight = average == Average.MACRO ? 1 : one.positives();
            // a class that counts nothing may have no score
            sum += weight == 0 ? 0 : weight * score.applyAsDouble(one);
            weights += weight;
        }
        return sum / weights;
    }
}
