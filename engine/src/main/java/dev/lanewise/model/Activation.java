package dev.lanewise.model;

import dev.lanewise.text.Phrases;
import dev.lanewise.text.Words;
import java.util.List;

/** What a layer makes of its sums z. All but the softmax work element by element. */
public sealed interface Activation {

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
        /**
         * Checks the slope.
         *
         * @throws IllegalArgumentException if it is not in [0, 1)
         */
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
        /**
         * Checks the start.
         *
         * @throws IllegalArgumentException if it is not in [0, 1)
         */
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
        /**
         * Checks alpha.
         *
         * @throws IllegalArgumentException if it is not positive and finite
         */
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
     * @see <a href="https://proceedings.mlr.press/v15/glorot11a.html">Glorot, Bordes and Bengio, Deep sparse rectifier neural networks,
     *      AISTATS 2011</a>
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
        /**
         * Checks the function.
         *
         * @throws IllegalArgumentException if it has no parametric form
         */
        public Parametric {
            if (!function.isElementwise() || function.isLearned()) {
                throw new IllegalArgumentException("parametric expects an element-wise activation that is not learned, got "
                        + function.text());
            }
        }
    }

    /** {@code h = exp(z) / sum exp(z)}; for the last layer only. */
    record Softmax() implements Activation {
    }

    /**
     * {@code h = z}.
     *
     * @return the identity
     */
    static Activation identity() {
        return new Identity();
    }

    /**
     * The logistic function.
     *
     * @return the sigmoid
     */
    static Activation sigmoid() {
        return new Sigmoid();
    }

    /**
     * The hyperbolic tangent.
     *
     * @return tanh
     */
    static Activation tanh() {
        return new Tanh();
    }

    /**
     * The rectified linear unit.
     *
     * @return ReLU
     */
    static Activation relu() {
        return new Relu();
    }

    /**
     * The leaky rectified linear unit with slope 0.01.
     *
     * @return leaky ReLU
     */
    static Activation leakyRelu() {
        return new LeakyRelu(0.01f);
    }

    /**
     * The rectified linear unit with a learned slope for each output, which starts at 0.25.
     *
     * @return PReLU
     */
    static Activation prelu() {
        return new Prelu(0.25f);
    }

    /**
     * The exponential linear unit with alpha 1.
     *
     * @return ELU
     */
    static Activation elu() {
        return new Elu(1f);
    }

    /**
     * The scaled exponential linear unit.
     *
     * @return SELU
     */
    static Activation selu() {
        return new Selu();
    }

    /**
     * A smooth ReLU.
     *
     * @return the softplus
     */
    static Activation softplus() {
        return new Softplus();
    }

    /**
     * A sigmoid that saturates slowly.
     *
     * @return the softsign
     */
    static Activation softsign() {
        return new Softsign();
    }

    /**
     * The Gaussian error linear unit.
     *
     * @return GELU
     */
    static Activation gelu() {
        return new Gelu();
    }

    /**
     * The sigmoid linear unit, also called swish.
     *
     * @return SiLU
     */
    static Activation silu() {
        return new Silu();
    }

    /**
     * {@code z tanh(softplus(z))}.
     *
     * @return Mish
     */
    static Activation mish() {
        return new Mish();
    }

    /**
     * A sigmoid of straight lines.
     *
     * @return the hard sigmoid
     */
    static Activation hardSigmoid() {
        return new HardSigmoid();
    }

    /**
     * tanh of straight lines.
     *
     * @return the hard tanh
     */
    static Activation hardTanh() {
        return new HardTanh();
    }

    /**
     * SiLU with a hard sigmoid.
     *
     * @return the hard swish
     */
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

    /**
     * Probabilities of classes, for the last layer.
     *
     * @return the softmax
     */
    static Activation softmax() {
        return new Softmax();
    }

    /**
     * Whether each output is a function of one pre-activation; a softmax is a function of all of its layer.
     *
     * @return true for all but the softmax
     */
    default boolean isElementwise() {
        return !(this instanceof Softmax);
    }

    /**
     * Whether it has a parameter for each output, which is learned.
     *
     * @return whether a layer with it has a tensor {@code alpha}
     */
    default boolean isLearned() {
        return this instanceof Prelu || this instanceof Parametric;
    }

    /**
     * Whether it is about the identity for large pre-activations and about constant, or far less steep, for small ones.
     *
     * @return true for ReLU and its smooth and leaky kin
     */
    default boolean isRectifier() {
        return switch (this) {
            case Relu _, LeakyRelu _, Prelu _, Elu _, Softplus _, Gelu _, Silu _, Mish _, HardSwish _ -> true;
            case Identity _, Sigmoid _, Tanh _, Selu _, Softsign _, HardSigmoid _, HardTanh _, Softmax _ -> false;
            case Parametric(Activation function) -> function.isRectifier();
        };
    }

    /**
     * The pre-activations at which the derivative jumps; there training takes the one from below.
     *
     * @return ascending; none of a smooth activation
     */
    default List<Float> kinks() {
        return switch (this) {
            case Relu _, LeakyRelu _, Prelu _, Selu _ -> List.of(0f);
            case Elu(float alpha) -> alpha == 1 ? List.of() : List.of(0f);
            case HardTanh _ -> List.of(-1f, 1f);
            case HardSigmoid _, HardSwish _ -> List.of(-3f, 3f);
            case Identity _, Sigmoid _, Tanh _, Softplus _, Softsign _, Gelu _, Silu _, Mish _, Softmax _ -> List.of();
            case Parametric(Activation function) -> function.kinks();
        };
    }

    /**
     * Whether outputs come near to {@link #lowerBound()} and {@link #upperBound()} for pre-activations far from 0, where the derivative
     * vanishes on both sides.
     *
     * @return true for sigmoid, tanh and their kin; false for the softmax, whose outputs ought to come near to 0 and 1
     */
    default boolean saturates() {
        return switch (this) {
            case Sigmoid _, Tanh _, Softsign _, HardSigmoid _, HardTanh _ -> true;
            case Identity _, Relu _, LeakyRelu _, Prelu _, Elu _, Selu _, Softplus _, Gelu _, Silu _, Mish _, HardSwish _, Parametric _,
                Softmax _ -> false;
        };
    }

    /**
     * No output is below this.
     *
     * @return a number near the smallest output, or negative infinity
     */
    default float lowerBound() {
        return switch (this) {
            case Sigmoid _, Relu _, Softplus _, HardSigmoid _, Softmax _ -> 0f;
            case Tanh _, Softsign _, HardTanh _ -> -1f;
            case LeakyRelu(float slope) -> slope == 0 ? 0f : Float.NEGATIVE_INFINITY;
            case Elu(float alpha) -> -alpha;
            case Selu _ -> -1.7580994f;
            case Gelu _ -> -0.16998f;
            case Silu _ -> -0.27847f;
            case Mish _ -> -0.30885f;
            case HardSwish _ -> -0.375f;
            case Identity _, Prelu _, Parametric _ -> Float.NEGATIVE_INFINITY;
        };
    }

    /**
     * No output is above this.
     *
     * @return 1 or infinity
     */
    default float upperBound() {
        return switch (this) {
            case Sigmoid _, Tanh _, Softsign _, HardSigmoid _, HardTanh _, Softmax _ -> 1f;
            case Identity _, Relu _, LeakyRelu _, Prelu _, Elu _, Selu _, Softplus _, Gelu _, Silu _, Mish _, HardSwish _, Parametric _ ->
                Float.POSITIVE_INFINITY;
        };
    }

    /**
     * The name used in files and on the command line.
     *
     * @return for example {@code relu} or {@code leaky_relu(0.01)}
     */
    default String text() {
        return switch (this) {
            case Identity _ -> "identity";
            case Sigmoid _ -> "sigmoid";
            case Tanh _ -> "tanh";
            case Relu _ -> "relu";
            case LeakyRelu(float slope) -> "leaky_relu(" + slope + ")";
            case Prelu(float start) -> "prelu(" + start + ")";
            case Elu(float alpha) -> "elu(" + alpha + ")";
            case Selu _ -> "selu";
            case Softplus _ -> "softplus";
            case Softsign _ -> "softsign";
            case Gelu _ -> "gelu";
            case Silu _ -> "silu";
            case Mish _ -> "mish";
            case HardSigmoid _ -> "hard_sigmoid";
            case HardTanh _ -> "hard_tanh";
            case HardSwish _ -> "hard_swish";
            case Parametric(Activation function) -> "parametric(" + function.text() + ")";
            case Softmax _ -> "softmax";
        };
    }

    /** Refused before it is parsed, since a hostile text may nest without an end. */
    private static Activation parseFunction(String text) {
        if (Words.key(text).startsWith("parametric")) {
            throw new IllegalArgumentException("parametric expects an element-wise activation that is not learned, got "
                    + Phrases.shown(text));
        }
        return parse(text);
    }

    /**
     * The activation of a name.
     *
     * @param text what {@link #text()} writes, or {@code swish}; {@code leaky_relu}, {@code prelu} and {@code elu} alone have the number of
     *             their factory; capitals, hyphens and underscores make no difference
     * @return the activation
     * @throws IllegalArgumentException if the name is unknown
     */
    static Activation parse(String text) {
        Words words = Words.of(text, "activation");
        if (words.name().equals("parametric") && words.count() == 1) {
            return parametric(parseFunction(words.numbers().getFirst()));
        }
        return switch (words.name()) {
            case "identity" -> words.with(0, identity());
            case "sigmoid" -> words.with(0, sigmoid());
            case "tanh" -> words.with(0, tanh());
            case "relu" -> words.with(0, relu());
            case "leakyrelu" -> words.count() == 0 ? leakyRelu() : new LeakyRelu(words.with(1, words).number(0));
            case "prelu" -> words.count() == 0 ? prelu() : new Prelu(words.with(1, words).number(0));
            case "elu" -> words.count() == 0 ? elu() : new Elu(words.with(1, words).number(0));
            case "selu" -> words.with(0, selu());
            case "softplus" -> words.with(0, softplus());
            case "softsign" -> words.with(0, softsign());
            case "gelu" -> words.with(0, gelu());
            case "silu", "swish" -> words.with(0, silu());
            case "mish" -> words.with(0, mish());
            case "hardsigmoid" -> words.with(0, hardSigmoid());
            case "hardtanh" -> words.with(0, hardTanh());
            case "hardswish" -> words.with(0, hardSwish());
            case "softmax" -> words.with(0, softmax());
            default -> throw words.unknown("identity, sigmoid, tanh, relu, leaky_relu(slope), prelu(start), elu(alpha), selu, softplus,"
                    + " softsign, gelu, silu, mish, hard_sigmoid, hard_tanh, hard_swish, parametric(activation), softmax");
        };
    }
}
