package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@link Elementary} in every lane, operation by operation, in place over floats that are a multiple of sixteen.
 *
 * <p>Each loop has its function written out, exp in three of them: a vector that crosses a call is allocated unless C2
 * inlines the call, and C2 stops inlining what the JDK does not force once a compilation has some 18,000 nodes, of which one
 * exp makes several thousand. So no vector here crosses a call of ours.
 *
 * <p>Arguments of exp are clamped by a comparison, since the minimum by Java's rules of NaN and zero takes several instructions, and
 * only at the end that can be reached: what sigmoid asks for is never above zero, what tanh asks for never below.
 *
 * <p>Sigmoid and tanh are bound by the units that multiply, so signs and powers of two are left to others where they can be.
 */
final class VectorElementary {

    private static final int SIGN = 0x80000000;

    private VectorElementary() {
    }

    static void exp(int floats, float[] x, int at) {
        FloatVector one = broadcast(S, 1f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector v = fromArray(S, x, at + i), below = v.blend(Elementary.EXP_MAX, v.compare(GT, Elementary.EXP_MAX));
            FloatVector clamped = below.blend(Elementary.EXP_MIN, below.compare(LT, Elementary.EXP_MIN));
            FloatVector shifted = clamped.fma(broadcast(S, Elementary.LOG2_E), broadcast(S, Elementary.ROUNDER));
            FloatVector n = shifted.sub(Elementary.ROUNDER);
            FloatVector r = n.fma(broadcast(S, -Elementary.LN2_LOW), n.fma(broadcast(S, -Elementary.LN2_HIGH), clamped));
            FloatVector p = broadcast(S, Elementary.E6).fma(r, broadcast(S, Elementary.E5)).fma(r, broadcast(S, Elementary.E4));
            p = p.fma(r, broadcast(S, Elementary.E3)).fma(r, broadcast(S, Elementary.E2));
            IntVector exponent = shifted.reinterpretAsInts().sub(Elementary.ROUNDER_BITS), half = exponent.lanewise(ASHR, 1);
            FloatVector first = half.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
            FloatVector second = exponent.sub(half).add(127).lanewise(LSHL, 23).reinterpretAsFloats();
            p.fma(r, one).fma(r, one).mul(first).mul(second).intoArray(x, at + i);
        }
    }

    static void sigmoid(int floats, float[] z, int at) {
        FloatVector one = broadcast(S, 1f), minusOne = broadcast(S, -1f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, at + i), minusSize = x.reinterpretAsInts().or(SIGN).reinterpretAsFloats();
            FloatVector clamped = minusSize.blend(Elementary.EXP_MIN, minusSize.compare(LT, Elementary.EXP_MIN));
            FloatVector shifted = clamped.fma(broadcast(S, Elementary.LOG2_E), broadcast(S, Elementary.ROUNDER));
            FloatVector n = shifted.sub(Elementary.ROUNDER);
            FloatVector r = n.fma(broadcast(S, -Elementary.LN2_LOW), n.fma(broadcast(S, -Elementary.LN2_HIGH), clamped));
            FloatVector p = broadcast(S, Elementary.E6).fma(r, broadcast(S, Elementary.E5)).fma(r, broadcast(S, Elementary.E4));
            p = p.fma(r, broadcast(S, Elementary.E3)).fma(r, broadcast(S, Elementary.E2));
            IntVector power = shifted.reinterpretAsInts().lanewise(LSHL, 23).add(Elementary.SIGMOID_POWER);
            FloatVector minusE = p.fma(r, one).fma(r, one).mul(power.reinterpretAsFloats()).mul(Elementary.SIGMOID_SCALE);
            FloatVector minusTop = minusOne.blend(minusE, x.compare(LT, 0f)), bottom = one.sub(minusE);
            FloatVector lost = one.sub(bottom).sub(minusE), minusInverse = minusOne.div(bottom), y = minusTop.mul(minusInverse);
            y.fma(lost, y.fma(bottom, minusTop)).fma(minusInverse, y).intoArray(z, at + i);
        }
    }

    static void tanh(int floats, float[] z, int at) {
        FloatVector one = broadcast(S, 1f), two = broadcast(S, 2f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, at + i), size = x.abs(), twice = size.add(size);
            FloatVector clamped = twice.blend(Elementary.TANH_TWICE_MAX, twice.compare(GT, Elementary.TANH_TWICE_MAX));
            FloatVector shifted = clamped.fma(broadcast(S, Elementary.LOG2_E), broadcast(S, Elementary.ROUNDER));
            FloatVector n = shifted.sub(Elementary.ROUNDER);
            FloatVector r = n.fma(broadcast(S, -Elementary.LN2_LOW), n.fma(broadcast(S, -Elementary.LN2_HIGH), clamped));
            FloatVector p = broadcast(S, Elementary.E6).fma(r, broadcast(S, Elementary.E5)).fma(r, broadcast(S, Elementary.E4));
            p = p.fma(r, broadcast(S, Elementary.E3)).fma(r, broadcast(S, Elementary.E2));
            IntVector power = shifted.reinterpretAsInts().lanewise(LSHL, 23).add(Elementary.ONE_BITS);
            FloatVector e = p.fma(r, one).fma(r, one).mul(power.reinterpretAsFloats());
            FloatVector large = one.sub(two.div(e.add(one))), x2 = size.mul(size);
            FloatVector t = broadcast(S, Elementary.T11).fma(x2, broadcast(S, Elementary.T9)).fma(x2, broadcast(S, Elementary.T7));
            t = t.fma(x2, broadcast(S, Elementary.T5)).fma(x2, broadcast(S, Elementary.T3));
            FloatVector small = x2.mul(size).fma(t, size), y = large.blend(small, size.compare(LE, Elementary.TANH_SMALL));
            IntVector sign = x.reinterpretAsInts().and(SIGN);
            y.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(z, at + i);
        }
    }

    static void log(int floats, float[] x, int at) {
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector v = fromArray(S, x, at + i);
            VectorMask<Float> subnormal = v.compare(LT, Float.MIN_NORMAL);
            IntVector shifted = v.blend(v.mul(Elementary.TWO_POW_23), subnormal).reinterpretAsInts().sub(Elementary.SQRT_HALF_BITS);
            FloatVector exponent = (FloatVector) shifted.lanewise(ASHR, 23).convert(I2F, 0);
            FloatVector e = exponent.sub(FloatVector.zero(S).blend(23f, subnormal));
            FloatVector r = shifted.and(0x007fffff).add(Elementary.SQRT_HALF_BITS).reinterpretAsFloats().sub(1f), r2 = r.mul(r);
            FloatVector p = broadcast(S, Elementary.L11).fma(r, broadcast(S, Elementary.L10)).fma(r, broadcast(S, Elementary.L9));
            p = p.fma(r, broadcast(S, Elementary.L8)).fma(r, broadcast(S, Elementary.L7)).fma(r, broadcast(S, Elementary.L6));
            p = p.fma(r, broadcast(S, Elementary.L5)).fma(r, broadcast(S, Elementary.L4)).fma(r, broadcast(S, Elementary.L3));
            FloatVector tail = r2.mul(r).fma(p, e.fma(broadcast(S, Elementary.LN2_LOW), r2.mul(-0.5f)));
            FloatVector y = e.fma(broadcast(S, Elementary.LN2_HIGH), r.add(tail));
            y = y.blend(Float.POSITIVE_INFINITY, v.compare(EQ, Float.POSITIVE_INFINITY));
            y = y.blend(Float.NEGATIVE_INFINITY, v.compare(EQ, 0f));
            y.blend(Float.NaN, v.compare(LT, 0f).or(v.compare(NE, v))).intoArray(x, at + i);
        }
    }
}
