package dev.lanewise.metric;

/** What one sample's probabilities of classes say. */
final class Probabilities {

    /** The distance from 1 to the next double: what scikit-learn clips probabilities of float64 to. */
    private static final double SMALLEST = 0x1p-52;

    private Probabilities() {
    }

    /** Copies outputs, or makes two classes of one output. */
    static void spread(long sample, float[] outputs, double[] shares) {
        if (outputs.length == 1 && shares.length == 2) {
            shares[1] = outputs[0];
            shares[0] = 1 - shares[1];
            return;
        }
        SampleCheck.requireLength(sample, "output", outputs, shares.length);
        for (int c = 0; c < shares.length; c++) {
            shares[c] = outputs[c];
        }
    }

    /** The most probable class, of equal ones the first; class 1 of one output from 0.5 on. */
    static int answer(float[] outputs) {
        if (outputs.length == 1) {
            return outputs[0] >= 0.5f ? 1 : 0;
        }
        int best = 0;
        for (int c = 1; c < outputs.length; c++) {
            best = outputs[c] > outputs[best] ? c : best;
        }
        return best;
    }

    /** Classes that are more probable, or as probable and either the answer or of a lower number; none for the answer. */
    static int classesBefore(double[] shares, int answer, int label) {
        int before = 0;
        for (int c = 0; c < shares.length && label != answer; c++) {
            before += shares[c] > shares[label] || shares[c] == shares[label] && (c < label || c == answer) ? 1 : 0;
        }
        return before;
    }

    static double logLoss(double[] shares, int label) {
        double sum = 0;
        for (double share : shares) {
            sum += clipped(share);
        }
        return -StrictMath.log(clipped(shares[label]) / sum);
    }

    private static double clipped(double share) {
        return Math.clamp(share, SMALLEST, 1 - SMALLEST);
    }

    static double brier(double[] shares, int label) {
        double sum = 0;
        for (int c = shares.length == 2 ? 1 : 0; c < shares.length; c++) {
            double error = shares[c] - (c == label ? 1 : 0);
            sum += error * error;
        }
        return sum;
    }
}
