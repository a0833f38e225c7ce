package dev.lanewise.explain;

import dev.lanewise.kernel.Elementary;

/** {@code sum (exp(h) - y h)}. */
record PoissonReference(float[] target) implements LossReference {

    @Override
    public float cost(float[] z, float[] h) {
        float cost = 0f;
        for (int o = 0; o < h.length; o++) {
            cost += Math.fma(-target[o], h[o], Elementary.exp(h[o]));
        }
        return cost;
    }

    @Override
    public double cost(double[] z, double[] h) {
        double cost = 0;
        for (int o = 0; o < h.length; o++) {
            cost += StrictMath.exp(h[o]) - target[o] * h[o];
        }
        return cost;
    }

    /** exp within 1 ulp of what it is given. */
    @Override
    public Traced backward(Traced h) {
        return Traced.of(h.size(), o -> {
            float rate = Elementary.exp(h.floats()[o]);
            double exact = StrictMath.exp(h.doubles()[o]);
            double bound = exact * StrictMath.expm1(h.bounds()[o]) + StrictMath.ulp(rate);
            return new Local(rate, exact, bound).minus(Local.of(target[o]));
        });
    }

    @Override
    public String formula(String y, String h, String sum, MathMarkup script) {
        return sum + "(" + script.named("exp") + "(" + h + ") - " + y + " " + h + ")";
    }

    @Override
    public String slopeFormula(int node, String y, String h, MathMarkup script) {
        return script.named("exp") + "(" + h + ") - " + y;
    }
}
