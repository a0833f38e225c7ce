package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;
import java.util.Arrays;
import java.util.Optional;

/** What training makes small: a number J for each sample, averaged over the samples of a step. */
public sealed interface Loss {

    /** The words that {@link #parse} knows, as help shows them. */
    String WORDS = "squared_error, softmax_cross_entropy, sigmoid_cross_entropy, huber(delta), absolute_error";

    /** Which targets a loss is made for. */
    enum Targets {
        /** All numbers. */
        NUMBERS,
        /** Numbers from 0 to 1. */
        SHARES,
        /** Rows of numbers of at least 0 that sum to 1. */
        DISTRIBUTIONS
    }

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
     * {@code J = sum 1/2 (y - h)^2} where {@code |y - h| <= delta}, else {@code delta (|y - h| - delta / 2)}, on any element-wise output
     * activation: outliers pull no harder than a distance of delta. As PyTorch and Keras define it.
     *
     * @param delta where the square ends, positive and finite
     * @see <a href="https://doi.org/10.1214/aoms/1177703732">Huber, Robust Estimation of a Location Parameter, 1964</a>
     */
    record Huber(float delta) implements Loss {
        /** Checks delta; throws IllegalArgumentException if it is not positive and finite. */
        public Huber {
            if (!(delta > 0 && delta < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("huber expects a positive delta, got " + delta);
            }
        }
    }

    /**
     * {@code J = sum |y - h|}, on any element-wise output activation; where an output hits its target, training takes a derivative of 0. It
     * leads outputs to medians.
     */
    record AbsoluteError() implements Loss {
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
     * A squared error that grows no faster than a straight line for outliers.
     *
     * @param delta where the square ends, in units of the targets
     * @return Huber's loss
     * @throws IllegalArgumentException if delta is not positive and finite
     */
    static Loss huber(float delta) {
        return new Huber(delta);
    }

    /**
     * The sum of absolute errors, for which an outlier counts no more than another sample.
     *
     * @return the absolute error
     */
    static Loss absoluteError() {
        return new AbsoluteError();
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
            case SquaredError _, Huber _, AbsoluteError _ -> false;
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
            case SquaredError _, Huber _, AbsoluteError _ -> Optional.empty();
            case SoftmaxCrossEntropy _ -> Optional.of(Activation.softmax());
            case SigmoidCrossEntropy _ -> Optional.of(Activation.sigmoid());
        };
    }

    /** {@return the targets that it is made for} */
    default Targets targets() {
        return switch (this) {
            case SquaredError _, Huber _, AbsoluteError _ -> Targets.NUMBERS;
            case SoftmaxCrossEntropy _ -> Targets.DISTRIBUTIONS;
            case SigmoidCrossEntropy _ -> Targets.SHARES;
        };
    }

    /**
     * About the mean loss of a network that knows nothing, whose outputs before their activation are zeros: equal shares for a softmax,
     * one half for sigmoids, and zeros for others.
     *
     * @param targets [outputs], the root mean square of each output's targets
     * @return the loss, or a number that it is not above
     */
    default double ofZeros(double[] targets) {
        return switch (this) {
            case SquaredError _ -> Arrays.stream(targets).map(y -> y * y).sum() / 2;
            case Huber(float delta) -> Arrays.stream(targets).map(y -> y <= delta ? y * y / 2 : delta * (y - delta / 2)).sum();
            case AbsoluteError _ -> Arrays.stream(targets).sum();
            case SoftmaxCrossEntropy _ -> StrictMath.log(targets.length);
            case SigmoidCrossEntropy _ -> targets.length * StrictMath.log(2);
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
            case Huber(float delta) -> "huber(" + delta + ")";
            case AbsoluteError _ -> "absolute_error";
            case SoftmaxCrossEntropy s -> "softmax_cross_entropy";
            case SigmoidCrossEntropy s -> "sigmoid_cross_entropy";
        };
    }

    /**
     * The loss of a name.
     *
     * @param text what {@link #toText()} writes; {@code huber} alone has a delta of 1; capitals, hyphens and underscores make no difference
     * @return the loss
     * @throws IllegalArgumentException if the name is unknown, or a number in its brackets is not what it expects
     */
    static Loss parse(String text) {
        CallSyntax words = CallSyntax.of(text, "loss");
        return switch (words.name()) {
            case "squarederror" -> words.with(0, squaredError());
            case "softmaxcrossentropy" -> words.with(0, softmaxCrossEntropy());
            case "sigmoidcrossentropy" -> words.with(0, sigmoidCrossEntropy());
            case "huber" -> words.count() == 0 ? huber(1f) : huber(words.with(1, words).number(0));
            case "absoluteerror" -> words.with(0, absoluteError());
            default -> throw words.unknown(WORDS);
        };
    }
}
