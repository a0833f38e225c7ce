package dev.lanewise.explain;

import dev.lanewise.kernel.Elementary;

/** {@code -sum (y log(h) + (1 - y) log(1 - h))} of sigmoids, from their logits. */
record SigmoidCrossEntropyReference(float[] target) implements LossReference {

    @Override
    public boolean isFromLogits() {
        return true;
    }

    @Override
    public float cost(float[] z, float[] h) {
        float cost = 0f;
        for (int o = 0; o < z.length; o++) {
            float x = z[o], positive = x <= 0f ? 0f : x;
            cost += Math.fma(-x, target[o], positive) + Elementary.log(1f + Elementary.exp(-Math.abs(x)));
        }
        return cost;
    }

    @Override
    public double cost(double[] z, double[] h) {
        double cost = 0;
        for (int o = 0; o < z.length; o++) {
            cost += Math.max(z[o], 0) - z[o] * target[o] + StrictMath.log1p(StrictMath.exp(-Math.abs(z[o])));
        }
        return cost;
    }

    @Override
    public String formula(String y, String h, String sum, MathMarkup script) {
        return "-" + sum + "(" + y + " log(" + h + ") + (1 - " + y + ") log(1 - " + h + "))";
    }

    @Override
    public String derivation(String cost) {
        return cost + " changes with h by (h - y) / (h (1 - h)), and h with z by h (1 - h); the product is h - y.";
    }

    @Override
    public double derivedByOutputs(double[] h) {
        return (h[0] - target[0]) / (h[0] * (1 - h[0])) * (h[0] * (1 - h[0]));
    }
}
