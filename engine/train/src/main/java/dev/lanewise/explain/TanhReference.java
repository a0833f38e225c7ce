package dev.lanewise.explain;

import dev.lanewise.kernel.Elementary;

/** {@code h = tanh(z)}. */
record TanhReference() implements ElementwiseReference {

    @Override
    public String name() {
        return "tanh";
    }

    @Override
    public float value(float z) {
        return Elementary.tanh(z);
    }

    @Override
    public double value(double z) {
        return StrictMath.tanh(z);
    }

    @Override
    public double valueBound(double z, double zBound, float h) {
        return zBound + 2 * StrictMath.ulp(h);
    }

    @Override
    public float slope(float z, float h) {
        return Math.fma(-h, h, 1f);
    }

    @Override
    public double slope(double z, double h) {
        return 1 - h * h;
    }

    @Override
    public double slopeBound(double z, double zBound, double h, double hBound) {
        return 2 * Math.abs(h) * hBound + hBound * hBound + Traced.rounding(slope(z, h)) + Traced.U * hBound;
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        return "1 - " + script.raised(f, "2");
    }
}
