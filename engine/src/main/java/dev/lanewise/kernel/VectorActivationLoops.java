package dev.lanewise.kernel;

import static dev.lanewise.kernel.ActivationFunction.*;
import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@link ActivationFunction} in every lane. What is made of exp, log, tanh or sigmoid is some passes over a strip in scratch: the loops
 * of {@link VectorElementary} leave e and l there, and one more loop makes h and the slope of z, e and l. So there is no second copy of
 * exp, and no vector crosses a call.
 *
 * <p>The slope is always computed; where nobody wants it, it goes to scratch, which takes less time than a second loop saves.
 */
final class VectorActivationLoops extends ActivationLoops {

    @Override
    void plain(ActivationFunction f, float p, int floats, float[] z, int zAt, float[] h, int hAt, float[] slope, int slopeAt,
            float[] s, int sAt) {
        int e = sAt, l = sAt + STRIP;
        prepare(f, floats, z, zAt, s, e, l);
        if (slope == null) {
            finish(f, p, floats, z, zAt, s, e, l, h, hAt, s, sAt + 2 * STRIP);
        } else {
            finish(f, p, floats, z, zAt, s, e, l, h, hAt, slope, slopeAt);
        }
    }

    @Override
    void parametric(ActivationFunction f, float p, int floats, float[] a, int aAt, float[] z, int zAt, float[] h, int hAt,
            float[] slope, int slopeAt, float[] term, int termAt, float[] s, int sAt) {
        int e = sAt, l = sAt + STRIP, d = sAt + 2 * STRIP;
        prepare(f, floats, z, zAt, s, e, l);
        finish(f, p, floats, z, zAt, s, e, l, s, l, s, d);
        if (slope == null) {
            parametric(floats, a, aAt, z, zAt, s, l, d, h, hAt, s, d, s, l);
        } else {
            parametric(floats, a, aAt, z, zAt, s, l, d, h, hAt, slope, slopeAt, term, termAt);
        }
    }

    @Override
    void prelu(int floats, float[] a, int aAt, float[] z, int zAt, float[] h, int hAt, float[] slope, int slopeAt,
            float[] term, int termAt, float[] s, int sAt) {
        if (slope == null) {
            prelu(floats, a, aAt, z, zAt, h, hAt, s, sAt, s, sAt + STRIP);
        } else {
            prelu(floats, a, aAt, z, zAt, h, hAt, slope, slopeAt, term, termAt);
        }
    }

    /** Leaves e, and the softplus also l, in scratch. */
    private static void prepare(ActivationFunction f, int floats, float[] z, int zAt, float[] s, int e, int l) {
        switch (f) {
            case IDENTITY, RELU, LEAKY_RELU, SOFTSIGN, HARD_SIGMOID, HARD_TANH, HARD_SWISH -> { }
            case SIGMOID -> {
                System.arraycopy(z, zAt, s, e, floats);
                VectorElementary.sigmoid(floats, s, e);
            }
            case TANH -> {
                System.arraycopy(z, zAt, s, e, floats);
                VectorElementary.tanh(floats, s, e);
            }
            case ELU, SELU, MISH -> {
                System.arraycopy(z, zAt, s, e, floats);
                VectorElementary.exp(floats, s, e);
            }
            case SILU -> {
                VectorLoops.negatedSize(floats, z, zAt, s, e);
                VectorElementary.exp(floats, s, e);
            }
            case SOFTPLUS -> {
                VectorLoops.negatedSize(floats, z, zAt, s, e);
                VectorElementary.exp(floats, s, e);
                System.arraycopy(s, e, s, l, floats);
                VectorLoops.addOne(floats, s, l);
                VectorElementary.log(floats, s, l);
            }
            case GELU -> {
                minusHalfSquare(floats, z, zAt, s, e);
                VectorElementary.exp(floats, s, e);
            }
            case GELU_TANH -> {
                geluTanhExponent(floats, z, zAt, s, e, l);
                VectorElementary.exp(floats, s, e);
            }
        }
    }

    private static void finish(ActivationFunction f, float p, int floats, float[] z, int zAt, float[] s, int e, int l, float[] h, int hAt,
            float[] d, int dAt) {
        switch (f) {
            case IDENTITY -> leakyRelu(1f, floats, z, zAt, h, hAt, d, dAt);
            case SIGMOID -> sigmoid(floats, s, e, h, hAt, d, dAt);
            case TANH -> tanh(floats, s, e, h, hAt, d, dAt);
            case RELU -> relu(floats, z, zAt, h, hAt, d, dAt);
            case LEAKY_RELU -> leakyRelu(p, floats, z, zAt, h, hAt, d, dAt);
            case ELU -> elu(1f, p, floats, z, zAt, s, e, h, hAt, d, dAt);
            case SELU -> elu(SELU_SCALE, SELU_SCALE_ALPHA, floats, z, zAt, s, e, h, hAt, d, dAt);
            case SOFTPLUS -> softplus(floats, z, zAt, s, e, l, h, hAt, d, dAt);
            case SOFTSIGN -> softsign(floats, z, zAt, h, hAt, d, dAt);
            case GELU -> gelu(floats, z, zAt, s, e, h, hAt, d, dAt);
            case GELU_TANH -> geluTanh(floats, z, zAt, s, e, l, h, hAt, d, dAt);
            case SILU -> silu(floats, z, zAt, s, e, h, hAt, d, dAt);
            case MISH -> mish(floats, z, zAt, s, e, h, hAt, d, dAt);
            case HARD_SIGMOID -> hardSigmoid(floats, z, zAt, h, hAt, d, dAt);
            case HARD_TANH -> hardTanh(floats, z, zAt, h, hAt, d, dAt);
            case HARD_SWISH -> hardSwish(floats, z, zAt, h, hAt, d, dAt);
        }
    }

    private static void sigmoid(int floats, float[] s, int e, float[] h, int hAt, float[] d, int dAt) {
        FloatVector one = broadcast(S, 1f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector y = fromArray(S, s, e + i);
            y.intoArray(h, hAt + i);
            y.mul(one.sub(y)).intoArray(d, dAt + i);
        }
    }

    private static void tanh(int floats, float[] s, int e, float[] h, int hAt, float[] d, int dAt) {
        FloatVector one = broadcast(S, 1f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector y = fromArray(S, s, e + i);
            y.intoArray(h, hAt + i);
            y.neg().fma(y, one).intoArray(d, dAt + i);
        }
    }

    private static void relu(int floats, float[] z, int zAt, float[] h, int hAt, float[] d, int dAt) {
        FloatVector one = broadcast(S, 1f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, zAt + i);
            VectorMask<Float> isLow = x.compare(LE, 0f);
            x.blend(0f, isLow).intoArray(h, hAt + i);
            one.blend(0f, isLow).intoArray(d, dAt + i);
        }
    }

    private static void leakyRelu(float p, int floats, float[] z, int zAt, float[] h, int hAt, float[] d, int dAt) {
        FloatVector one = broadcast(S, 1f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, zAt + i);
            VectorMask<Float> isLow = x.compare(LE, 0f);
            x.blend(x.mul(p), isLow).intoArray(h, hAt + i);
            one.blend(p, isLow).intoArray(d, dAt + i);
        }
    }

    private static void elu(float scale, float p, int floats, float[] z, int zAt, float[] s, int e, float[] h, int hAt,
            float[] d, int dAt) {
        FloatVector slope = broadcast(S, scale);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, zAt + i), ex = fromArray(S, s, e + i);
            FloatVector q = broadcast(S, Elementary.E6).fma(x, broadcast(S, Elementary.E5)).fma(x, broadcast(S, Elementary.E4));
            q = q.fma(x, broadcast(S, Elementary.E3)).fma(x, broadcast(S, Elementary.E2));
            FloatVector less = ex.sub(1f).blend(x.mul(x).fma(q, x), x.compare(GE, EXPM1_SMALL));
            VectorMask<Float> isHigh = x.compare(GT, 0f);
            less.mul(p).blend(x.mul(scale), isHigh).intoArray(h, hAt + i);
            ex.mul(p).blend(slope, isHigh).intoArray(d, dAt + i);
        }
    }

    private static void softplus(int floats, float[] z, int zAt, float[] s, int e, int l, float[] h, int hAt, float[] d, int dAt) {
        FloatVector one = broadcast(S, 1f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, zAt + i), ex = fromArray(S, s, e + i), u = ex.add(1f);
            FloatVector log = fromArray(S, s, l + i).add(ex.sub(u.sub(1f)).div(u));
            x.blend(0f, x.compare(LE, 0f)).add(log).intoArray(h, hAt + i);
            one.blend(ex, x.compare(LT, 0f)).div(u).intoArray(d, dAt + i);
        }
    }

    private static void softsign(int floats, float[] z, int zAt, float[] h, int hAt, float[] d, int dAt) {
        FloatVector one = broadcast(S, 1f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, zAt + i), c = x.blend(-SOFTSIGN_MAX, x.compare(LT, -SOFTSIGN_MAX));
            c = c.blend(SOFTSIGN_MAX, c.compare(GT, SOFTSIGN_MAX));
            c.div(one.add(c.abs())).intoArray(h, hAt + i);
            FloatVector r = one.div(one.add(x.abs()));
            r.mul(r).intoArray(d, dAt + i);
        }
    }

    private static void minusHalfSquare(int floats, float[] z, int zAt, float[] s, int e) {
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector size = fromArray(S, z, zAt + i).abs(), t = size.blend(GELU_MAX, size.compare(GT, GELU_MAX));
            t.mul(t).mul(-0.5f).intoArray(s, e + i);
        }
    }

    private static void gelu(int floats, float[] z, int zAt, float[] s, int e, float[] h, int hAt, float[] d, int dAt) {
        FloatVector one = broadcast(S, 1f), half = broadcast(S, 0.5f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, zAt + i), size = x.abs(), t = size.blend(GELU_MAX, size.compare(GT, GELU_MAX));
            FloatVector square = t.mul(t), lost = t.fma(t, square.neg()).mul(-0.5f), ex = fromArray(S, s, e + i);
            FloatVector v = one.div(t), c = v.sub(half);
            FloatVector m = broadcast(S, M10).fma(c, broadcast(S, M9)).fma(c, broadcast(S, M8)).fma(c, broadcast(S, M7));
            m = m.fma(c, broadcast(S, M6)).fma(c, broadcast(S, M5)).fma(c, broadcast(S, M4)).fma(c, broadcast(S, M3));
            m = m.fma(c, broadcast(S, M2)).fma(c, broadcast(S, M1)).fma(c, broadcast(S, M0)).mul(ex);
            FloatVector tail = lost.fma(m, m), below = tail.mul(v);
            FloatVector n = broadcast(S, N5).fma(square, broadcast(S, N4)).fma(square, broadcast(S, N3)).fma(square, broadcast(S, N2));
            FloatVector central = x.fma(n.fma(square, broadcast(S, N1)).fma(square, broadcast(S, N0)), half);
            VectorMask<Float> isNegative = x.compare(LT, 0f), isCentral = t.compare(LT, 1f);
            x.sub(tail).blend(tail.neg(), isNegative).blend(x.mul(central), isCentral).intoArray(h, hAt + i);
            FloatVector phi = one.sub(below).blend(below, isNegative).blend(central, isCentral);
            t.blend(t.neg(), isNegative).fma(lost.fma(ex, ex).mul(DENSITY_AT_ZERO), phi).intoArray(d, dAt + i);
        }
    }

    /** -u at e, and at l what rounding took of u. */
    private static void geluTanhExponent(int floats, float[] z, int zAt, float[] s, int e, int l) {
        FloatVector u1 = broadcast(S, U1), u3 = broadcast(S, U3), u3Lost = broadcast(S, U3_LOST);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector size = fromArray(S, z, zAt + i).abs(), t = size.blend(GELU_MAX, size.compare(GT, GELU_MAX));
            FloatVector square = t.mul(t), a = u3.mul(square), lost = u3.fma(square, a.neg());
            lost = u3Lost.fma(square, u3.fma(t.fma(t, square.neg()), lost));
            FloatVector sum = u1.add(a), part = sum.sub(u1), more = u1.sub(sum.sub(part)).add(a.sub(part)).add(lost.add(U1_LOST));
            FloatVector u = t.mul(sum);
            u.neg().intoArray(s, e + i);
            t.fma(more, t.fma(sum, u.neg())).intoArray(s, l + i);
        }
    }

    private static void geluTanh(int floats, float[] z, int zAt, float[] s, int e, int l, float[] h, int hAt, float[] d, int dAt) {
        FloatVector one = broadcast(S, 1f), threeU3 = broadcast(S, 3f * U3), u1 = broadcast(S, U1);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, zAt + i), ex = fromArray(S, s, e + i);
            ex = fromArray(S, s, l + i).neg().fma(ex, ex);
            FloatVector inverse = one.div(ex.add(one)), other = ex.mul(inverse);
            VectorMask<Float> isNegative = x.compare(LT, 0f);
            FloatVector sigmoid = inverse.blend(other, isNegative), rest = other.blend(inverse, isNegative);
            FloatVector c = x.blend(-GELU_MAX, x.compare(LT, -GELU_MAX));
            c.mul(sigmoid).intoArray(h, hAt + i);
            c = c.blend(GELU_MAX, c.compare(GT, GELU_MAX));
            c.mul(threeU3.fma(c.mul(c), u1)).mul(rest).fma(sigmoid, sigmoid).intoArray(d, dAt + i);
        }
    }

    private static void silu(int floats, float[] z, int zAt, float[] s, int e, float[] h, int hAt, float[] d, int dAt) {
        FloatVector one = broadcast(S, 1f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, zAt + i), ex = fromArray(S, s, e + i), inverse = one.div(ex.add(one)), other = ex.mul(inverse);
            VectorMask<Float> isNegative = x.compare(LT, 0f);
            FloatVector sigmoid = inverse.blend(other, isNegative), rest = other.blend(inverse, isNegative);
            FloatVector c = x.blend(-SILU_MAX, x.compare(LT, -SILU_MAX));
            c.mul(sigmoid).intoArray(h, hAt + i);
            c.blend(SILU_MAX, c.compare(GT, SILU_MAX)).mul(rest).fma(sigmoid, sigmoid).intoArray(d, dAt + i);
        }
    }

    private static void mish(int floats, float[] z, int zAt, float[] s, int e, float[] h, int hAt, float[] d, int dAt) {
        FloatVector one = broadcast(S, 1f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, zAt + i), all = fromArray(S, s, e + i);
            FloatVector ex = all.blend(MISH_MAX_EXP, all.compare(GT, MISH_MAX_EXP));
            FloatVector n = ex.fma(ex, ex.add(ex)), below = n.add(2f), lost = n.sub(below.sub(2f)), inverse = one.div(below);
            FloatVector quotient = n.mul(inverse), minus = quotient.neg();
            FloatVector w = minus.fma(lost, minus.fma(below, n)).fma(inverse, quotient);
            FloatVector c = x.blend(-SILU_MAX, x.compare(LT, -SILU_MAX));
            c.mul(w).intoArray(h, hAt + i);
            FloatVector change = ex.mul(4f).mul(ex.add(1f)).mul(inverse).mul(inverse);
            c.blend(SILU_MAX, c.compare(GT, SILU_MAX)).fma(change, w).intoArray(d, dAt + i);
        }
    }

    private static void hardSigmoid(int floats, float[] z, int zAt, float[] h, int hAt, float[] d, int dAt) {
        FloatVector slope = broadcast(S, SIXTH);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, zAt + i);
            VectorMask<Float> isLow = x.compare(LE, -3f), isHigh = x.compare(GT, 3f);
            x.add(3f).mul(SIXTH).blend(0f, isLow).blend(1f, isHigh).intoArray(h, hAt + i);
            slope.blend(0f, isLow.or(isHigh)).intoArray(d, dAt + i);
        }
    }

    private static void hardTanh(int floats, float[] z, int zAt, float[] h, int hAt, float[] d, int dAt) {
        FloatVector one = broadcast(S, 1f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, zAt + i);
            VectorMask<Float> isLow = x.compare(LE, -1f), isHigh = x.compare(GT, 1f);
            x.blend(-1f, isLow).blend(1f, isHigh).intoArray(h, hAt + i);
            one.blend(0f, isLow.or(isHigh)).intoArray(d, dAt + i);
        }
    }

    private static void hardSwish(int floats, float[] z, int zAt, float[] h, int hAt, float[] d, int dAt) {
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, zAt + i);
            VectorMask<Float> isLow = x.compare(LE, -3f), isHigh = x.compare(GT, 3f);
            x.mul(x.add(3f).mul(SIXTH)).blend(0f, isLow).blend(x, isHigh).intoArray(h, hAt + i);
            x.add(x).add(3f).mul(SIXTH).blend(0f, isLow).blend(1f, isHigh).intoArray(d, dAt + i);
        }
    }

    /** Of f(z) at l and f'(z) at d. */
    private static void parametric(int floats, float[] a, int aAt, float[] z, int zAt, float[] s, int l, int d, float[] h, int hAt,
            float[] slope, int slopeAt, float[] term, int termAt) {
        FloatVector one = broadcast(S, 1f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, zAt + i), y = fromArray(S, s, l + i), dy = fromArray(S, s, d + i);
            FloatVector parameter = fromArray(S, a, aAt + i), change = y.sub(x);
            parameter.fma(change, x).intoArray(h, hAt + i);
            parameter.fma(dy.sub(one), one).intoArray(slope, slopeAt + i);
            change.intoArray(term, termAt + i);
        }
    }

    private static void prelu(int floats, float[] a, int aAt, float[] z, int zAt, float[] h, int hAt, float[] slope, int slopeAt,
            float[] term, int termAt) {
        FloatVector one = broadcast(S, 1f), zero = FloatVector.zero(S);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, zAt + i), parameter = fromArray(S, a, aAt + i);
            VectorMask<Float> isLow = x.compare(LE, 0f);
            x.blend(x.mul(parameter), isLow).intoArray(h, hAt + i);
            one.blend(parameter, isLow).intoArray(slope, slopeAt + i);
            zero.blend(x, isLow).intoArray(term, termAt + i);
        }
    }

    @Override
    void spread(int rows, float[] a, int aAt, boolean byRows, float[] to, int at) {
        for (int lane = 0; byRows && lane < LANES; lane += LENGTH) {
            FloatVector row = fromArray(S, a, aAt + lane);
            for (int r = 0; r < rows; r++) {
                row.intoArray(to, at + lane + r * LANES);
            }
        }
        for (int r = 0; !byRows && r < rows; r++) {
            FloatVector one = broadcast(S, a[aAt + r]);
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                one.intoArray(to, at + lane + r * LANES);
            }
        }
    }

    @Override
    void multiply(int floats, float[] x, int xAt, float[] y, int yAt, float[] product, int productAt) {
        for (int i = 0; i < floats; i += LENGTH) {
            fromArray(S, x, xAt + i).mul(fromArray(S, y, yAt + i)).intoArray(product, productAt + i);
        }
    }
}
