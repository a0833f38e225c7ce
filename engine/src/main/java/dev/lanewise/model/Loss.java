package dev.lanewise.model;

import dev.lanewise.text.Phrases;
import dev.lanewise.text.Words;

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
    static Loss suiting(Activation output) {
        return output instanceof Activation.Softmax ? softmaxCrossEntropy() : squaredError();
    }

    /**
     * Checks that this loss goes with an output activation.
     *
     * @param output activation of the last layer
     * @throws IllegalArgumentException if it does not; the message says what does
     */
    default void requireOutput(Activation output) {
        boolean fits = switch (this) {
            case SquaredError s -> !(output instanceof Activation.Softmax);
            case SoftmaxCrossEntropy s -> output instanceof Activation.Softmax;
            case SigmoidCrossEntropy s -> output instanceof Activation.Sigmoid;
        };
        if (!fits) {
            throw new IllegalArgumentException("the loss " + text() + " expects " + expectedOutput()
                    + " as the activation of the last layer, got " + output.text());
        }
    }

    private String expectedOutput() {
        return switch (this) {
            case SquaredError s -> "identity, sigmoid, tanh, relu or leaky_relu";
            case SoftmaxCrossEntropy s -> "softmax";
            case SigmoidCrossEntropy s -> "sigmoid";
        };
    }

    /**
     * The name used on the command line.
     *
     * @return for example {@code squared_error}
     */
    default String text() {
        return switch (this) {
            case SquaredError s -> "squared_error";
            case SoftmaxCrossEntropy s -> "softmax_cross_entropy";
            case SigmoidCrossEntropy s -> "sigmoid_cross_entropy";
        };
    }

    /**
     * The loss of a name.
     *
     * @param text what {@link #text()} writes; capitals, hyphens and underscores make no difference
     * @return the loss
     * @throws IllegalArgumentException if the name is unknown
     */
    static Loss parse(String text) {
        return switch (Words.key(text)) {
            case "squarederror" -> squaredError();
            case "softmaxcrossentropy" -> softmaxCrossEntropy();
            case "sigmoidcrossentropy" -> sigmoidCrossEntropy();
            default -> throw new IllegalArgumentException("unknown loss " + Phrases.shown(text)
                    + ", expected one of squared_error, softmax_cross_entropy, sigmoid_cross_entropy");
        };
    }
}
