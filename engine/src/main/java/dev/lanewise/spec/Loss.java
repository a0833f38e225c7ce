package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;
import java.util.Arrays;
import java.util.Optional;

/** What training makes small: a number J for each sample, averaged over the samples of a step. */
public sealed interface Loss permits Loss.SquaredError, Loss.Huber, Loss.AbsoluteError, QuantileLoss, PoissonLoss,
        Loss.SoftmaxCrossEntropy, Loss.SigmoidCrossEntropy, FocalLoss {

    /** The words that {@link #parse} knows, as help shows them. */
    String WORDS = "squared_error, softmax_cross_entropy(smoothing), sigmoid_cross_entropy, huber(delta), absolute_error, "
            + "quantile(levels), poisson, focal(gamma,alpha)";

    /** Which targets a loss is made for. */
    enum Targets {
        /** All numbers. */
        NUMBERS,
        /** Numbers of at least 0. */
        COUNTS,
        /** Numbers from 0 to 1. */
        SHARES,
        /** Rows of numbers of at least 0 that sum to 1. */
        DISTRIBUTIONS
    }

    /** {@code J = 1/2 ||y - h||^2}, on any element-wise output activation. */
    record SquaredError() implements Loss {
        @Override
        public double ofZeros(double[] targets) {
            return Arrays.stream(targets).map(y -> y * y).sum() / 2;
        }

        @Override
        public String toText() {
            return "squared_error";
        }
    }

    /**
     * {@code J = -sum y' log(h)} for an output softmax and targets that sum to 1, class labels or distributions, with
     * {@code y' = (1 - smoothing) y + smoothing / outputs} as PyTorch smooths labels; {@code dJ/dz = h - y'}.
     *
     * @param smoothing share of the targets that is spread over all outputs, from 0 to below 1
     * @see <a href="https://arxiv.org/abs/1512.00567">Szegedy et al., Rethinking the Inception Architecture for Computer Vision, 2016</a>
     */
    record SoftmaxCrossEntropy(float smoothing) implements Loss {
        /** Checks the share; throws IllegalArgumentException if it is not from 0 to below 1. */
        public SoftmaxCrossEntropy {
            if (!(smoothing >= 0 && smoothing < 1)) {
                throw new IllegalArgumentException("label smoothing expects a share from 0 to below 1, got " + smoothing);
            }
            smoothing = smoothing == 0 ? 0f : smoothing; // -0.0 is no other loss
        }

        /** Targets as they are. */
        public SoftmaxCrossEntropy() {
            this(0f);
        }

        @Override
        public boolean isFromLogits() {
            return true;
        }

        @Override
        public Optional<Activation> outputActivation() {
            return Optional.of(Activation.softmax());
        }

        @Override
        public Targets targets() {
            return Targets.DISTRIBUTIONS;
        }

        @Override
        public double ofZeros(double[] targets) {
            return StrictMath.log(targets.length);
        }

        @Override
        public String toText() {
            return "softmax_cross_entropy" + (smoothing == 0 ? "" : "(" + smoothing + ")");
        }
    }

    /** {@code J = -sum (y log(h) + (1 - y) log(1 - h))} for output sigmoids; {@code dJ/dz = h - y}. */
    record SigmoidCrossEntropy() implements Loss {
        @Override
        public boolean isFromLogits() {
            return true;
        }

        @Override
        public Optional<Activation> outputActivation() {
            return Optional.of(Activation.sigmoid());
        }

        @Override
        public Targets targets() {
            return Targets.SHARES;
        }

        @Override
        public double ofZeros(double[] targets) {
            return targets.length * StrictMath.log(2);
        }

        @Override
        public String toText() {
            return "sigmoid_cross_entropy";
        }
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

        @Override
        public double ofZeros(double[] targets) {
            return Arrays.stream(targets).map(y -> y <= delta ? y * y / 2 : delta * (y - delta / 2)).sum();
        }

        @Override
        public String toText() {
            return "huber(" + delta + ")";
        }
    }

    /**
     * {@code J = sum |y - h|}, on any element-wise output activation; where an output hits its target, training takes a derivative of 0. It
     * leads outputs to medians.
     */
    record AbsoluteError() implements Loss {
        @Override
        public double ofZeros(double[] targets) {
            return Arrays.stream(targets).sum();
        }

        @Override
        public String toText() {
            return "absolute_error";
        }
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
     * The usual loss for classes that exclude each other; targets are class labels or distributions over the classes.
     *
     * @return the cross-entropy of a softmax
     */
    static Loss softmaxCrossEntropy() {
        return new SoftmaxCrossEntropy();
    }

    /**
     * The usual loss for classes that exclude each other, with labels that are not quite sure, so that logits stay moderate.
     *
     * @param smoothing share of the targets that is spread over all outputs, such as 0.1
     * @return the cross-entropy of a softmax with label smoothing
     * @throws IllegalArgumentException if the share is not from 0 to below 1
     */
    static Loss softmaxCrossEntropy(float smoothing) {
        return new SoftmaxCrossEntropy(smoothing);
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
     * For counts: outputs are the logarithms of rates.
     *
     * @return the negative log-likelihood of Poisson distributions
     */
    static Loss poisson() {
        return new PoissonLoss();
    }

    /**
     * For quantiles of the targets, several at once.
     *
     * @param levels of the quantiles, ascending, such as 0.1, 0.5 and 0.9
     * @return the pinball loss
     * @throws IllegalArgumentException if there are none or more than 99, or they are not between 0 and 1 or not ascending
     */
    static QuantileLoss quantile(float... levels) {
        return QuantileLoss.of(levels);
    }

    /**
     * For outputs that are each true or false, most of them easy: the focal loss as RetinaNet has it.
     *
     * @return the focal loss with gamma 2 and alpha 0.25
     */
    static Loss focal() {
        return new FocalLoss(FocalLoss.USUAL_GAMMA, FocalLoss.USUAL_ALPHA);
    }

    /**
     * For outputs that are each true or false, most of them easy.
     *
     * @param gamma how little easy ones count: 0 as much as others
     * @param alpha weight of what is true, from 0 to 1, the rest is that of what is false; -1 weighs both with 1
     * @return the focal loss
     * @throws IllegalArgumentException if a number is out of range
     */
    static Loss focal(float gamma, float alpha) {
        return new FocalLoss(gamma, alpha);
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
     * @return true for the cross-entropies and the focal loss
     */
    default boolean isFromLogits() {
        return false;
    }

    /**
     * The one activation that the last layer must have.
     *
     * @return it, or nothing where every element-wise one goes with this loss
     */
    default Optional<Activation> outputActivation() {
        return Optional.empty();
    }

    /** {@return the targets that it is made for} */
    default Targets targets() {
        return Targets.NUMBERS;
    }

    /**
     * Numbers in a row of targets for a network with so many outputs.
     *
     * @param outputs of the network, which {@link #requireFits} accepts
     * @return as many, but for {@link QuantileLoss}
     */
    default int targetsFor(int outputs) {
        return outputs;
    }

    /**
     * The same loss, as far as it goes with so few outputs; for miniatures of networks.
     *
     * @param outputs of the miniature
     * @return a loss that runs the same loops
     */
    default Loss miniature(int outputs) {
        return this;
    }

    /**
     * About the mean loss of a network that knows nothing, whose outputs before their activation are zeros: equal shares for a softmax,
     * one half for sigmoids, and zeros for others.
     *
     * @param targets root mean square of each number in the rows of targets
     * @return the loss, or a number that it is not above
     */
    double ofZeros(double[] targets);

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
     * Checks that this loss goes with a network: the activation of its last layer, and the number of its outputs.
     *
     * @param network the network's spec
     * @throws IllegalArgumentException if it does not; the message says what does
     */
    default void requireFits(NetworkSpec network) {
        requireOutput(network.layers().getLast().activation());
    }

    /**
     * The name used on the command line.
     *
     * @return for example {@code squared_error}
     */
    String toText();

    /**
     * The loss of a name.
     *
     * @param text what {@link #toText()} writes; {@code huber} alone has a delta of 1, {@code focal} a gamma of 2 and an alpha of 0.25;
     *             capitals, hyphens and underscores make no difference
     * @return the loss
     * @throws IllegalArgumentException if the name is unknown, or a number in its brackets is not what it expects
     */
    static Loss parse(String text) {
        CallSyntax words = CallSyntax.of(text, "loss");
        return switch (words.name()) {
            case "squarederror" -> words.with(0, squaredError());
            case "softmaxcrossentropy" -> words.count() == 0 ? softmaxCrossEntropy()
                    : softmaxCrossEntropy(words.with(1, words).number(0));
            case "sigmoidcrossentropy" -> words.with(0, sigmoidCrossEntropy());
            case "huber" -> words.count() == 0 ? huber(1f) : huber(words.with(1, words).number(0));
            case "absoluteerror" -> words.with(0, absoluteError());
            case "poisson" -> words.with(0, poisson());
            case "quantile" -> QuantileLoss.parse(words);
            case "focal" -> FocalLoss.parse(words);
            default -> throw words.unknown(WORDS);
        };
    }
}
