package dev.lanewise.metric;

import dev.lanewise.spec.NetworkSpec;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * How well single classes are recognized, and averages of this, with the names and the values of scikit-learn. Immutable.
 *
 * <p>Of class c, with TP the samples of c that were answered c, FN the other samples of c, and FP the samples of other classes that were
 * answered c: {@code precision = TP / (TP + FP)}, {@code recall = TP / (TP + FN)} and {@code F1 = 2 TP / (2 TP + FP + FN)}. Where samples
 * have weights, these are sums of weights. A score of a class is NaN where it would be 0 / 0, as the precision is of a class that nobody
 * answered; averages take 0 for it, or what they are told.
 *
 * @see <a href="https://scikit-learn.org/stable/modules/model_evaluation.html">scikit-learn, Metrics and scoring</a>
 */
public final class ClassScores {

    /** Weights by class: of samples that were answered right, and of all. */
    private final double[] right;
    private final double[] ofClass;
    /** Weights by answer, from the answer that there is none. */
    private final double[] ofAnswer;

    ClassScores(double[] right, double[] ofClass, double[] ofAnswer) {
        this.right = right;
        this.ofClass = ofClass;
        this.ofAnswer = ofAnswer;
    }

    /**
     * Number of classes.
     *
     * @return 0 where the samples have no classes
     */
    public int classes() {
        return right.length;
    }

    /**
     * Samples of a class.
     *
     * @param number the class
     * @return the sum of their weights; their number where they have none
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public double support(int number) {
        return ofClass[Objects.checkIndex(number, classes())];
    }

    /** Weight of the samples that got this class as answer. */
    private double answered(int number) {
        return ofAnswer[Objects.checkIndex(number, classes()) - NetworkSpec.NO_CLASS];
    }

    /**
     * Share of the answers of a class that are right.
     *
     * @param number the class
     * @return from 0 to 1, or NaN where nobody answered it
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public double precision(int number) {
        return right[number] / answered(number);
    }

    /**
     * Share of the samples of a class that were answered right.
     *
     * @param number the class
     * @return from 0 to 1, or NaN where it has no samples
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public double recall(int number) {
        return right[number] / support(number);
    }

    /**
     * The harmonic mean of precision and recall.
     *
     * @param number the class
     * @return from 0 to 1, or NaN where it has neither samples nor answers
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public double f1(int number) {
        return 2 * right[number] / (support(number) + answered(number));
    }

    /**
     * The precision of all classes, 0 for those that nobody answered.
     *
     * @param average how they become one number
     * @return from 0 to 1
     * @throws IllegalArgumentException if the average is the binary one and there are not two classes
     * @throws IllegalStateException    if there are no samples
     */
    public double precision(Average average) {
        return precision(average, 0);
    }

    /**
     * The precision of all classes.
     *
     * @param average      how they become one number
     * @param zeroDivision precision of a class that nobody answered
     * @return the average
     * @throws IllegalArgumentException if the average is the binary one and there are not two classes
     * @throws IllegalStateException    if there are no samples
     */
    public double precision(Average average, double zeroDivision) {
        return average(average, this::precision, () -> sum(ofAnswer) - ofAnswer[0], zeroDivision);
    }

    /**
     * The recall of all classes, 0 for those without samples.
     *
     * @param average how they become one number
     * @return from 0 to 1
     * @throws IllegalArgumentException if the average is the binary one and there are not two classes
     * @throws IllegalStateException    if there are no samples
     */
    public double recall(Average average) {
        return recall(average, 0);
    }

    /**
     * The recall of all classes.
     *
     * @param average      how they become one number
     * @param zeroDivision recall of a class that has no samples
     * @return the average
     * @throws IllegalArgumentException if the average is the binary one and there are not two classes
     * @throws IllegalStateException    if there are no samples
     */
    public double recall(Average average, double zeroDivision) {
        return average(average, this::recall, () -> sum(ofClass), zeroDivision);
    }

    /**
     * F1 of all classes.
     *
     * @param average how they become one number
     * @return from 0 to 1
     * @throws IllegalArgumentException if the average is the binary one and there are not two classes
     * @throws IllegalStateException    if there are no samples
     */
    public double f1(Average average) {
        return average(average, this::f1, () -> (sum(ofClass) + sum(ofAnswer) - ofAnswer[0]) / 2, 0);
    }

    /** What all samples, or all answers, of one class weigh together. */
    @FunctionalInterface
    private interface Whole {
        double weight();
    }

    private double average(Average average, IntToDoubleFunction score, Whole whole, double zeroDivision) {
        requireSamples();
        return switch (average) {
            case BINARY -> {
                requireTwo();
                yield orElse(score.applyAsDouble(1), zeroDivision);
            }
            case MACRO -> mean(c -> ofClass[c] > 0 || answered(c) > 0 ? 1 : 0, score, zeroDivision);
            case MICRO -> orElse(sum(right) / whole.weight(), zeroDivision);
            case WEIGHTED -> mean(this::support, score, zeroDivision);
        };
    }

    private static double orElse(double score, double zeroDivision) {
        return Double.isNaN(score) ? zeroDivision : score;
    }

    private double mean(IntToDoubleFunction weight, IntToDoubleFunction score, double zeroDivision) {
        double sum = 0, weights = 0;
        for (int c = 0; c < classes(); c++) {
            if (weight.applyAsDouble(c) > 0) {
                sum += weight.applyAsDouble(c) * orElse(score.applyAsDouble(c), zeroDivision);
                weights += weight.applyAsDouble(c);
            }
        }
        return sum / weights;
    }

    /**
     * Share of the samples that were answered right.
     *
     * @return from 0 to 1
     * @throws IllegalStateException if there are no samples
     */
    public double accuracy() {
        requireSamples();
        return sum(right) / sum(ofClass);
    }

    /**
     * The mean recall of the classes that have samples: what a class contributes does not depend on how many it has.
     *
     * @return from 0 to 1
     * @throws IllegalStateException if there are no samples
     */
    public double balancedAccuracy() {
        requireSamples();
        return mean(c -> ofClass[c] > 0 ? 1 : 0, this::recall, 0);
    }

    /**
     * The correlation of classes and answers: {@code (s R - sum t p) / sqrt((s^2 - sum t^2) (s^2 - sum p^2))}, with s the samples, R those
     * that were answered right, and t and p the samples and the answers of each class.
     *
     * @return from -1 to 1; 0 where all samples have one class, or all got one answer
     * @throws IllegalStateException if there are no samples
     * @see <a href="https://doi.org/10.1016/j.compbiolchem.2004.09.006">Gorodkin, Comparing two K-category assignments by a K-category
     *      correlation coefficient, 2004</a>
     */
    public double matthews() {
        requireSamples();
        double samples = sum(ofClass), together = 0;
        for (int c = 0; c < classes(); c++) {
            together += right[c] * samples - ofClass[c] * answered(c);
        }
        double spread = pairsOfDifferent(ofClass) * pairsOfDifferent(ofAnswer);
        return spread == 0 ? 0 : together / Math.sqrt(spread);
    }

    /** {@code (sum x)^2 - sum x^2}, as a sum of products that are not negative, so that it is 0 exactly where one x alone is not. */
    private static double pairsOfDifferent(double[] weights) {
        double before = 0, sum = 0;
        for (double weight : weights) {
            sum += 2 * before * weight;
            before += weight;
        }
        return sum;
    }

    private static double sum(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum;
    }

    private void requireSamples() {
        if (!(sum(ofClass) > 0)) {
            throw new IllegalStateException("scores of classes expect at least one sample with a weight above 0, got none");
        }
    }

    private void requireTwo() {
        if (classes() != 2) {
            throw new IllegalArgumentException("the binary average expects 2 classes, got " + classes());
        }
    }
}
