package dev.lanewise.kernel;

/**
 * The element-wise activations whose derivative is computed with the output and kept: z becomes {@code h = f(z)} and {@code f'(z)}, and on
 * the way back {@code dz = dh * f'(z)}. {@link ElementwiseFunction} has the few that are part of a product.
 *
 * <p>f(NaN) is NaN. f of an infinity is the limit of f, and so is f'. Where f has a kink, f' is the derivative from below, also at the
 * upper kink of the hard functions. f' of NaN is NaN where f is smooth, else that of a piece.
 *
 * <p>p is the parameter of the leaky ReLU and of ELU; others ignore it. As in {@link Elementary} there is no table and no platform's
 * mathematical library, only float arithmetic and fma; {@code VectorActivationLoops} does in every lane what stands here, operation by
 * operation. Bounds are in ulp, units in the last place of the exact value.
 */
public enum ActivationFunction {
    /** {@code h = z}. */
    IDENTITY,
    /** {@code h = 1 / (1 + exp(-z))}, within 2 ulp; {@code f' = h * (1 - h)}, within 3 ulp of max(f', 1/4). */
    SIGMOID,
    /** {@code h = tanh(z)}, within 2 ulp; {@code f' = 1 - h * h}, within 4 ulp of max(f', 1/4). */
    TANH,
    /** {@code h = z <= 0 ? 0 : z}; f' is 0 or 1. */
    RELU,
    /** {@code h = z <= 0 ? p * z : z}; f' is p or 1. */
    LEAKY_RELU,
    /**
     * {@code h = z > 0 ? z : p * (exp(z) - 1)}; {@code f' = z > 0 ? 1 : p * exp(z)}. Within 3 and 2 ulp. From -p to infinity.
     *
     * @see <a href="https://arxiv.org/abs/1511.07289">Clevert, Unterthiner and Hochreiter, Exponential Linear Units, ICLR 2016</a>
     */
    ELU,
    /**
     * {@code h = scale * (z > 0 ? z : alpha * (exp(z) - 1))} with scale 1.0507009873554805 and alpha 1.6732632423543772, so that means
     * of 0 and variances of 1 stay so through many layers. h within 3 ulp, f' within 2.
     *
     * @see <a href="https://arxiv.org/abs/1706.02515">Klambauer et al., Self-Normalizing Neural Networks, NeurIPS 2017</a>
     */
    SELU,
    /**
     * {@code h = log(1 + exp(z))}; {@code f' = sigmoid(z)}. Both within 3 ulp. f(0) = log 2.
     *
     * @see <a href="https://proceedings.mlr.press/v15/glorot11a.html">Glorot, Bordes and Bengio, Deep Sparse Rectifier Neural Networks,
     *     AISTATS 2011</a>
     */
    SOFTPLUS,
    /**
     * {@code h = z / (1 + |z|)}; {@code f' = 1 / (1 + |z|)^2}. Within 2 and 4 ulp.
     *
     * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, Understanding the Difficulty of Training Deep
     *     Feedforward Neural Networks, AISTATS 2010</a>
     */
    SOFTSIGN,
    /**
     * {@code h = z * Phi(z)}, where {@code Phi(z) = (1 + erf(z / sqrt(2))) / 2} is the standard normal distribution; {@code f' = Phi(z) +
     * z * exp(-z * z / 2) / sqrt(2 pi)}. The exact form, not the one of tanh. h is
     * within 4 ulp of max(|h|, 2^-24 |z|), f' within 3 ulp of max(|f'|, 1/4).
     *
     * @see <a href="https://arxiv.org/abs/1606.08415">Hendrycks and Gimpel, Gaussian Error Linear Units, 2016</a>
     */
    GELU,
    /**
     * {@code h = z * s} with {@code s = sigmoid(u) = (1 + tanh(u / 2)) / 2} and {@code u = sqrt(8 / pi) (z + 0.044715 z^3)}, the usual
     * approximation of GELU; {@code f' = s + z * s * (1 - s) * u'}. Bounds as of GELU.
     *
     * @see <a href="https://arxiv.org/abs/1606.08415">Hendrycks and Gimpel, Gaussian Error Linear Units, 2016</a>
     */
    GELU_TANH,
    /**
     * {@code h = z * s} with {@code s = sigmoid(z)}, also called swish; {@code f' = s + z * s * (1 - s)}. Bounds as of GELU.
     *
     * @see <a href="https://arxiv.org/abs/1702.03118">Elfwing, Uchibe and Doya, Sigmoid-Weighted Linear Units, 2017</a>
     */
    SILU,
    /**
     * {@code h = z * w} with {@code w = tanh(log(1 + exp(z)))}; {@code f' = w + z * (1 - w * w) * sigmoid(z)}. h is within
     * 4 ulp of max(|h|, 2^-24 |z|), f' within 4 ulp of max(|f'|, 1/4).
     *
     * @see <a href="https://arxiv.org/abs/1908.08681">Misra, Mish: A Self Regularized Non-Monotonic Activation Function, BMVC 2020</a>
     */
    MISH,
    /**
     * {@code h = min(max(z + 3, 0), 6) / 6}, as PyTorch and Keras 3 define it; {@code f'} is 1/6 between -3 and 3, else 0.
     * h within 2 ulp.
     *
     * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardsigmoid.html">torch.nn.Hardsigmoid</a>
     */
    HARD_SIGMOID,
    /**
     * {@code h = min(max(z, -1), 1)}, as PyTorch and Keras 3 define it; {@code f'} is 1 between -1 and 1, else 0.
     *
     * @see <a href="https://docs.pytorch.org/docs/stable/generated/torch.nn.Hardtanh.html">torch.nn.Hardtanh</a>
     */
    HARD_TANH,
    /**
     * {@code h = z * min(max(z + 3, 0), 6) / 6}, as PyTorch and Keras 3 define it; {@code f'} is {@code (2 z + 3) / 6} between -3 and 3,
     * 0 below and 1 above. Within 3 and 2 ulp.
     *
     * @see <a href="https://arxiv.org/abs/1905.02244">Howard et al., Searching for MobileNetV3, ICCV 2019</a>
     */
    HARD_SWISH;

    static final float SELU_SCALE = 1.0507009873554805f;
    /** Scale times alpha. */
    static final float SELU_SCALE_ALPHA = 1.7580993408473769f;
    /** From here to 0, exp(z) - 1 is the polynomial of exp without its 1, so that no digits cancel. */
    static final float EXPM1_SMALL = -0.34f;
    /** From here on, sigmoid is 0 on the left and 1 on the right: infinities become limits. */
    static final float SILU_MAX = 128f;
    /** More than this changes nothing: {@code n / (n + 2)} is 1. */
    static final float MISH_MAX_EXP = 0x1p30f;
    /** From here on, {@code z / (1 + |z|)} is -1 or 1. */
    static final float SOFTSIGN_MAX = 0x1p30f;
    static final float SIXTH = 1f / 6;

    /**
     * On |z| <= 1, {@code Phi(z) = 1/2 + z * (N0 + N1 z^2 + ...)}, minimax by Remez' algorithm for the relative error of the parenthesis:
     * 2^-30.4 before rounding to float.
     */
    static final float N0 = 0x1.988454p-2f, N1 = -0x1.105832p-4f, N2 = 0x1.46ce4cp-7f, N3 = -0x1.36fd42p-10f;
    static final float N4 = 0x1.dbff1p-14f, N5 = -0x1.00d528p-17f;
    /**
     * On t >= 1, {@code t * Phi(-t) = exp(-t * t / 2) * (M0 + M1 c + M2 c^2 + ...)} with {@code c = 1 / t - 1/2}, minimax by Remez'
     * algorithm for the relative error of the parenthesis, t from 1 to 10: 2^-24.1. The parenthesis is t times Mills' ratio over
     * sqrt(2 pi), which hardly changes with t (0.26 at 1, 0.40 at infinity), so the rounding of 1 / t does not matter. Beyond 10 it is off
     * by at most 2^-18, where Phi(-t) is below 2^-75.
     */
    static final float M0 = 0x1.5845dep-2f, M1 = -0x1.5d2ffp-3f, M2 = 0x1.3a72ep-6f, M3 = 0x1.96da8ap-4f, M4 = -0x1.555654p-3f;
    static final float M5 = 0x1.5b51eep-3f, M6 = -0x1.b5aed6p-4f, M7 = -0x1.19e9f2p-5f, M8 = 0x1.1f57p-2f, M9 = -0x1.d6bafep-2f;
    static final float M10 = 0x1.19205ap-2f;
    /** 1 / sqrt(2 pi). */
    static final float DENSITY_AT_ZERO = 0x1.988454p-2f;
    /** Beyond this exp(-z * z / 2) is 0. */
    static final float GELU_MAX = 16f;
    /** sqrt(8 / pi) and that times 0.044715, each with what rounding took. */
    static final float U1 = 0x1.988454p+0f, U1_LOST = -0x1.857936p-25f, U3 = 0x1.2444f2p-4f, U3_LOST = 0x1.49b16ap-29f;

    /**
     * The activation of one float.
     *
     * @param p parameter of ELU and leaky ReLU
     * @param z any float
     * @return f(z)
     */
    public float value(float p, float z) {
        return switch (this) {
            case IDENTITY -> z;
            case SIGMOID -> Elementary.sigmoid(z);
            case TANH -> Elementary.tanh(z);
            case RELU -> z <= 0f ? 0f : z;
            case LEAKY_RELU -> z <= 0f ? p * z : z;
            case ELU -> z > 0f ? z : p * expm1(z);
            case SELU -> z > 0f ? SELU_SCALE * z : SELU_SCALE_ALPHA * expm1(z);
            case SOFTPLUS -> softplus(z);
            case SOFTSIGN -> softsign(z);
            case GELU -> gelu(z);
            case GELU_TANH -> geluTanh(z);
            case SILU -> silu(z);
            case MISH -> mish(z);
            case HARD_SIGMOID -> z <= -3f ? 0f : z > 3f ? 1f : (z + 3f) * SIXTH;
            case HARD_TANH -> z <= -1f ? -1f : z > 1f ? 1f : z;
            case HARD_SWISH -> z <= -3f ? 0f : z > 3f ? z : z * ((z + 3f) * SIXTH);
        };
    }

    /**
     * The derivative at one float.
     *
     * @param p parameter of ELU and leaky ReLU
     * @param z any float
     * @return f'(z)
     */
    public float slope(float p, float z) {
        return switch (this) {
            case IDENTITY -> 1f;
            case SIGMOID -> sigmoidSlope(Elementary.sigmoid(z));
            case TANH -> tanhSlope(Elementary.tanh(z));
            case RELU -> z <= 0f ? 0f : 1f;
            case LEAKY_RELU -> z <= 0f ? p : 1f;
            case ELU -> z > 0f ? 1f : p * Elementary.exp(z);
            case SELU -> z > 0f ? SELU_SCALE : SELU_SCALE_ALPHA * Elementary.exp(z);
            case SOFTPLUS -> softplusSlope(z);
            case SOFTSIGN -> softsignSlope(z);
            case GELU -> geluSlope(z);
            case GELU_TANH -> geluTanhSlope(z);
            case SILU -> siluSlope(z);
            case MISH -> mishSlope(z);
            case HARD_SIGMOID -> z <= -3f || z > 3f ? 0f : SIXTH;
            case HARD_TANH -> z <= -1f || z > 1f ? 0f : 1f;
            case HARD_SWISH -> z <= -3f ? 0f : z > 3f ? 1f : (z + z + 3f) * SIXTH;
        };
    }

    /** NaN stays NaN here, as it does in a lane. */
    private static float atLeast(float least, float z) {
        return z < least ? least : z;
    }

    private static float atMost(float most, float z) {
        return z > most ? most : z;
    }

    private static float within(float bound, float z) {
        return atMost(bound, atLeast(-bound, z));
    }

    private static float sigmoidSlope(float h) {
        return h * (1f - h);
    }

    private static float tanhSlope(float h) {
        return Math.fma(-h, h, 1f);
    }

    /** exp(z) - 1 where z is not positive. */
    private static float expm1(float z) {
        float q = Math.fma(Math.fma(Math.fma(Math.fma(Elementary.E6, z, Elementary.E5), z, Elementary.E4), z, Elementary.E3), z,
                Elementary.E2);
        return z >= EXPM1_SMALL ? Math.fma(z * z, q, z) : Elementary.exp(z) - 1f;
    }

    /** The larger of z and 0, and log(1 + exp(-|z|)), where the sum's rounding comes back: log(1 + e) = log(u) + (1 + e - u) / u. */
    private static float softplus(float z) {
        float e = Elementary.exp(-Math.abs(z)), u = e + 1f;
        return (z <= 0f ? 0f : z) + (Elementary.log(u) + (e - (u - 1f)) / u);
    }

    private static float softplusSlope(float z) {
        float e = Elementary.exp(-Math.abs(z));
        return (z < 0f ? e : 1f) / (e + 1f);
    }

    private static float softsign(float z) {
        float c = within(SOFTSIGN_MAX, z);
        return c / (1f + Math.abs(c));
    }

    private static float softsignSlope(float z) {
        float r = 1f / (1f + Math.abs(z));
        return r * r;
    }

    private static float gelu(float z) {
        float t = atMost(GELU_MAX, Math.abs(z)), square = t * t, tail = geluTail(t, square, Elementary.exp(-0.5f * square));
        return t < 1f ? z * centralPhi(z, square) : z < 0f ? -tail : z - tail;
    }

    private static float geluSlope(float z) {
        float t = atMost(GELU_MAX, Math.abs(z)), square = t * t, e = Elementary.exp(-0.5f * square);
        float below = geluTail(t, square, e) * (1f / t), phi = t < 1f ? centralPhi(z, square) : z < 0f ? below : 1f - below;
        float density = Math.fma(lostOfSquare(t, square), e, e) * DENSITY_AT_ZERO;
        return Math.fma(z < 0f ? -t : t, density, phi);
    }

    private static float centralPhi(float z, float square) {
        float n = Math.fma(Math.fma(Math.fma(N5, square, N4), square, N3), square, N2);
        return Math.fma(z, Math.fma(Math.fma(n, square, N1), square, N0), 0.5f);
    }

    /** t * Phi(-t) where t is at least 1. */
    private static float geluTail(float t, float square, float e) {
        float c = 1f / t - 0.5f;
        float m = Math.fma(Math.fma(Math.fma(Math.fma(M10, c, M9), c, M8), c, M7), c, M6);
        m = Math.fma(Math.fma(Math.fma(Math.fma(m, c, M5), c, M4), c, M3), c, M2);
        float tail = e * Math.fma(Math.fma(m, c, M1), c, M0);
        return Math.fma(lostOfSquare(t, square), tail, tail);
    }

    /** What rounding the square took from the exponent -t * t / 2: so little that exp of it is 1 plus it. */
    private static float lostOfSquare(float t, float square) {
        return -0.5f * Math.fma(t, t, -square);
    }

    /** exp(-u) for u of t; u is a float and what rounding took from it, since an error of u is a relative one of its exponential. */
    private static float geluTanhExp(float t) {
        float square = t * t, a = U3 * square, lost = Math.fma(U3_LOST, square,
                Math.fma(U3, Math.fma(t, t, -square), Math.fma(U3, square, -a)));
        float sum = U1 + a, part = sum - U1, more = U1 - (sum - part) + (a - part) + (lost + U1_LOST);
        float u = t * sum, e = Elementary.exp(-u);
        return Math.fma(-Math.fma(t, more, Math.fma(t, sum, -u)), e, e);
    }

    private static float geluTanh(float z) {
        float e = geluTanhExp(atMost(GELU_MAX, Math.abs(z))), inverse = 1f / (e + 1f);
        return atLeast(-GELU_MAX, z) * (z < 0f ? e * inverse : inverse);
    }

    private static float geluTanhSlope(float z) {
        float c = within(GELU_MAX, z), e = geluTanhExp(Math.abs(c)), inverse = 1f / (e + 1f), other = e * inverse;
        float sigmoid = z < 0f ? other : inverse, rest = z < 0f ? inverse : other;
        return Math.fma(c * Math.fma(3f * U3, c * c, U1) * rest, sigmoid, sigmoid);
    }

    /** The sigmoid of z with e = exp(-|z|) is 1 / (1 + e), or e / (1 + e) where z is negative; that of -z is the other one. */
    private static float silu(float z) {
        float e = Elementary.exp(-Math.abs(z)), inverse = 1f / (e + 1f);
        return atLeast(-SILU_MAX, z) * (z < 0f ? e * inverse : inverse);
    }

    private static float siluSlope(float z) {
        float e = Elementary.exp(-Math.abs(z)), inverse = 1f / (e + 1f), other = e * inverse;
        float sigmoid = z < 0f ? other : inverse, rest = z < 0f ? inverse : other;
        return Math.fma(within(SILU_MAX, z) * rest, sigmoid, sigmoid);
    }

    private static float mish(float z) {
        float e = atMost(MISH_MAX_EXP, Elementary.exp(z)), n = Math.fma(e, e, e + e);
        return atLeast(-SILU_MAX, z) * mishFactor(n, 1f / (n + 2f));
    }

    private static float mishSlope(float z) {
        float e = atMost(MISH_MAX_EXP, Elementary.exp(z)), n = Math.fma(e, e, e + e), inverse = 1f / (n + 2f);
        return Math.fma(within(SILU_MAX, z), 4f * e * (e + 1f) * inverse * inverse, mishFactor(n, inverse));
    }

    /** tanh(log(1 + e)) = n / (n + 2) with n = (1 + e)^2 - 1: a quotient and one Newton step, with what rounding took from n + 2. */
    private static float mishFactor(float n, float inverse) {
        float below = n + 2f, lost = n - (below - 2f), w = n * inverse;
        return Math.fma(Math.fma(-w, lost, Math.fma(-w, below, n)), inverse, w);
    }
}
