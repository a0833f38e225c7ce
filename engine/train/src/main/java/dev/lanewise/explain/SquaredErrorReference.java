package dev.lanewise.explain;

/** Half of the sum of {@code (y - h)^2}. */
record SquaredErrorReference(float[] target) implements LossReference {

    @Override
    public float cost(float[] z, float[] h) {
        float cost = 0f;
        for (int o = 0; o < h.length; o++) {
            float d = h[o] - target[o];
            cost = Math.fma(0.5f * d, d, cost);
        }
        return cost;
    }

    @Override
    public double cost(double[] z, double[] h) {
        double cost = 0;
        for (int o = 0; o < h.length; o++) {
            double d = target[o] - h[o];
            cost += 0.5 * d * d;
        }
        return cost;
    }

    @Override
    public String formula(String y, String h, String sum, MathMarkup script) {
        return script.fraction("1", "2") + " " + sum + script.raised("(" + y + " - " + h + ")", "2");
    }

    @Override
    public String slopeFormula(int node, String y, String h, MathMarkup script) {
        return "-(" + y + " - " + h + ")";
    }
}
