package dev.lanewise.explain;

import dev.lanewise.kernel.Elementary;

/** {@code h = 1 / (1 + exp(-z))}. */
record SigmoidReference() implements ElementwiseReference {

    @Override
    public String name() {
        return "sigmoid";
    }

    @Override
    public float value(float z) {
        return Elementary.sigmoid(z);
    }

    @Override
    public double value(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    @Override
    public double valueBound(double z, double zBound, float h) {
        return zBound / 4 + 2 * StrictMath.ulp(h);
    }

    @Override
    public float slope(float z, float h) {
        return h * (1f - h);
    }

    @Override
    public double slope(double z, double h) {
        return h * (1 - h);
    }

    @Override
    public double slopeBound(double z, double zBound, double h, double hBound) {
        return Math.abs(1 - 2 * h) * hBound + hBound * hBound + 3 * Traced.rounding(slope(z, h)) + h * Traced.U;
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        return f + " (1 - " + f + ")";
    }
}
