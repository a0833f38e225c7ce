package dev.lanewise.explain;

import dev.lanewise.kernel.Elementary;

/** {@code -sum y log(h)} of a softmax, from its logits. */
record SoftmaxCrossEntropyReference(float[] target) implements LossReference {

    @Override
    public boolean isFromLogits() {
        return true;
    }

    @Override
    public float cost(float[] z, float[] h) {
        float max = SoftmaxReference.max(z), cost = 0f;
        float logSum = Elementary.log(SoftmaxReference.sumOfExponentials(z, max));
        for (int o = 0; o < z.length; o++) {
            cost = Math.fma(target[o], (max - z[o]) + logSum, cost);
        }
        return cost;
    }

    @Override
    public double cost(double[] z, double[] h) {
        double max = SoftmaxReference.max(z), cost = 0;
        double logSum = StrictMath.log(SoftmaxReference.sumOfExponentials(z, max));
        for (int o = 0; o < z.length; o++) {
            cost += target[o] * (max - z[o] + logSum);
        }
        return cost;
    }

    @Override
    public String formula(String y, String h, String sum, MathMarkup script) {
        return "-" + sum + y + " log(" + h + ")";
    }

    @Override
    public String derivation(String cost) {
        return cost + " = -sum y_k log(h_k), so it changes with h_k by -y_k/h_k; h_k changes with z_i by h_k (1 - h_i) where k = i, else by"
                + " -h_k h_i. The sum over k of the products is h_i (sum of y) - y_i = h_i - y_i, since the y sum to 1.";
    }

    @Override
    public double derivedByOutputs(double[] h) {
        double sum = 0;
        for (int k = 0; k < h.length; k++) {
            sum += -target[k] / h[k] * (k == 0 ? h[k] * (1 - h[0]) : -h[k] * h[0]);
        }
        return sum;
    }
}
