package dev.lanewise.kernel;

/**
 * The element-wise activations whose derivative is computed with the output and kept: z becomes {@code h = f(z)} and {@code f'(z)}, and on
 * the way back {@code dz = dh * f'(z)}. {@link Function} has the few that are part of a product.
 *
 * <p>f(NaN) is NaN. f of an infinity is the limit of f, and so is f'. Where f has a kink, f' is the derivative from below, but for the
 * hard functions, which take the one of the constant piece. f' of NaN is NaN where f is smooth, else that of a piece.
 *
 * <p>p is the parameter of the leaky ReLU and of ELU; others ignore it. Bounds are against the exact function, in ulp (units in the last
 * place) of the exact value; {@code ActivationBound}, in the tests, holds each of them on every 997th float and around every edge.
 */
public enum ActivationFunction {
    /** {@code h = z}. */
    IDENTITY,
    /** {@code h = 1 / (1 + exp(-z))}, within 2 ulp; {@code f' = h * (1 - h)}. */
    SIGMOID,
    /** {@code h = tanh(z)}, within 2 ulp; {@code f' = 1 - h * h}. */
    TANH,
    /** {@code h = z <= 0 ? 0 : z}; f' is 0 or 1. */
    RELU,
    /** {@code h = z <= 0 ? p * z : z}; f' is p or 1. */
    LEAKY_RELU,
    /**
     * {@code h = z > 0 ? z : p * (exp(z) - 1)}; {@code f' = z > 0 ? 1 : p * exp(z)}. From -p to infinity.
     *
     * @see <a href="https://arxiv.org/abs/1511.07289">Clevert, Unterthiner and Hochreiter, Exponential Linear Units, ICLR 2016</a>
     */
    ELU,
    /**
     * {@code h = scale * (z > 0 ? z : alpha * (exp(z) - 1))} with scale 1.0507009873554805 and alpha 1.6732632423543772, so that means
     * of 0 and variances of 1 stay so through many layers.
     *
     * @see <a href="https://arxiv.org/abs/1706.02515">Klambauer et al., Self-Normalizing Neural Networks, NeurIPS 2017</a>
     */
    SELU,
    /**
     * {@code h = log(1 + exp(z))}; {@code f' = sigmoid(z)}. f(0) = log 2.
     *
     * @see <a href="https://proceedings.mlr.press/v15/glorot11a.html">Glorot, Bordes and Bengio, Deep Sparse Rectifier Neural Networks,
     *     AISTATS 2011</a>
     */
    SOFTPLUS,
    /**
     * {@code h = z / (1 + |z|)}; {@code f' = 1 / (1 + |z|)^2}.
     *
     * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, Understanding the Difficulty of Training Deep
     *     Feedforward Neural Networks, AISTATS 2010</a>
     */
    SOFTSIGN,
    /**
     * {@code h = z * Phi(z)}, where {@code Phi(z) = (1 + erf(z / sqrt(2))) / 2} is the standard normal distribution; {@code f' = Phi(z) +
     * z * exp(-z * z / 2) / sqrt(2 pi)}. The exact form, not the one of tanh.
     *
     * @see <a href="https://arxiv.org/abs/1606.08415">Hendrycks and Gimpel, Gaussian Error Linear Units, 2016</a>
     */
    GELU,
    /**
     * {@code h = z * s} with {@code s = sigmoid(z)}, also called swish; {@code f' = s + z * s * (1 - s)}.
     *
     * @see <a href="https://arxiv.org/abs/1702.03118">Elfwing, Uchibe and Doya, Sigmoid-Weighted Linear Units, 2017</a>
     */
    SILU,
    /**
     * {@code h = z * w} with {@code w = tanh(log(1 + exp(z)))}; {@code f' = w + z * (1 - w * w) * sigmoid(z)}.
     *
     * @see <a href="https://arxiv.org/abs/1908.08681">Misra, Mish: A Self Regularized Non-Monotonic Activation Function, BMVC 2020</a>
     */
    MISH,
    /**
     * {@code h = min(max(z + 3, 0), 6) / 6}, as PyTorch and Keras 3 define it; {@code f'} is 1/6 between -3 and 3, else 0.
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
     * 0 from there down and 1 from there up.
     *
     * @see <a href="https://arxiv.org/abs/1905.02244">Howard et al., Searching for MobileNetV3, ICCV 2019</a>
     */
    HARD_SWISH
}
