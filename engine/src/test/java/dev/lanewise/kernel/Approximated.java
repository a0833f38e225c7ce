package dev.lanewise.kernel;

/** A function of one float that both implementations compute with the same bits, and how far it may be from the exact one. */
interface Approximated {

    /** In ulp. */
    double bound();

    /** What a naive loop computes. */
    float at(float x);

    /** How far a value is from the exact one, in units in the last place of the exact one rounded to float. */
    double errorInUlps(float x, float got);

    /** {@code x = f(x)} over a multiple of sixteen floats. */
    void apply(Kernels kernels, float[] x);

    /** In units in the last place of the exact value, or of the floor where that is larger. */
    static double errorInUlps(float got, double exact, double floor) {
        float rounded = (float) exact;
        if (Float.isNaN(rounded) || Float.isNaN(got)) {
            return Float.isNaN(rounded) && Float.isNaN(got) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (Float.isInfinite(rounded) || Float.isInfinite(got)) {
            return rounded == got ? 0 : Double.POSITIVE_INFINITY;
        }
        return Math.abs(got - exact) / Math.ulp(Math.max(Math.abs(rounded), (float) floor));
    }
}
