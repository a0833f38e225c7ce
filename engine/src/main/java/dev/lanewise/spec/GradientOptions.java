package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an update does beside the optimizer. Before it, gradients are clipped by their norm, then each number is clipped, then the gradients
 * of penalties are added; after it, the weights of dense layers are limited. The losses that training reports are without penalties.
 * Immutable.
 *
 * <p>Penalties are of weights, of the tables of embeddings and of heads. Biases, norms and learned activations have none unless a factor
 * for their decay says how much; factors for the decay of other groups multiply theirs, too.
 *
 * @param l1        the loss is plus {@code l1 * sum |w|}, so {@code g += l1 * sign(w)}; at least 0
 * @param l2        the loss is plus {@code l2 / 2 * sum w^2}, so {@code g += l2 * w}, as PyTorch's {@code weight_decay} of SGD and Adam;
 *                  Keras' {@code L2(l2)} is twice as much; at least 0
 * @param clipValue {@code g = min(max(g, -clipValue), clipValue)}, as PyTorch's {@code clip_grad_value_}; positive, infinite for none
 * @param clipNorm  {@code g *= min(1, clipNorm / (norm + 1e-6))} with the norm of the gradients of all tensors that learn, in double, as
 *                  PyTorch's {@code clip_grad_norm_}; Keras' {@code global_clipnorm} adds no 1e-6, its {@code clipnorm} is of each tensor
 *                  alone; positive, infinite for none
 * @param maxNorm   weights of an output of a dense layer whose norm is above it are multiplied by {@code maxNorm / (norm + 1e-7)}, as
 *                  PyTorch's {@code renorm} does; Keras' {@code MaxNorm(maxNorm)} multiplies smaller ones by {@code norm / (norm + 1e-7)},
 *                  too; positive, infinite for none
 */
public record GradientOptions(float l1, float l2, float clipValue, float clipNorm, float maxNorm) {

    private static final float NO_LIMIT = Float.POSITIVE_INFINITY;

    /** Gradients of the loss as they are. */
    public static final GradientOptions NONE = new GradientOptions(0f, 0f, NO_LIMIT, NO_LIMIT, NO_LIMIT);

    /**
     * Checks the numbers; -0 becomes 0.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public GradientOptions {
        l1 = penalty("l1", l1);
        l2 = penalty("l2", l2);
        requireLimit("clipValue", clipValue);
        requireLimit("clipNorm", clipNorm);
        requireLimit("maxNorm", maxNorm);
    }

    private static void requireLimit(String what, float limit) {
        if (!(limit > 0)) {
            throw new IllegalArgumentException(what + " expects a number above 0, got " + limit);
        }
    }

    private static float penalty(String what, float factor) {
        if (!(factor >= 0 && Float.isFinite(factor))) {
            throw new IllegalArgumentException(what + " expects a number of at least 0, got " + factor);
        }
        return Math.abs(factor);
    }

    /**
     * The same with another L1 penalty.
     *
     * @param factor at least 0
     * @return new options
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public GradientOptions withL1(float factor) {
        return new GradientOptions(factor, l2, clipValue, clipNorm, maxNorm);
    }

    /**
     * The same with another L2 penalty.
     *
     * @param factor at least 0
     * @return new options
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public GradientOptions withL2(float factor) {
        return new GradientOptions(l1, factor, clipValue, clipNorm, maxNorm);
    }

    /**
     * The same with another limit for each number of the gradients.
     *
     * @param limit positive, infinite for none
     * @return new options
     * @throws IllegalArgumentException if it is not positive
     */
    public GradientOptions withClipValue(float limit) {
        return new GradientOptions(l1, l2, limit, clipNorm, maxNorm);
    }

    /**
     * The same with another limit for the norm of all gradients together.
     *
     * @param limit positive, infinite for none
     * @return new options
     * @throws IllegalArgumentException if it is not positive
     */
    public GradientOptions withClipNorm(float limit) {
        return new GradientOptions(l1, l2, clipValue, limit, maxNorm);
    }

    /**
     * The same with another limit for the norm of the weights of an output.
     *
     * @param limit positive, infinite for none
     * @return new options
     * @throws IllegalArgumentException if it is not positive
     */
    public GradientOptions withMaxNorm(float limit) {
        return new GradientOptions(l1, l2, clipValue, clipNorm, limit);
    }

    /** {@return whether there is a penalty} */
    public boolean isPenalized() {
        return l1 > 0 || l2 > 0;
    }

    /** {@return whether each number of the gradients is clipped} */
    public boolean isClipped() {
        return clipValue < NO_LIMIT;
    }

    /** {@return whether gradients are clipped by their norm, for which a step needs all of them} */
    public boolean isClippedByNorm() {
        return clipNorm < NO_LIMIT;
    }

    /** {@return whether the weights of an output are limited} */
    public boolean isMaxNorm() {
        return maxNorm < NO_LIMIT;
    }

    /**
     * The options as checkpoints have them.
     *
     * @return a line for each that does something, such as {@code l2(1.0E-4)}, with a line feed
     */
    public String toText() {
        return Stream.of(l1 > 0 ? "l1(" + l1 + ")\n" : "", l2 > 0 ? "l2(" + l2 + ")\n" : "",
                limit("clip_value", clipValue), limit("clip_norm", clipNorm), limit("max_norm", maxNorm)).collect(Collectors.joining());
    }

    private static String limit(String word, float limit) {
        return limit < NO_LIMIT ? word + "(" + limit + ")\n" : "";
    }

    /**
     * The options of a text.
     *
     * @param text what {@link #toText()} writes; of two lines for one option the later counts; capitals, hyphens and underscores make no
     *             difference
     * @return the options
     * @throws IllegalArgumentException if it is not of that form
     */
    public static GradientOptions parse(String text) {
        GradientOptions options = NONE;
        for (String line : text.lines().toList()) {
            CallSyntax words = CallSyntax.of(line, "gradient option");
            options = switch (words.name()) {
                case "l1" -> options.withL1(words.with(1, words).number(0));
                case "l2" -> options.withL2(words.with(1, words).number(0));
                case "clipvalue" -> options.withClipValue(words.with(1, words).number(0));
                case "clipnorm" -> options.withClipNorm(words.with(1, words).number(0));
                case "maxnorm" -> options.withMaxNorm(words.with(1, words).number(0));
                default -> throw words.unknown("l1(factor), l2(factor), clip_value(limit), clip_norm(limit), max_norm(limit)");
            };
        }
        return options;
    }
}
