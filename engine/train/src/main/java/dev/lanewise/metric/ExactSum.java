package dev.lanewise.metric;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * A sum of doubles without rounding, so that it does not depend on the order of its terms: each is added to the limbs of one long
 * fixed-point number, which has a place for every double. Only {@link #value} rounds.
 *
 * @see <a href="https://arxiv.org/abs/1505.05571">Neal, Fast Exact Summation Using Small and Large Superaccumulators, 2015</a>
 */
final class ExactSum {

    private static final int LIMB = 32;
    private static final long LOW = (1L << LIMB) - 1;
    private static final int MANTISSA = 52;
    /** The smallest double is 2 to the minus of this. */
    private static final int LOWEST = 1074;
    /** A double shifted to its place, of at most 84 bits. */
    private static final int LIMBS_OF_A_TERM = 3;
    /** Terms until a limb, to which each adds less than 2^32, could overflow. */
    private static final int MOST_TERMS = 1 << 30;
    /** Bits of a sum that tell how it is rounded, if the last of them stands for all behind it. */
    private static final int BITS_KEPT = 64;

    /** Sum of {@code limbs[i] * 2^(32 (first + i) - 1074)}; a limb may be negative, and larger than 32 bits until it is carried. */
    private long[] limbs = new long[0];
    private int first;
    private int terms;

    /** Adds a finite number. */
    void add(double term) {
        long bits = Double.doubleToRawLongBits(term);
        int exponent = Math.max(1, (int) (bits >>> MANTISSA) & 0x7ff);
        long mantissa = bits & (1L << MANTISSA) - 1 | (Math.abs(term) >= Double.MIN_NORMAL ? 1L << MANTISSA : 0);
        if (mantissa == 0) {
            return;
        }
        int place = exponent - 1, limb = place / LIMB, shift = place % LIMB;
        makeRoom(limb, limb + LIMBS_OF_A_TERM);
        int at = limb - first;
        long sign = term < 0 ? -1 : 1, high = mantissa >>> LIMB;
        limbs[at] += sign * (mantissa << shift & LOW);
        limbs[at + 1] += sign * ((high << shift | (mantissa & LOW) << shift >>> LIMB) & LOW);
        limbs[at + 2] += sign * (high << shift >>> LIMB);
        count(1);
    }

    /** Adds a product of two finite numbers, also without rounding where it is not as small as 2^-969. */
    void addProduct(double a, double b) {
        double product = a * b;
        add(product);
        add(Math.fma(a, b, -product));
    }

    /** Adds all terms of another sum. */
    void add(ExactSum other) {
        if (other.limbs.length == 0) {
            return;
        }
        makeRoom(other.first, other.first + other.limbs.length);
        for (int i = 0; i < other.limbs.length; i++) {
            limbs[other.first + i - first] += other.limbs[i];
        }
        count(other.terms);
    }

    private void makeRoom(int from, int to) {
        if (limbs.length == 0) {
            first = from;
        }
        int newFirst = Math.min(first, from), newEnd = Math.max(first + limbs.length, to);
        if (newEnd - newFirst > limbs.length) {
            long[] wider = new long[newEnd - newFirst];
            System.arraycopy(limbs, 0, wider, first - newFirst, limbs.length);
            limbs = wider;
            first = newFirst;
        }
    }

    private void count(int added) {
        terms += added;
        if (terms >= MOST_TERMS) {
            carry();
        }
    }

    /** Leaves 32 bits in each limb but the last. */
    private void carry() {
        if (limbs[limbs.length - 1] != (int) limbs[limbs.length - 1]) {
            limbs = Arrays.copyOf(limbs, limbs.length + 1);
        }
        for (int i = 0; i < limbs.length - 1; i++) {
            limbs[i + 1] += limbs[i] >> LIMB;
            limbs[i] &= LOW;
        }
        terms = 1;
    }

    /** The sum times 2^(1074 - 32 first). */
    private BigInteger whole() {
        BigInteger sum = BigInteger.ZERO;
        for (int i = limbs.length - 1; i >= 0; i--) {
            sum = sum.shiftLeft(LIMB).add(BigInteger.valueOf(limbs[i]));
        }
        return sum;
    }

    /** The sum as it is. */
    BigDecimal exact() {
        int exponent = LIMB * first - LOWEST;
        BigDecimal power = new BigDecimal(BigInteger.TWO.pow(Math.abs(exponent)));
        return exponent < 0 ? new BigDecimal(whole()).divide(power) : new BigDecimal(whole()).multiply(power);
    }

    /** The double that is nearest to the sum; among subnormal ones it may be the one beside it. */
    double value() {
        BigInteger sum = whole(), size = sum.abs();
        int excess = Math.max(0, size.bitLength() - BITS_KEPT);
        if (excess > 0) {
            boolean isMore = size.getLowestSetBit() < excess;
            size = size.shiftRight(excess);
            size = isMore ? size.setBit(0) : size;
        }
        return StrictMath.scalb(sum.signum() * size.doubleValue(), excess + LIMB * first - LOWEST);
    }
}
