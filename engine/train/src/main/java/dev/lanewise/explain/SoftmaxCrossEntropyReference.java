package dev.lanewise.explain;

import dev.lanewise.kernel.Elementary;

/** {@code -sum y' log(h)} of a softmax, from its logits, with {@code y' = (1 - smoothing) y + smoothing / outputs}. */
record SoftmaxCrossEntropyReference(float[] target, float smoothing) implements LossReference {

    @Override
    public boolean isFromLogits() {
        return true;
    }

    private float share() {
        return (float) ((double) smoothing / target.length);
    }

    private float smoothed(int output) {
        return Math.fma(1f - smoothing, target[output], share());
    }

    private double exactlySmoothed(int output) {
        return (1 - (double) smoothing) * target[output] + (double) smoothing / target.length;
    }

    @Override
    public float cost(float[] z, float[] h) {
        float max = SoftmaxReference.max(z), cost = 0f;
        float logSum = Elementary.log(SoftmaxReference.sumOfExponentials(z, max));
        for (int o = 0; o < z.length; o++) {
            cost = Math.fma(smoothed(o), (max - z[o]) + logSum, cost);
        }
        return cost;
    }

    @Override
    public double cost(double[] z, double[] h) {
        double max = SoftmaxReference.max(z), cost = 0;
        double logSum = StrictMath.log(SoftmaxReference.sumOfExponentials(z, max));
        for (int o = 0; o < z.length; o++) {
            cost += exactlySmoothed(o) * (max - z[o] + logSum);
        }
        return cost;
    }

    @Override
    public Traced backward(Traced h) {
        return Traced.of(h.size(), o -> {
            double exact = exactlySmoothed(o);
            return Local.of(h, o).minus(new Local(smoothed(o), exact, Math.abs(smoothed(o) - exact)));
        });
    }

    @Override
    public String formula(String y, String h, String sum, MathMarkup script) {
        return "-" + sum + smoothed(y) + " log(" + h + ")";
    }

    @Override
    public String slopeFormula(int node, String y, String h, MathMarkup script) {
        return h + " - " + smoothed(y);
    }

    /** A target as it is, or with what is taken from it and spread. */
    private String smoothed(String y) {
        return smoothing == 0 ? y : "(" + Numbers.text(1f - smoothing) + " " + y + " + " + Numbers.text(share()) + ")";
    }

    @Override
    public String derivation(String cost) {
        String y = smoothing == 0 ? "" : "with y for " + smoothed("y") + ", ";
        return y + cost + " = -sum y_k log(h_k), so it changes with h_k by -y_k/h_k; h_k changes with z_i by h_k (1 - h_i) where k = i,"
                + " else by -h_k h_i. The sum over k of the products is h_i (sum of y) - y_i = h_i - y_i, since the y sum to 1.";
    }

    @Override
    public double derivedByOutputs(double[] h) {
        double sum = 0;
        for (int k = 0; k < h.length; k++) {
            sum += -exactlySmoothed(k) / h[k] * (k == 0 ? h[k] * (1 - h[0]) : -h[k] * h[0]);
        }
        return sum;
    }

    @Override
    public double derivedAtOnce(double[] h) {
        return h[0] - exactlySmoothed(0);
    }
}
