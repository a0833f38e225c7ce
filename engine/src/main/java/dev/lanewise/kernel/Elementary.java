package dev.lanewise.kernel;

/**
 * exp, log, tanh and sigmoid of a float, operation by operation what {@code VectorElementary} does in every lane, and waves, as
 * {@code PeriodicLoops} has them.
 *
 * <p>No table, no branch that a vector could not take, only float arithmetic, fma and bit patterns, so the bits do not
 * depend on a platform's mathematical library. Bounds against double, over all floats: exp and log 1 ulp, tanh and
 * sigmoid 2 ulp, waves {@link #COSINE_ERROR} and {@link #SINE_ERROR}.
 */
public final class Elementary {

    /** Beyond this exp overflows even when rounded to nearest. */
    static final float EXP_MAX = 89f;
    /** Below this exp rounds to +0.0. */
    static final float EXP_MIN = -104f;
    /** Adding and subtracting 1.5 * 2^23 rounds to an integer, which then stands in the low bits. */
    static final float ROUNDER = 0x1.8p23f;
    static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);
    static final float LOG2_E = 0x1.715476p0f;
    /** ln 2 in two parts; the first has so few bits that its product with an exponent is exact. */
    static final float LN2_HIGH = 0x1.62e4p-1f;
    static final float LN2_LOW = 0x1.7f7d1cp-20f;

    /** exp(r) = 1 + r * (1 + r * (E2 + E3 r + ...)) on |r| <= ln(2) / 2, minimax. */
    static final float E2 = 0x1.fffffcp-2f;
    static final float E3 = 0x1.55548cp-3f;
    static final float E4 = 0x1.555858p-5f;
    static final float E5 = 0x1.123dep-7f;
    static final float E6 = 0x1.6b44c2p-10f;

    /** log(1 + r) = r - r^2 / 2 + r^3 * (L3 + L4 r + ...) on sqrt(1/2) - 1 <= r <= sqrt(2) - 1, from Cephes' logf. */
    static final float L3 = 3.3333331174E-1f;
    static final float L4 = -2.4999993993E-1f;
    static final float L5 = 2.0000714765E-1f;
    static final float L6 = -1.6668057665E-1f;
    static final float L7 = 1.4249322787E-1f;
    static final float L8 = -1.2420140846E-1f;
    static final float L9 = 1.1676998740E-1f;
    static final float L10 = -1.1514610310E-1f;
    static final float L11 = 7.0376836292E-2f;
    /** Bits of sqrt(1/2): subtracting them splits a float into an exponent and a mantissa around 1. */
    static final int SQRT_HALF_BITS = 0x3f3504f3;
    static final float TWO_POW_23 = 0x1p23f;

    /** tanh(x) = x + x^3 * (T3 + T5 x^2 + ...) on |x| <= TANH_SMALL, from Cephes' tanhf. */
    static final float TANH_SMALL = 0.625f;
    static final float T3 = -3.33332819422E-1f;
    static final float T5 = 1.33314422036E-1f;
    static final float T7 = -5.37397155531E-2f;
    static final float T9 = 2.06390887954E-2f;
    static final float T11 = -5.70498872745E-3f;

    /** Where tanh wants exp(2x) no further, since from 1 - 2 / (exp(20) + 1) on it rounds to 1: so 2^n is a factor, not two. */
    static final float TANH_TWICE_MAX = 20f;
    static final int ONE_BITS = Float.floatToRawIntBits(1f);
    /** Sigmoid multiplies by 2^(n + 100), which is normal for every n <= 0 that it meets, and then by -2^-100: only that can round. */
    static final int SIGMOID_POWER = Float.floatToRawIntBits(0x1p100f);
    static final float SIGMOID_SCALE = -0x1p-100f;

    /** cos(2 pi r) = 1 + r^2 * (C2 + C4 r^2 + ...) on |r| <= 1/4, minimax. */
    static final float C2 = -0x1.3bd3ccp4f;
    static final float C4 = 0x1.03c1e6p6f;
    static final float C6 = -0x1.55d0b8p6f;
    static final float C8 = 0x1.e12f86p5f;
    static final float C10 = -0x1.901bd6p4f;

    /** sin(2 pi r) = r * (S1 + S3 r^2 + ...) on |r| <= 1/4, minimax. */
    static final float S1 = 0x1.921fb4p2f;
    static final float S3 = -0x1.4abbb6p5f;
    static final float S5 = 0x1.46676ep6f;
    static final float S7 = -0x1.3232fap6f;
    static final float S9 = 0x1.3c4b2cp5f;

    /** From so many turns on a float is taken for whole turns: below it {@link #ROUNDER} rounds twice of it. */
    static final float MOST_TURNS = 0x1p21f;
    /** No cosine of turns is farther from that of the same float in exact arithmetic. */
    public static final double COSINE_ERROR = 1.2e-7;
    /** No sine of turns is. */
    public static final double SINE_ERROR = 1.8e-7;

    private Elementary() {
    }

    /**
     * The exponential, within 1 ulp.
     *
     * @param x any float
     * @return exp(x)
     */
    public static float exp(float x) {
        float clamped = Math.max(Math.min(x, EXP_MAX), EXP_MIN);
        float shifted = Math.fma(clamped, LOG2_E, ROUNDER);
        float y = expOfRest(clamped, shifted);
        // 2^n in two factors, since n reaches beyond both ends of the exponent: only the last product can round
        int e = Float.floatToRawIntBits(shifted) - ROUNDER_BITS;
        int half = e >> 1;
        float first = Float.intBitsToFloat((half + 127) << 23);
        float second = Float.intBitsToFloat((e - half + 127) << 23);
        return y * first * second;
    }

    /** exp(r) of what {@code x - n ln 2} leaves, where {@code n = shifted - ROUNDER}. */
    private static float expOfRest(float x, float shifted) {
        float n = shifted - ROUNDER;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float p = Math.fma(Math.fma(Math.fma(Math.fma(E6, r, E5), r, E4), r, E3), r, E2);
        return Math.fma(Math.fma(p, r, 1f), r, 1f);
    }

    /** 2^n times the float with some bits; only the last nine bits of n, which {@code shifted} ends with, reach the exponent. */
    private static float power(float shifted, int bits) {
        return Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + bits);
    }

    /**
     * The natural logarithm, within 1 ulp.
     *
     * @param x any float
     * @return log(x)
     */
    public static float log(float x) {
        boolean subnormal = x < Float.MIN_NORMAL;
        float normal = subnormal ? x * TWO_POW_23 : x;
        int shifted = Float.floatToRawIntBits(normal) - SQRT_HALF_BITS;
        float e = (float) (shifted >> 23) - (subnormal ? 23f : 0f);
        float r = Float.intBitsToFloat((shifted & 0x007fffff) + SQRT_HALF_BITS) - 1f;
        float p = Math.fma(Math.fma(Math.fma(Math.fma(L11, r, L10), r, L9), r, L8), r, L7);
        p = Math.fma(Math.fma(Math.fma(Math.fma(p, r, L6), r, L5), r, L4), r, L3);
        float r2 = r * r;
        float tail = Math.fma(r2 * r, p, Math.fma(e, LN2_LOW, -0.5f * r2));
        float y = Math.fma(e, LN2_HIGH, r + tail);
        y = x == Float.POSITIVE_INFINITY ? x : y;
        y = x == 0f ? Float.NEGATIVE_INFINITY : y;
        return x < 0f || x != x ? Float.NaN : y;
    }

    /**
     * The hyperbolic tangent, within 2 ulp.
     *
     * @param x any float
     * @return tanh(x)
     */
    public static float tanh(float x) {
        float size = Math.abs(x);
        float clamped = Math.min(size + size, TANH_TWICE_MAX);
        float shifted = Math.fma(clamped, LOG2_E, ROUNDER);
        float e = expOfRest(clamped, shifted) * power(shifted, ONE_BITS);
        float large = 1f - 2f / (e + 1f);
        float x2 = size * size;
        float p = Math.fma(Math.fma(Math.fma(Math.fma(T11, x2, T9), x2, T7), x2, T5), x2, T3);
        float small = Math.fma(x2 * size, p, size);
        float y = size <= TANH_SMALL ? small : large;
        return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & 0x80000000));
    }

    /**
     * The logistic function, within 2 ulp.
     *
     * @param x any float
     * @return sigmoid(x)
     */
    public static float sigmoid(float x) {
        // negative halves, so that no operation is spent on a sign
        float clamped = Math.max(-Math.abs(x), EXP_MIN);
        float shifted = Math.fma(clamped, LOG2_E, ROUNDER);
        float minusE = expOfRest(clamped, shifted) * power(shifted, SIGMOID_POWER) * SIGMOID_SCALE;
        float minusTop = x < 0f ? minusE : -1f;
        float bottom = 1f - minusE;
        // what the subtraction rounded away, brought back by one Newton step on the quotient
        float lost = 1f - bottom - minusE;
        float minusInverse = -1f / bottom;
        float y = minusTop * minusInverse;
        float minusRest = Math.fma(y, lost, Math.fma(y, bottom, minusTop));
        return Math.fma(minusRest, minusInverse, y);
    }

    /**
     * The cosine of an angle in turns, within {@link #COSINE_ERROR}.
     *
     * @param turns any float; 2^21 and more are taken for whole turns, infinity gives NaN
     * @return cos(2 pi turns)
     */
    public static float cosineOfTurns(float turns) {
        float t = belowMostTurns(turns), shifted = Math.fma(t, 2f, ROUNDER), r = restOfTurns(t, shifted), r2 = r * r;
        float p = Math.fma(Math.fma(Math.fma(Math.fma(C10, r2, C8), r2, C6), r2, C4), r2, C2);
        return turned(Math.fma(p, r2, 1f), shifted);
    }

    /**
     * The derivative of the cosine by an angle that is given in turns: minus its sine, within {@link #SINE_ERROR}.
     *
     * @param turns any float; 2^21 and more are taken for whole turns, infinity gives NaN
     * @return -sin(2 pi turns); +0.0 of zero
     */
    public static float minusSineOfTurns(float turns) {
        float t = belowMostTurns(turns), shifted = Math.fma(t, 2f, ROUNDER), r = restOfTurns(t, shifted), r2 = r * r;
        float p = Math.fma(Math.fma(Math.fma(Math.fma(S9, r2, S7), r2, S5), r2, S3), r2, S1);
        return turned(p * r, shifted);
    }

    /** Zero for whole turns, but NaN for infinitely many. */
    private static float belowMostTurns(float turns) {
        return Math.abs(turns) >= MOST_TURNS ? turns * 0f : turns;
    }

    /** How far turns are below the nearest half turn, exactly: from -1/4 to 1/4. */
    private static float restOfTurns(float turns, float shifted) {
        return Math.fma(shifted - ROUNDER, 0.5f, -turns);
    }

    /** The other way round after an odd number of half turns. */
    private static float turned(float wave, float shifted) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(wave) ^ Float.floatToRawIntBits(shifted) << 31);
    }
}
