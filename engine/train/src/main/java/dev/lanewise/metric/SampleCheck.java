package dev.lanewise.metric;

import dev.lanewise.text.Phrases;

/** Refuses samples that a metric would make nonsense of. */
final class SampleCheck {

    /** Rows of probabilities are those of floats. */
    private static final double SLACK = 0.01;

    private SampleCheck() {
    }

    static void requireWeight(double weight) {
        if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a sample's weight expects a finite number of at least 0, got " + weight);
        }
    }

    /** Samples are counted from 0, in the order in which they were added. */
    static void requireFinite(long sample, String what, float[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            if (!Float.isFinite(numbers[i])) {
                requireFinite(sample, what + " " + i, numbers[i]);
            }
        }
    }

    static void requireFinite(long sample, String what, double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("sample " + sample + ": expected finite numbers, but " + what + " is " + number);
        }
    }

    static void requireLength(long sample, String what, float[] numbers, int expected) {
        if (numbers.length != expected) {
            throw new IllegalArgumentException("sample " + sample + ": expected " + Phrases.count(expected, what) + ", got "
                    + numbers.length);
        }
    }

    static void requireProbabilities(long sample, Metric metric, double[] shares) {
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] < 0 || shares[i] > 1) {
                throw new IllegalArgumentException("sample " + sample + ": " + metric.toText() + " expects probabilities from 0 to 1, but"
                        + " that of class " + i + " is " + shares[i]);
            }
            sum += shares[i];
        }
        if (Math.abs(sum - 1) > SLACK) {
            throw new IllegalArgumentException("sample " + sample + ": " + metric.toText() + " expects probabilities that sum to 1, got "
                    + sum);
        }
    }

    static void requireSameLength(String what, int samples, int given) {
        if (samples != given) {
            throw new IllegalArgumentException("expected as many " + what + " as samples, got " + given + " for "
                    + Phrases.count(samples, "sample"));
        }
    }
}
