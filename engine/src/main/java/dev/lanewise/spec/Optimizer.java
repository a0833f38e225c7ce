package dev.lanewise.spec;

import dev.lanewise.text.CallSyntax;

/** How gradients change parameters. Gradients are of the mean loss of the batch; rates are in parameter units per step. */
public sealed interface Optimizer {

    /**
     * Gradient descent: {@code w -= lr * g}.
     *
     * @param lr learning rate, positive
     */
    record Sgd(float lr) implements Optimizer {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public Sgd {
            requirePositive("the learning rate", lr);
        }
    }

    /**
     * Momentum: {@code v = mu * v + g; w -= lr * v}.
     *
     * @param lr learning rate, positive
     * @param mu momentum, from 0 to below 1
     */
    record Momentum(float lr, float mu) implements Optimizer {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public Momentum {
            requirePositive("the learning rate", lr);
            requireFraction("momentum", mu);
        }
    }

    /**
     * Adam: {@code m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; w -= lr * mHat / (sqrt(vHat) + eps)}.
     *
     * @param lr    learning rate, positive
     * @param beta1 decay of the first moments, from 0 to below 1
     * @param beta2 decay of the second moments, from 0 to below 1
     * @param eps   added to the square root, positive
     * @see <a href="https://arxiv.org/abs/1412.6980">Kingma and Ba, Adam, ICLR 2015</a>
     */
    record Adam(float lr, float beta1, float beta2, float eps) implements Optimizer {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public Adam {
            requirePositive("the learning rate", lr);
            requireFraction("beta1", beta1);
            requireFraction("beta2", beta2);
            requirePositive("eps", eps);
        }

        /**
         * Adam with the constants of the paper: 0.9, 0.999, 1e-8.
         *
         * @param lr learning rate, positive
         */
        public Adam(float lr) {
            this(lr, 0.9f, 0.999f, 1e-8f);
        }
    }

    /**
     * AdamW: Adam, and {@code w -= lr * decay * w} beside it, for all tensors alike unless a
     * {@link dev.lanewise.train.Trainer.Builder#decayFactor} says otherwise.
     *
     * @param lr    learning rate, positive
     * @param beta1 decay of the first moments, from 0 to below 1
     * @param beta2 decay of the second moments, from 0 to below 1
     * @param eps   added to the square root, positive
     * @param decay weight decay, at least 0
     * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov and Hutter, Decoupled weight decay regularization, ICLR 2019</a>
     */
    record AdamW(float lr, float beta1, float beta2, float eps, float decay) implements Optimizer {
        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if one is out of range
         */
        public AdamW {
            requirePositive("the learning rate", lr);
            requireFraction("beta1", beta1);
            requireFraction("beta2", beta2);
            requirePositive("eps", eps);
            if (!(decay >= 0 && Float.isFinite(decay))) {
                throw new IllegalArgumentException("the weight decay expects a number of at least 0, got " + decay);
            }
        }

        /**
         * AdamW with the constants of the Adam paper: 0.9, 0.999, 1e-8.
         *
         * @param lr    learning rate, positive
         * @param decay weight decay, at least 0
         */
        public AdamW(float lr, float decay) {
            this(lr, 0.9f, 0.999f, 1e-8f, decay);
        }
    }

    /**
     * Gradient descent.
     *
     * @param lr learning rate, positive
     * @return the optimizer
     * @throws IllegalArgumentException if it is out of range
     */
    static Optimizer sgd(float lr) {
        return new Sgd(lr);
    }

    /**
     * Momentum with the usual 0.9.
     *
     * @param lr learning rate, positive
     * @return the optimizer
     * @throws IllegalArgumentException if it is out of range
     */
    static Optimizer momentum(float lr) {
        return new Momentum(lr, 0.9f);
    }

    /**
     * Adam with the constants of its paper: 0.9, 0.999, 1e-8.
     *
     * @param lr learning rate, positive
     * @return the optimizer
     * @throws IllegalArgumentException if it is out of range
     */
    static Optimizer adam(float lr) {
        return new Adam(lr);
    }

    /**
     * AdamW with the constants of the Adam paper.
     *
     * @param lr    learning rate, positive
     * @param decay weight decay, at least 0
     * @return the optimizer
     * @throws IllegalArgumentException if a number is out of range
     */
    static Optimizer adamW(float lr, float decay) {
        return new AdamW(lr, decay);
    }

    /**
     * The name and the numbers as checkpoints and messages have them; every bit of the numbers is in it.
     *
     * @return {@code sgd(lr)}, {@code momentum(lr,mu)}, {@code adam(lr,beta1,beta2,eps)} or {@code adamw(lr,beta1,beta2,eps,decay)}, for
     *         example {@code momentum(0.05,0.9)}
     */
    default String toText() {
        return switch (this) {
            case Sgd(float lr) -> "sgd(" + lr + ")";
            case Momentum(float lr, float mu) -> "momentum(" + lr + "," + mu + ")";
            case Adam(float lr, float beta1, float beta2, float eps) -> "adam(" + lr + "," + beta1 + "," + beta2 + "," + eps + ")";
            case AdamW(float lr, float beta1, float beta2, float eps, float decay) ->
                "adamw(" + lr + "," + beta1 + "," + beta2 + "," + eps + "," + decay + ")";
        };
    }

    /**
     * The optimizer of a text.
     *
     * @param text what {@link #toText()} writes; {@code adam(lr)} and {@code adamw(lr,decay)} have the constants of the Adam paper;
     *             capitals,
     *             hyphens and underscores make no difference
     * @return the optimizer
     * @throws IllegalArgumentException if the name is unknown, or the numbers are too few, too many or out of range
     */
    static Optimizer parse(String text) {
        CallSyntax words = CallSyntax.of(text, "optimizer");
        return switch (words.name()) {
            case "sgd" -> new Sgd(words.with(1, words).number(0));
            case "momentum" -> new Momentum(words.with(2, words).number(0), words.number(1));
            case "adam" -> switch (words.count()) {
                case 1 -> new Adam(words.number(0));
                case 4 -> new Adam(words.number(0), words.number(1), words.number(2), words.number(3));
                default -> throw words.otherCount("1 or 4 numbers");
            };
            case "adamw" -> switch (words.count()) {
                case 2 -> new AdamW(words.number(0), words.number(1));
                case 5 -> new AdamW(words.number(0), words.number(1), words.number(2), words.number(3), words.number(4));
                default -> throw words.otherCount("2 or 5 numbers");
            };
            default -> throw words.unknown("sgd(lr), momentum(lr,mu), adam(lr,beta1,beta2,eps), adamw(lr,beta1,beta2,eps,decay)");
        };
    }

    private static void requirePositive(String what, float value) {
        if (!(value > 0 && Float.isFinite(value))) {
            throw new IllegalArgumentException(what + " expects a number above 0, got " + value);
        }
    }

    private static void requireFraction(String what, float value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(what + " expects a number from 0 to below 1, got " + value);
        }
    }
}
