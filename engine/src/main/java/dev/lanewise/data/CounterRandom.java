package dev.lanewise.data;

/**
 * Random numbers without a state: each is a function of a seed, a purpose and a counter, so no order of calls or threads
 * can change it.
 *
 * @see <a href="https://doi.org/10.1145/2714064.2660195">Steele, Lea, Flood, Fast splittable pseudorandom number
 *      generators, OOPSLA 2014: the mixing function and the increment are SplitMix64's</a>
 */
public final class CounterRandom {

    private static final long INCREMENT = 0x9e3779b97f4a7c15L;

    /** No number of {@link #gaussian} is farther from 0: the square root of 2 ln 2^32 is 6.66. */
    public static final float FARTHEST_GAUSSIAN = 7;

    private CounterRandom() {
    }

    /**
     * Sixty-four random bits.
     *
     * @param seed    the seed of the run
     * @param purpose what the numbers are for; two purposes give unrelated sequences
     * @param counter position in the sequence
     * @return the bits
     */
    public static long bits(long seed, long purpose, long counter) {
        return mix(mix(seed + INCREMENT * mix(purpose + INCREMENT)) + INCREMENT * counter);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /**
     * A float from [0, 1), a multiple of 2^-24.
     *
     * @param seed    the seed of the run
     * @param purpose what the numbers are for
     * @param counter position in the sequence
     * @return the number
     */
    public static float uniform(long seed, long purpose, long counter) {
        return (bits(seed, purpose, counter) >>> 40) * 0x1p-24f;
    }

    /**
     * A normally distributed number with mean 0 and standard deviation 1, by Box and Muller.
     *
     * @param seed    the seed of the run
     * @param purpose what the numbers are for
     * @param counter position in the sequence
     * @return the number
     */
    public static double gaussian(long seed, long purpose, long counter) {
        long bits = bits(seed, purpose, counter);
        double radius = ((bits >>> 32) + 1) * 0x1p-32;
        double angle = (bits & 0xffffffffL) * 0x1p-32;
        return StrictMath.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(2 * StrictMath.PI * angle);
    }

    /**
     * A whole number from [0, bound).
     *
     * @param seed    the seed of the run
     * @param purpose what the numbers are for
     * @param counter position in the sequence
     * @param bound   one more than the largest result, at least 1
     * @return the number
     */
    public static int below(long seed, long purpose, long counter, int bound) {
        return (int) (((bits(seed, purpose, counter) >>> 32) * bound) >>> 32);
    }
}
