package dev.lanewise.spec;

import java.util.List;

/** What a layer makes of its sums z. All but the softmax work element by element. */
public sealed interface Activation {

    /** The names that {@link #parse} knows, for messages and help. */
    String NAMES = "identity, sigmoid, tanh, relu, leaky_relu(slope), prelu(start), elu(alpha), selu, softplus, softsign, gelu, gelu_tanh,"
            + " silu, mish, hard_sigmoid, hard_tanh, hard_swish, parametric(activation), softmax";

    /** {@code h = z}. */
    record Identity() implements Activation {
    }

    /** {@code h = 1 / (1 + exp(-z))}. */
    record Sigmoid() implements Activation {
    }

    /** {@code h = tanh(z)}. */
    record Tanh() implements Activation {
    }

    /** {@code h = max(z, 0)}. */
    record Relu() implements Activation {
    }

    /**
     * {@code h = z} where z is positive, else {@code slope * z}.
     *
     * @param slope from [0, 1)
     */
    record LeakyRelu(float slope) implements Activation {
        /** Checks the slope; throws IllegalArgumentException if it is not in [0, 1). */
        public LeakyRelu {
            if (!(slope >= 0 && slope < 1)) {
                throw new IllegalArgumentException("leaky_relu expects a slope from 0 to below 1, got " + slope);
            }
        }
    }

    /**
     * {@code h = z} where z is positive, else {@code alpha * z}, where alpha is learned for each output.
     *
     * @param start where alpha starts, from [0, 1)
     * @see <a href="https://arxiv.org/abs/1502.01852">He et al., Delving deep into rectifiers, ICCV 2015</a>
     */
    record Prelu(float start) implements Activation {
        /** Checks the start; throws IllegalArgumentException if it is not in [0, 1). */
        public Prelu {
            if (!(start >= 0 && start < 1)) {
                throw new IllegalArgumentException("prelu expects a slope to start with from 0 to below 1, got " + start);
            }
        }
    }

    /**
     * {@code h = z} where z is positive, else {@code alpha * (exp(z) - 1)}.
     *
     * @param alpha a positive number
     * @see <a href="https://arxiv.org/abs/1511.07289">Clevert, Unterthiner and Hochreiter, Exponential linear units, ICLR 2016</a>
     */
    record Elu(float alpha) implements Activation {
        /** Checks alpha; throws IllegalArgumentException if it is not positive and finite. */
        public Elu {
            if (!(alpha > 0 && alpha < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("elu expects a positive alpha, got " + alpha);
            }
        }
    }

    /**
     * {@code h = 1.0507 z} where z is positive, else {@code 1.7581 (exp(z) - 1)}: ELU with the scale and the alpha that keep means of 0 and
     * variances of 1 through many layers.
     *
     * @see <a href="https://arxiv.org/abs/1706.02515">Klambauer et al., Self-normalizing neural networks, NeurIPS 2017</a>
     */
    record Selu() implements Activation {
    }

    /**
     * {@code h = log(1 + exp(z))}.
     *
     * @see <a href="https://proceedings.mlr.press/v15/glorot11a.html">Glorot et al, Deep sparse rectifier neural networks, AISTATS 2011</a>
     */
    record Softplus() implements Activation {
    }

    /**
     * {@code h = z / (1 + |z|)}.
     *
     * @see <a href="https://proceedings.mlr.press/v9/glorot10a.html">Glorot and Bengio, Understanding the difficulty of training deep
     *      feedforward neural networks, AISTATS 2010</a>
     */
    record Softsign() implements Activation {
    }

    /**
     * {@code h = z Phi(z)}, with the normal distribution {@code Phi(z) = (1 + erf(z / sqrt(2))) / 2} itself, not the one of tanh.
     *
     * @see <a href="https://arxiv.org/abs/1606.08415">Hendrycks and Gimpel, Gaussian error linear units, 2016</a>
     */
    record Gelu() implements Activation {
    }

    /**
     * {@code h = z (1 + tanh(sqrt(2 / pi) (z + 0.044715 z^3))) / 2}, the approximation of GELU that JAX takes by default,
     * and PyTorch with {@code approximate="tanh"}; for networks that were trained with it.
     *
     * @see <a href="https://arxiv.org/abs/1606.08415">Hendrycks and Gimpel, Gaussian error linear units, 2016</a>
     */
    record GeluTanh() implements Activation {
    }

    /**
     * {@code h = z sigmoid(z)}, also called swish.
     *
     * @see <a href="https://arxiv.org/abs/1702.03118">Elfwing, Uchibe and Doya, Sigmoid-weighted linear units, 2017</a>
     */
    record Silu() implements Activation {
    }

    /**
     * {@code h = z tanh(log(1 + exp(z)))}.
     *
     * @see <a href="https://arxiv.org/abs/1908.08681">Misra, Mish: a self regularized non-monotonic activation function, BMVC 2020</a>
     */
    record Mish() implements Activation {
    }

    /** {@code h = min(max(z + 3, 0), 6) / 6}, as PyTorch and Keras 3 define it. */
    record HardSigmoid() implements Activation {
    }

    /** {@code h = min(max(z, -1), 1)}, as PyTorch and Keras 3 define it. */
    record HardTanh() implements Activation {
    }

    /**
     * {@code h = z min(max(z + 3, 0), 6) / 6}, as PyTorch and Keras 3 define it.
     *
     * @see <a href="https://arxiv.org/abs/1905.02244">Howard et al., Searching for MobileNetV3, ICCV 2019</a>
     */
    record HardSwish() implements Activation {
    }

    /**
     * The parametric form of another one, {@code h = z + alpha (f(z) - z)}, where alpha is learned for each output, from 1 on.
     *
     * @param function f, element-wise and not itself learned
     */
    record Parametric(Activation function) implements Activation {
        /** Checks the function; throws IllegalArgumentException if it has no parametric form. */
        public Parametric {
            if (!function.isElementwise() || function.isLearned()) {
                throw new IllegalArgumentException("parametric expects an element-wise activation that is not learned, got "
                        + function.toText());
            }
        }
    }

    /** {@code h = exp(z) / sum exp(z)}; for the last layer only. */
    record Softmax() implements Activation {
    }

    /** {@return the identity, {@code h = z}} */
    static Activation identity() {
        return new Identity();
    }

    /** {@return the sigmoid, or logistic function} */
    static Activation sigmoid() {
        return new Sigmoid();
    }

    /** {@return the hyperbolic tangent} */
    static Activation tanh() {
        return new Tanh();
    }

    /** {@return the rectified linear unit} */
    static Activation relu() {
        return new Relu();
    }

    /** {@return the leaky rectified linear unit with slope 0.01} */
    static Activation leakyRelu() {
        return new LeakyRelu(0.01f);
    }

    /** {@return the rectified linear unit with a learned slope for each output, which starts at 0.25} */
    static Activation prelu() {
        return new Prelu(0.25f);
    }

    /** {@return the exponential linear unit with alpha 1} */
    static Activation elu() {
        return new Elu(1f);
    }

    /** {@return the scaled exponential linear unit} */
    static Activation selu() {
        return new Selu();
    }

    /** {@return the softplus, a smooth ReLU} */
    static Activation softplus() {
        return new Softplus();
    }

    /** {@return the softsign, a sigmoid that saturates slowly} */
    static Activation softsign() {
        return new Softsign();
    }

    /** {@return the Gaussian error linear unit} */
    static Activation gelu() {
        return new Gelu();
    }

    /** {@return the Gaussian error linear unit, approximated by tanh} */
    static Activation geluTanh() {
        return new GeluTanh();
    }

    /** {@return the sigmoid linear unit, also called swish} */
    static Activation silu() {
        return new Silu();
    }

    /** {@return Mish, {@code z tanh(softplus(z))}} */
    static Activation mish() {
        return new Mish();
    }

    /** {@return the hard sigmoid, of straight lines} */
    static Activation hardSigmoid() {
        return new HardSigmoid();
    }

    /** {@return the hard tanh, of straight lines} */
    static Activation hardTanh() {
        return new HardTanh();
    }

    /** {@return the hard swish, SiLU with a hard sigmoid} */
    static Activation hardSwish() {
        return new HardSwish();
    }

    /**
     * The parametric form {@code z + alpha (f(z) - z)} of an activation, with a learned alpha for each output.
     *
     * @param function f
     * @return the identity where alpha is 0, f where it is 1
     * @throws IllegalArgumentException if f is not element-wise, or is learned itself
     */
    static Activation parametric(Activation function) {
        return new Parametric(function);
    }

    /** {@return the softmax, probabilities of classes, for the last layer} */
    static Activation softmax() {
        return new Softmax();
    }

    /** {@return whether each output is a function of one pre-activation; that of a softmax is one of all of its layer} */
    default boolean isElementwise() {
        return !(this instanceof Softmax);
    }

    /** {@return whether it has a parameter for each output, which is learned: a tensor {@code alpha} of the layer} */
    default boolean isLearned() {
        return this instanceof Prelu || this instanceof Parametric;
    }

    /** {@return whether it is about the identity for large pre-activations, and about constant or far less steep for small ones} */
    default boolean isRectifier() {
        return ActivationTraits.of(this).isRectifier();
    }

    /** {@return the pre-activations, ascending, at which the derivative jumps; there training takes the one from below} */
    default List<Float> kinks() {
        return ActivationTraits.of(this).kinks();
    }

    /** {@return whether the derivative vanishes on both sides, near both bounds of the outputs; false for the softmax} */
    default boolean saturates() {
        return ActivationTraits.of(this).saturates();
    }

    /** {@return a number near the smallest output, or negative infinity; no output is below it} */
    default float lowerBound() {
        return ActivationTraits.of(this).lowerBound();
    }

    /** {@return the largest output, or infinity; no output is above it} */
    default float upperBound() {
        return ActivationTraits.of(this).upperBound();
    }

    /** {@return the name used in files and on the command line, for example {@code relu} or {@code leaky_relu(0.01)}} */
    default String toText() {
        return ActivationTraits.of(this).text();
    }

    /**
     * The activation of a name.
     *
     * @param text what {@link #toText()} writes, or {@code swish}; {@code leaky_relu}, {@code prelu} and {@code elu} alone have the number
     *             of
     *             their factory; capitals, hyphens and underscores make no difference
     * @return the activation
     * @throws IllegalArgumentException if the name is unknown
     */
    static Activation parse(String text) {
        return ActivationTraits.parse(text);
    }
}
