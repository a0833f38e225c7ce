package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;
import dev.lanewise.text.Phrases;
import java.util.Optional;

/** What training makes small: a number J for each sample, averaged over the samples of a step. */
public sealed interface Loss {

    /** {@code J = 1/2 ||y - h||^2}, on any element-wise output activation. */
    record SquaredError() implements Loss {
    }

    /** {@code J = -sum y log(h)} for an output softmax and targets that sum to 1; {@code dJ/dz = h - y}. */
    record SoftmaxCrossEntropy() implements Loss {
    }

    /** {@code J = -sum (y log(h) + (1 - y) log(1 - h))} for output sigmoids; {@code dJ/dz = h - y}. */
    record SigmoidCrossEntropy() implements Loss {
    }

    /**
     * The textbook's loss.
     *
     * @return half the squared error
     */
    static Loss squaredError() {
        return new SquaredError();
    }

    /**
     * The usual loss for classes that exclude each other.
     *
     * @return the cross-entropy of a softmax
     */
    static Loss softmaxCrossEntropy() {
        return new SoftmaxCrossEntropy();
    }

    /**
     * The usual loss for outputs that are each true or false.
     *
     * @return the cross-entropy of sigmoids
     */
    static Loss sigmoidCrossEntropy() {
        return new SigmoidCrossEntropy();
    }

    /**
     * What goes with an output activation when nothing is said: the cross-entropy of a softmax, else the squared error.
     *
     * @param output activation of the last layer
     * @return the loss
     */
    static Loss defaultFor(Activation output) {
        return output.isElementwise() ? squaredError() : softmaxCrossEntropy();
    }

    /**
     * Whether training computes it from the logits, the pre-activations of the last layer, so that the last activation is applied for
     * predictions only; else from the outputs.
     *
     * @return true for the cross-entropies
     */
    default boolean isFromLogits() {
        return switch (this) {
            case SquaredError _ -> false;
            case SoftmaxCrossEntropy _, SigmoidCrossEntropy _ -> true;
        };
    }

    /**
     * The one activation that the last layer must have.
     *
     * @return it, or nothing where every element-wise one goes with this loss
     */
    default Optional<Activation> outputActivation() {
        return switch (this) {
            case SquaredError _ -> Optional.empty();
            case SoftmaxCrossEntropy _ -> Optional.of(Activation.softmax());
            case SigmoidCrossEntropy _ -> Optional.of(Activation.sigmoid());
        };
    }

    /**
     * Checks that this loss goes with an output activation.
     *
     * @param output activation of the last layer
     * @throws IllegalArgumentException if it does not; the message says what does
     */
    default void requireOutput(Activation output) {
        Optional<Activation> only = outputActivation();
        if (!only.map(output::equals).orElse(output.isElementwise())) {
            throw new IllegalArgumentException("the loss " + toText() + " expects "
                    + only.map(Activation::toText).orElse("an element-wise one")
                    + " as the activation of the last layer, got " + output.toText());
        }
    }

    /**
     * The name used on the command line.
     *
     * @return for example {@code squared_error}
     */
    default String toText() {
        return switch (this) {
            case SquaredError s -> "squared_error";
            case SoftmaxCrossEntropy s -> "softmax_cross_entropy";
            case SigmoidCrossEntropy s -> "sigmoid_cross_entropy";
        };
    }

    /**
     * The loss of a name.
     *
     * @param text what {@link #toText()} writes; capitals, hyphens and underscores make no difference
     * @return the loss
     * @throws IllegalArgumentException if the name is unknown
     */
    static Loss parse(String text) {
        return switch (CallSyntax.key(text)) {
            case "squarederror" -> squaredError();
            case "softmaxcrossentropy" -> softmaxCrossEntropy();
            case "sigmoidcrossentropy" -> sigmoidCrossEntropy();
            default -> throw new IllegalArgumentException("unknown loss " + Phrases.shown(text)
                    + ", expected one of squared_error, softmax_cross_entropy, sigmoid_cross_entropy");
        };
    }
}
