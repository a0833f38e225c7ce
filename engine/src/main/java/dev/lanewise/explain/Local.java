package dev.lanewise.explain;

/**
 * The derivative of one output of a stage by one of its inputs or parameters.
 *
 * @param value in float, as training has it
 * @param exact in double
 * @param bound of their distance
 */
record Local(float value, double exact, double bound) {

    static final Local ONE = of(1f);

    /** A number that is read, not worked out. */
    static Local of(float value) {
        return new Local(value, value, 0);
    }

    /** One of many numbers. */
    static Local of(Traced values, int i) {
        return new Local(values.floats()[i], values.doubles()[i], values.bounds()[i]);
    }

    /** How far the product with a gradient can be off in float. */
    double boundOfProduct(Local gradient) {
        return equals(ONE) ? gradient.bound : Traced.productBound(gradient.exact, gradient.bound, exact, bound);
    }
}
