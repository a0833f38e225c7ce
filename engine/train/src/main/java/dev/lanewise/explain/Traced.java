package dev.lanewise.explain;

import java.util.function.IntFunction;

/**
 * Numbers of one sample as training has them, the same in double, and beside each a bound on how far the float can be from the double: a
 * running error analysis. The error that comes in is carried through to first and second order, and the rounding of each operation added.
 *
 * @param floats  with the operations of training in the order of training
 * @param doubles the same in double
 * @param bounds  of their distances
 * @see <a href="https://doi.org/10.1137/1.9780898718027">Higham, Accuracy and stability of numerical algorithms, section 3.3,
 *      running error analysis</a>
 */
record Traced(float[] floats, double[] doubles, double[] bounds) {

    /** Half a unit in the last place of 1, the rounding of one float operation. */
    static final double U = 0x1p-24;
    /** The same for numbers too small for that: half of the smallest subnormal float. */
    private static final double TINY = 0x1p-150;

    /** Numbers that are still to be worked out. */
    Traced(int size) {
        this(new float[size], new double[size], new double[size]);
    }

    /** Numbers that are given. */
    static Traced of(float[] values) {
        return new Traced(values, widened(values), new double[values.length]);
    }

    /** Numbers that are worked out one by one. */
    static Traced of(int size, IntFunction<Local> numbers) {
        Traced result = new Traced(size);
        for (int i = 0; i < size; i++) {
            Local number = numbers.apply(i);
            result.floats[i] = number.value();
            result.doubles[i] = number.exact();
            result.bounds[i] = number.bound();
        }
        return result;
    }

    static double[] widened(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    int size() {
        return floats.length;
    }

    /** Each of them times a factor of its own. */
    Traced times(IntFunction<Local> factors) {
        return of(size(), i -> Local.of(this, i).times(factors.apply(i)));
    }

    /** What one operation with this float as its result can have rounded away. */
    static double rounding(double result) {
        return U * Math.abs(result) + TINY;
    }

    /** Of the product of two floats with errors, itself rounded; the last part keeps the doubles' own rounding in. */
    static double productBound(double a, double aBound, double b, double bBound) {
        double incoming = Math.abs(a) * bBound + Math.abs(b) * aBound + aBound * bBound;
        return incoming + rounding(Math.abs(a * b) + incoming) + 0x1p-40 * Math.abs(a * b);
    }
}
