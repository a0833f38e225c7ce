package dev.lanewise.explain;

/** {@code h = z}. */
record IdentityReference() implements ElementwiseReference {

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public float value(float z) {
        return z;
    }

    @Override
    public double value(double z) {
        return z;
    }

    @Override
    public double valueBound(double z, double zBound, float h) {
        return zBound;
    }

    @Override
    public float slope(float z, float h) {
        return 1f;
    }

    @Override
    public double slope(double z, double h) {
        return 1;
    }

    @Override
    public double slopeBound(double z, double zBound, double h, double hBound) {
        return 0;
    }

    @Override
    public String slopeFormula(float at, String f, String z, MathMarkup script) {
        return "1";
    }
}
