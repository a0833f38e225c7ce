package dev.lanewise.explain;

/** {@code h = max(z, 0)}. */
record ReluReference() implements ElementwiseReference {

    @Override
    public String name() {
        return "ReLU";
    }

    @Override
    public float value(float z) {
        return z <= 0f ? 0f : z;
    }

    @Override
    public double value(double z) {
        return z <= 0 ? 0 : z;
    }

    @Override
    public double valueBound(double z, double zBound, float h) {
        return zBound;
    }

    @Override
    public float slope(float z, float h) {
        return h <= 0f ? 0f : 1f;
    }

    @Override
    public double slope(double z, double h) {
        return z <= 0 ? 0 : 1;
    }

    @Override
    public double slopeBound(double z, double zBound, double h, double hBound) {
        return 0;
    }

    /** Not a product: its zero stays +0.0 and stops infinities. */
    @Override
    public float timesSlope(float dh, float z, float h) {
        return h <= 0f ? 0f : dh;
    }

    @Override
    public double[] kinks() {
        return new double[] {0};
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        return at > 0 ? "1" : "0";
    }
}
