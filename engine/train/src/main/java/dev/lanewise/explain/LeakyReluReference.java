package dev.lanewise.explain;

/** {@code h = z} where z is positive, else {@code below * z}. */
record LeakyReluReference(float below) implements ElementwiseReference {

    @Override
    public String name() {
        return "leaky ReLU";
    }

    @Override
    public float value(float z) {
        return z <= 0f ? below * z : z;
    }

    @Override
    public double value(double z) {
        return z <= 0 ? below * z : z;
    }

    @Override
    public double valueBound(double z, double zBound, float h) {
        return zBound + Traced.rounding(h);
    }

    @Override
    public float slope(float z, float h) {
        return h <= 0f ? below : 1f;
    }

    @Override
    public double slope(double z, double h) {
        return z <= 0 ? below : 1;
    }

    @Override
    public double slopeBound(double z, double zBound, double h, double hBound) {
        return 0;
    }

    @Override
    public double[] kinks() {
        return new double[] {0};
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        return at > 0 ? "1" : Float.toString(below);
    }
}
