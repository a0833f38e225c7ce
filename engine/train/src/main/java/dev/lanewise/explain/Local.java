package dev.lanewise.explain;

/**
 * One number of training, such as the derivative of an output of a stage by one of its inputs or parameters: a {@link Traced} of one.
 *
 * @param value in float, as training has it
 * @param exact in double
 * @param bound of their distance
 */
record Local(float value, double exact, double bound) {

    static final Local ONE = of(1f);
    static final Local ZERO = of(0f);

    /** A number that is read, not worked out. */
    static Local of(float value) {
        return new Local(value, value, 0);
    }

    /** One of many numbers. */
    static Local of(Traced values, int i) {
        return new Local(values.floats()[i], values.doubles()[i], values.bounds()[i]);
    }

    Local negated() {
        return new Local(-value, -exact, bound);
    }

    Local minus(Local other) {
        float difference = value - other.value;
        return new Local(difference, exact - other.exact, bound + other.bound + Traced.rounding(difference));
    }

    /** A sum; what is first in it is not rounded. */
    Local plus(Local other) {
        return equals(ZERO) ? other : other.fma(ONE, this);
    }

    Local times(Local other) {
        return new Local(value * other.value, exact * other.exact, Traced.productBound(exact, bound, other.exact, other.bound));
    }

    /** This times another, and a third, rounded once. */
    Local fma(Local other, Local third) {
        float result = Math.fma(value, other.value, third.value);
        double incoming = Math.abs(exact) * other.bound + Math.abs(other.exact) * bound + bound * other.bound + third.bound;
        return new Local(result, exact * other.exact + third.exact, incoming + Traced.rounding(result));
    }

    /** A sum and the product of this with a gradient; what is first in a sum is not rounded again. */
    Local addedTo(Local sum, Local gradient) {
        float result = Math.fma(value, gradient.value, sum.value);
        double product = equals(ONE) ? gradient.bound : Traced.productBound(gradient.exact, gradient.bound, exact, bound);
        boolean isFirst = sum.equals(ZERO);
        return new Local(result, sum.exact + gradient.exact * exact, sum.bound + product + (isFirst ? 0 : Traced.rounding(result)));
    }
}
