package dev.lanewise.kernel;

import dev.lanewise.panel.Panels;

/** The documented formulas, float by float; they share the elementary functions and coefficients with the kernels, but no code. */
public final class ActivationSpecification {

    private static final float[] CENTRAL = {ActivationFunction.N0, ActivationFunction.N1, ActivationFunction.N2,
        ActivationFunction.N3, ActivationFunction.N4, ActivationFunction.N5};
    private static final float[] TAIL = {ActivationFunction.M0, ActivationFunction.M1, ActivationFunction.M2,
        ActivationFunction.M3, ActivationFunction.M4, ActivationFunction.M5, ActivationFunction.M6, ActivationFunction.M7,
        ActivationFunction.M8, ActivationFunction.M9, ActivationFunction.M10};
    private static final float[] EXPM1 = {Elementary.E2, Elementary.E3, Elementary.E4, Elementary.E5, Elementary.E6};

    private ActivationSpecification() {
    }

    /** What becomes of one pre-activation; term is 0 where nothing is learned. */
    public record Outcome(float h, float slope, float term) {
    }

    /** What becomes of one pre-activation, and of the parameter of its output. */
    public interface Learned {
        Outcome of(float a, float z);
    }

    /** A matrix of pre-activations, as three matrices. */
    record Outcomes(Panels h, Panels slope, Panels term) {
    }

    static Outcomes of(Learned activation, float[] a, Panels z, boolean byRows) {
        Outcomes all = new Outcomes(Panels.allocate(z.rows(), z.cols()), Panels.allocate(z.rows(), z.cols()),
                Panels.allocate(z.rows(), z.cols()));
        for (int r = 0; r < z.rows(); r++) {
            for (int c = 0; c < z.cols(); c++) {
                Outcome one = activation.of(a[byRows ? c : r], z.at(r, c));
                all.h.set(r, c, one.h);
                all.slope.set(r, c, one.slope);
                all.term.set(r, c, one.term);
            }
        }
        return all;
    }

    public static Learned plain(ActivationFunction f, float p) {
        return (a, z) -> outcome(f, p, z);
    }

    public static Learned parametric(ActivationFunction f, float p) {
        return (a, z) -> {
            Outcome inner = outcome(f, p, z);
            float term = inner.h - z;
            return new Outcome(Math.fma(a, term, z), Math.fma(a, inner.slope - 1, 1), term);
        };
    }

    public static Outcome prelu(float a, float z) {
        return z <= 0 ? new Outcome(a * z, a, z) : new Outcome(z, 1, 0);
    }

    private static Outcome outcome(ActivationFunction f, float p, float z) {
        return switch (f) {
            case IDENTITY -> both(z, 1);
            case SIGMOID -> both(Elementary.sigmoid(z), Elementary.sigmoid(z) * (1 - Elementary.sigmoid(z)));
            case TANH -> both(Elementary.tanh(z), Math.fma(-Elementary.tanh(z), Elementary.tanh(z), 1));
            case RELU -> z <= 0 ? both(0, 0) : both(z, 1);
            case LEAKY_RELU -> z <= 0 ? both(p * z, p) : both(z, 1);
            case ELU -> z > 0 ? both(z, 1) : both(p * expm1(z), p * Elementary.exp(z));
            case SELU -> z > 0 ? both(1.05070098f * z, 1.05070098f) : both(1.75809934f * expm1(z), 1.75809934f * Elementary.exp(z));
            case SOFTPLUS -> softplus(z, Elementary.exp(-Math.abs(z)));
            case SOFTSIGN -> softsign(z, 1 / (1 + Math.abs(z)));
            case GELU -> gelu(z, Math.min(Math.abs(z), 16));
            case GELU_TANH -> geluTanh(z, Math.min(Math.abs(z), 16));
            case SILU -> silu(z, Elementary.exp(-Math.abs(z)));
            case MISH -> mish(z, Math.min(Elementary.exp(z), 0x1p30f));
            case HARD_SIGMOID -> z <= -3 ? both(0, 0) : z > 3 ? both(1, 0) : both((z + 3) * (1 / 6f), 1 / 6f);
            case HARD_TANH -> z <= -1 ? both(-1, 0) : z > 1 ? both(1, 0) : both(z, 1);
            case HARD_SWISH -> z <= -3 ? both(0, 0) : z > 3 ? both(z, 1) : both(z * ((z + 3) * (1 / 6f)), (2 * z + 3) * (1 / 6f));
        };
    }

    private static Outcome both(float h, float slope) {
        return new Outcome(h, slope, 0);
    }

    private static float polynomial(float[] coefficients, float x) {
        float sum = coefficients[coefficients.length - 1];
        for (int i = coefficients.length - 2; i >= 0; i--) {
            sum = Math.fma(sum, x, coefficients[i]);
        }
        return sum;
    }

    private static float expm1(float z) {
        if (z >= -0.34f) {
            return Math.fma(z * z, polynomial(EXPM1, z), z);
        }
        return Elementary.exp(z) - 1;
    }

    private static Outcome softplus(float z, float e) {
        float u = 1 + e, log = Elementary.log(u) + (e - (u - 1)) / u;
        return z < 0 ? both(0 + log, e / u) : both((z == 0 ? 0 : z) + log, 1 / u);
    }

    private static Outcome softsign(float z, float inverse) {
        float h = Math.abs(z) > 0x1p30f ? Math.signum(z) : z / (1 + Math.abs(z));
        return both(h, inverse * inverse);
    }

    private static Outcome gelu(float z, float t) {
        float square = t * t, lost = -0.5f * Math.fma(t, t, -square), e = Elementary.exp(-0.5f * square);
        float density = Math.fma(lost, e, e) * 0.3989422804f, signed = z < 0 ? -t : t;
        if (t < 1) {
            float phi = Math.fma(z, polynomial(CENTRAL, square), 0.5f);
            return both(z * phi, Math.fma(signed, density, phi));
        }
        float product = e * polynomial(TAIL, 1 / t - 0.5f), tail = Math.fma(lost, product, product), below = tail * (1 / t);
        return z < 0 ? both(-tail, Math.fma(signed, density, below)) : both(z - tail, Math.fma(signed, density, 1 - below));
    }

    private static Outcome geluTanh(float z, float t) {
        float k1 = 0x1.988454p+0f, k3 = 0x1.2444f2p-4f, square = t * t, cubic = k3 * square;
        float cubicLost = Math.fma(k3, square, -cubic), squareLost = Math.fma(t, t, -square);
        float lost = Math.fma(0x1.49b16ap-29f, square, Math.fma(k3, squareLost, cubicLost));
        float sum = k1 + cubic, cubicPart = sum - k1, k1Part = sum - cubicPart;
        float sumLost = k1 - k1Part + (cubic - cubicPart) + (lost + -0x1.857936p-25f);
        float u = t * sum, uLost = Math.fma(t, sumLost, Math.fma(t, sum, -u)), exp = Elementary.exp(-u), e = Math.fma(-uLost, exp, exp);
        float inverse = 1 / (1 + e), other = e * inverse, limited = z < 0 ? -t : t;
        float factor = limited * Math.fma(3 * k3, square, k1);
        return z < 0 ? both(limited * other, Math.fma(factor * inverse, other, other))
                : both(z * inverse, Math.fma(factor * other, inverse, inverse));
    }

    private static Outcome silu(float z, float e) {
        float inverse = 1 / (1 + e), other = e * inverse;
        if (z < 0) {
            return both(Math.max(z, -128) * other, Math.fma(Math.max(z, -128) * inverse, other, other));
        }
        return both(z * inverse, Math.fma(Math.min(z, 128) * other, inverse, inverse));
    }

    private static Outcome mish(float z, float e) {
        float n = Math.fma(e, e, 2 * e), sum = n + 2, inverse = 1 / sum, w = n * inverse;
        float rest = Math.fma(-w, n - (sum - 2), Math.fma(-w, sum, n)), factor = Math.fma(rest, inverse, w);
        float limited = Math.min(Math.max(z, -128), 128);
        return both(Math.max(z, -128) * factor, Math.fma(limited, 4 * e * (1 + e) * inverse * inverse, factor));
    }
}
