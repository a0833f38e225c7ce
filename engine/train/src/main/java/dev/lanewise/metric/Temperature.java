package dev.lanewise.metric;

import dev.lanewise.text.Phrases;
import java.util.Arrays;

/**
 * Temperature scaling: one number T that makes probabilities of classes less sure where T is above 1, and surer below. Answers stay. It is
 * fitted on samples that the network has not learned from, and then applied to each prediction. Immutable.
 *
 * <p>{@code q_c = p_c^(1/T) / sum_k p_k^(1/T)}, which is the softmax of the logits divided by T.
 *
 * @param value T, positive and finite
 * @see <a href="https://arxiv.org/abs/1706.04599">Guo et al., On Calibration of Modern Neural Networks, ICML 2017</a>
 */
public record Temperature(double value) {

    /** The lowest and the highest temperature that {@link #fit(float[][], int[])} finds. */
    private static final double LOWEST = 0.01;
    private static final double HIGHEST = 100;
    private static final int MOST_STEPS = 200;

    /**
     * Checks the temperature.
     *
     * @throws IllegalArgumentException if it is not positive and finite
     */
    public Temperature {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a temperature expects a positive number, got " + value);
        }
    }

    /**
     * The temperature with the lowest mean log loss on samples, from 0.01 to 100.
     *
     * @param outputs [samples][classes] or, for two classes, [samples][1]: probabilities; those of 0 count as 2^-149, the smallest float
     * @param labels  [samples], their classes
     * @return the temperature; where every sample is answered right, the log loss falls with T, and 0.01 is the lowest
     * @throws IllegalArgumentException if there are no samples, or outputs are no probabilities, or a label is none of the classes
     */
    public static Temperature fit(float[][] outputs, int[] labels) {
        double[] weights = new double[outputs.length];
        Arrays.fill(weights, 1);
        return fit(outputs, labels, weights);
    }

    /**
     * The temperature with the lowest mean log loss on samples with weights, from 0.01 to 100. It does not depend on their order.
     *
     * @param outputs [samples][classes] or, for two classes, [samples][1]: probabilities; those of 0 count as 2^-149, the smallest float
     * @param labels  [samples], their classes
     * @param weights [samples], how much each counts, finite and at least 0
     * @return the temperature
     * @throws IllegalArgumentException if there are no samples, or outputs are no probabilities, or a label is none of the classes, or all
     *                                  weights are 0
     */
    public static Temperature fit(float[][] outputs, int[] labels, double[] weights) {
        SampleCheck.requireSameLength("labels", outputs.length, labels.length);
        SampleCheck.requireSameLength("weights", outputs.length, weights.length);
        if (Arrays.stream(weights).noneMatch(weight -> weight > 0)) {
            throw new IllegalArgumentException("a temperature expects samples with weights above 0, got none of "
                    + Phrases.count(weights.length, "sample"));
        }
        // checks each sample as the log loss does
        ClassificationAccumulator check = Metric.logLoss().accumulator(classes(outputs[0]));
        double[][] logits = new double[outputs.length][];
        for (int i = 0; i < logits.length; i++) {
            check.add(outputs[i], labels[i], weights[i]);
            logits[i] = logits(outputs[i]);
        }
        return new Temperature(1 / new LogLossSlope(logits, labels, weights).root(1 / HIGHEST, 1 / LOWEST));
    }

    private static int classes(float[] outputs) {
        return Math.max(2, outputs.length);
    }

    /** Logarithms of probabilities: logits but for a constant, which no softmax sees. */
    private static double[] logits(float[] outputs) {
        double[] shares = new double[classes(outputs)];
        Probabilities.spread(0, outputs, shares);
        for (int c = 0; c < shares.length; c++) {
            shares[c] = StrictMath.log(Math.max(shares[c], Float.MIN_VALUE));
        }
        return shares;
    }

    /**
     * Probabilities at this temperature.
     *
     * @param outputs [classes] or, for two classes, [1]: probabilities
     * @return as many, from 0 to 1
     * @throws IllegalArgumentException if they are no probabilities
     */
    public float[] apply(float[] outputs) {
        ClassificationAccumulator check = Metric.logLoss().accumulator(classes(outputs));
        check.add(outputs, 0);
        double[] shares = logits(outputs);
        LogLossSlope.softmax(shares, 1 / value, shares);
        float[] scaled = new float[outputs.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) shares[i + shares.length - outputs.length];
        }
        return scaled;
    }

    /** The first and the second derivative of a sum of log losses. */
    private record Derivatives(double slope, double curvature) {
    }

    /** How the log loss of {@code softmax(b z)} changes with b: a function that only rises, since the log loss is convex. */
    private record LogLossSlope(double[][] logits, int[] labels, double[] weights) {

        /**
         * Where it is 0, or the end at which it is nearest to that, or 1 where it is 0 everywhere: Newton's steps, and halves of the range
         * where one leaves it.
         */
        double root(double lowest, double highest) {
            boolean falls = at(highest).slope() <= 0, rises = at(lowest).slope() >= 0;
            if (falls || rises) {
                return falls && rises ? 1 : falls ? highest : lowest;
            }
            double low = lowest, high = highest, b = 1;
            for (int step = 0; step < MOST_STEPS; step++) {
                Derivatives here = at(b);
                low = here.slope() < 0 ? b : low;
                high = here.slope() > 0 ? b : high;
                double newton = b - here.slope() / here.curvature();
                double next = newton > low && newton < high ? newton : Math.sqrt(low * high);
                if (here.slope() == 0 || next == b || next == low || next == high) {
                    return b;
                }
                b = next;
            }
            return b;
        }

        private Derivatives at(double b) {
            ExactSum slope = new ExactSum(), curvature = new ExactSum();
            double[] shares = new double[logits[0].length];
            for (int i = 0; i < labels.length; i++) {
                double[] z = logits[i];
                softmax(z, b, shares);
                double mean = 0, square = 0;
                for (int c = 0; c < z.length; c++) {
                    mean += shares[c] * (z[c] - z[labels[i]]);
                }
                for (int c = 0; c < z.length; c++) {
                    double distance = z[c] - z[labels[i]] - mean;
                    square += shares[c] * distance * distance;
                }
                slope.add(weights[i] * mean);
                curvature.add(weights[i] * square);
            }
            return new Derivatives(slope.value(), curvature.value());
        }

        /** {@code out = softmax(factor z)}, in place where both are one array. */
        static void softmax(double[] z, double factor, double[] out) {
            double max = Arrays.stream(z).max().orElseThrow(), sum = 0;
            for (int c = 0; c < z.length; c++) {
                out[c] = StrictMath.exp(factor * (z[c] - max));
                sum += out[c];
            }
            for (int c = 0; c < z.length; c++) {
                out[c] /= sum;
            }
        }
    }
}
