package dev.lanewise.model;

import dev.lanewise.text.Phrases;
import dev.lanewise.text.Words;

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
        return switch (this) {
            case Identity _, Sigmoid _, Tanh _, Relu _, LeakyRelu _, Parametric _ -> true;
            case Softmax _ -> false;
        };
    }

    /**
     * Whether it has a parameter for each output, which is learned.
     *
     * @return whether a layer with it has a tensor {@code alpha}
     */
    default boolean isLearned() {
        return switch (this) {
            case Parametric _ -> true;
            case Identity _, Sigmoid _, Tanh _, Relu _, LeakyRelu _, Softmax _ -> false;
        };
    }

    /**
     * Whether the derivative jumps at pre-activation 0; there training takes the one from below.
     *
     * @return true for ReLU and leaky ReLU
     */
    default boolean hasKink() {
        return switch (this) {
            case Relu _, LeakyRelu _ -> true;
            case Parametric(Activation function) -> function.hasKink();
            case Identity _, Sigmoid _, Tanh _, Softmax _ -> false;
        };
    }

    /**
     * Whether outputs come near to {@link #lowerBound()} and {@link #upperBound()} for pre-activations far from 0, where the derivative
     * vanishes on both sides.
     *
     * @return true for sigmoid and tanh; false for the softmax, whose outputs ought to come near to 0 and 1
     */
    default boolean saturates() {
        return switch (this) {
            case Sigmoid _, Tanh _ -> true;
            case Identity _, Relu _, LeakyRelu _, Parametric _, Softmax _ -> false;
        };
    }

    /**
     * Whether training computes the derivative from the output, {@code h (1 - h)} for the sigmoid; else it needs the pre-activation.
     *
     * @return true for all but learned ones
     */
    default boolean hasDerivativeFromOutput() {
        return switch (this) {
            case Identity _, Sigmoid _, Tanh _, Relu _, LeakyRelu _, Softmax _ -> true;
            case Parametric _ -> false;
        };
    }

    /**
     * No output is below this.
     *
     * @return -1, 0 or negative infinity
     */
    default float lowerBound() {
        return switch (this) {
            case Sigmoid _, Relu _, Softmax _ -> 0f;
            case Tanh _ -> -1f;
            case LeakyRelu(float slope) -> slope == 0 ? 0f : Float.NEGATIVE_INFINITY;
            case Identity _, Parametric _ -> Float.NEGATIVE_INFINITY;
        };
    }

    /**
     * No output is above this.
     *
     * @return 1 or infinity
     */
    default float upperBound() {
        return switch (this) {
            case Sigmoid _, Tanh _, Softmax _ -> 1f;
            case Relu _, LeakyRelu _, Identity _, Parametric _ -> Float.POSITIVE_INFINITY;
        };
    }

    /**
     * The name used in files and on the command line.
     *
     * @return for example {@code relu} or {@code leaky_relu(0.01)}
     */
    default String text() {
        return switch (this) {
            case Identity i -> "identity";
            case Sigmoid s -> "sigmoid";
            case Tanh t -> "tanh";
            case Relu r -> "relu";
            case LeakyRelu l -> "leaky_relu(" + l.slope() + ")";
            case Parametric(Activation function) -> "parametric(" + function.text() + ")";
            case Softmax s -> "softmax";
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
     * @param text what {@link #text()} writes; {@code leaky_relu} alone has slope 0.01; capitals, hyphens and underscores make no
     *             difference
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
            case "softmax" -> words.with(0, softmax());
            default -> throw words.unknown("identity, sigmoid, tanh, relu, leaky_relu(slope), parametric(activation), softmax");
        };
    }
}
