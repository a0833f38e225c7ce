package dev.lanewise.spec;

import static dev.lanewise.spec.OptimizerNumbers.requireDecay;
import static dev.lanewise.spec.OptimizerNumbers.requireFraction;
import static dev.lanewise.spec.OptimizerNumbers.requirePositive;

/** How gradients change parameters. Gradients are of the mean loss of the batch; rates are in parameter units per step. */
public sealed interface Optimizer permits Optimizer.Sgd, Optimizer.Momentum, Optimizer.Nesterov, Optimizer.Adam, Optimizer.AdamW,
        Optimizer.RmsProp, RmsPropMomentum, CenteredRmsProp, Optimizer.Adagrad, Optimizer.Adadelta, Optimizer.AmsGrad, Optimizer.Lion,
        Optimizer.Averaged {

    /** The words that {@link #parse} knows, as help shows them; it also knows {@code averaged(emaDecay,optimizer)} around each. */
    String WORDS = "sgd(lr), momentum(lr,mu), nesterov(lr,mu), adam(lr,beta1,beta2,eps), adamw(lr,beta1,beta2,eps,decay), "
            + "rmsprop(lr,alpha,eps), rmsprop_momentum(lr,alpha,eps,mu), centered_rmsprop(lr,alpha,eps,mu), adagrad(lr,eps), "
            + "adadelta(lr,rho,eps), amsgrad(lr,beta1,beta2,eps), lion(lr,beta1,beta2,decay)";

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
     * Nesterov's momentum: {@code v = mu * v + g; w -= lr * (g + mu * v)}, as PyTorch's SGD with {@code nesterov=True}.
     *
     * @param lr learning rate, positive
     * @param mu momentum, from 0 to below 1
     * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">Sutskever et al., On the importance of initialization and momentum
     *      in deep learning, ICML 2013</a>
     */
    record Nesterov(float lr, float mu) implements Optimizer {
        /** Checks the numbers; throws IllegalArgumentException if one is out of range. */
        public Nesterov {
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
     * {@code Trainer.Builder.decayFactor} says otherwise.
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
            requireDecay(decay);
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
     * RMSProp: {@code v = alpha v + (1 - alpha) g^2; w -= lr * g / (sqrt(v) + eps)}, as PyTorch defines it.
     *
     * @param lr    learning rate, positive
     * @param alpha how much of the mean square stays in a step, from 0 to below 1
     * @param eps   added to the square root, positive
     * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">Tieleman and Hinton, Lecture 6.5, 2012</a>
     */
    record RmsProp(float lr, float alpha, float eps) implements Optimizer {
        /** Checks the numbers; throws IllegalArgumentException if one is out of range. */
        public RmsProp {
            requirePositive("the learning rate", lr);
            requireFraction("alpha", alpha);
            requirePositive("eps", eps);
        }
    }

    /**
     * Adagrad: {@code s += g^2; w -= lr * g / (sqrt(s) + eps)}, as PyTorch defines it.
     *
     * @param lr  learning rate, positive
     * @param eps added to the square root, positive
     * @see <a href="https://jmlr.org/papers/v12/duchi11a.html">Duchi, Hazan and Singer, Adaptive Subgradient Methods, JMLR 2011</a>
     */
    record Adagrad(float lr, float eps) implements Optimizer {
        /** Checks the numbers; throws IllegalArgumentException if one is out of range. */
        public Adagrad {
            requirePositive("the learning rate", lr);
            requirePositive("eps", eps);
        }
    }

    /**
     * Adadelta: {@code v = rho v + (1 - rho) g^2; d = sqrt(u + eps) / sqrt(v + eps) * g; u = rho u + (1 - rho) d^2; w -= lr * d}, as
     * PyTorch defines it.
     *
     * @param lr  what the steps are multiplied by, positive; 1 in the paper
     * @param rho how much of the mean squares stays in a step, from 0 to below 1
     * @param eps added to the mean squares, positive
     * @see <a href="https://arxiv.org/abs/1212.5701">Zeiler, Adadelta: An Adaptive Learning Rate Method, 2012</a>
     */
    record Adadelta(float lr, float rho, float eps) implements Optimizer {
        /** Checks the numbers; throws IllegalArgumentException if one is out of range. */
        public Adadelta {
            requirePositive("the learning rate", lr);
            requireFraction("rho", rho);
            requirePositive("eps", eps);
        }
    }

    /**
     * AMSGrad: Adam whose second moment never becomes smaller, {@code top = max(top, v); w -= lr * mHat / (sqrt(topHat) + eps)}, as
     * PyTorch's Adam with {@code amsgrad=True}.
     *
     * @param lr    learning rate, positive
     * @param beta1 decay of the first moments, from 0 to below 1
     * @param beta2 decay of the second moments, from 0 to below 1
     * @param eps   added to the square root, positive
     * @see <a href="https://openreview.net/forum?id=ryQu7f-RZ">Reddi, Kale and Kumar, On the Convergence of Adam and Beyond, ICLR 2018</a>
     */
    record AmsGrad(float lr, float beta1, float beta2, float eps) implements Optimizer {
        /** Checks the numbers; throws IllegalArgumentException if one is out of range. */
        public AmsGrad {
            requirePositive("the learning rate", lr);
            requireFraction("beta1", beta1);
            requireFraction("beta2", beta2);
            requirePositive("eps", eps);
        }
    }

    /**
     * Lion: {@code c = beta1 m + (1 - beta1) g; w -= lr * (sign(c) + decay * w); m = beta2 m + (1 - beta2) g}. Its rate is usually a third
     * to a tenth of Adam's, and its decay as much larger.
     *
     * @param lr    learning rate, positive
     * @param beta1 share of the mean in what gives the sign, from 0 to below 1
     * @param beta2 decay of the mean, from 0 to below 1
     * @param decay weight decay, at least 0; for all tensors alike unless a {@code Trainer.Builder.decayFactor} says
     *              otherwise
     * @see <a href="https://arxiv.org/abs/2302.06675">Chen et al., Symbolic Discovery of Optimization Algorithms, NeurIPS 2023</a>
     */
    record Lion(float lr, float beta1, float beta2, float decay) implements Optimizer {
        /** Checks the numbers; throws IllegalArgumentException if one is out of range. */
        public Lion {
            requirePositive("the learning rate", lr);
            requireFraction("beta1", beta1);
            requireFraction("beta2", beta2);
            requireDecay(decay);
        }
    }

    /**
     * Another optimizer, and a moving average of the parameters beside it: {@code a = decay a + (1 - decay) w} after each step, and
     * {@code a = w} after the first. Training goes on with the parameters themselves; a trainer gives the averages as
     * {@code Trainer.averagedNetwork}.
     *
     * @param base     how parameters change; not averaged itself
     * @param emaDecay how much of the average stays in a step, from 0 to below 1
     * @see <a href="https://doi.org/10.1137/0330046">Polyak and Juditsky, Acceleration of Stochastic Approximation by Averaging, 1992</a>
     */
    record Averaged(Optimizer base, float emaDecay) implements Optimizer {
        /** Checks the numbers; throws IllegalArgumentException if the decay is out of range or the optimizer averages already. */
        public Averaged {
            requireFraction("the decay of averages", emaDecay);
            if (base instanceof Averaged) {
                throw new IllegalArgumentException("averages expect an optimizer that keeps none, got " + base.toText());
            }
        }

        @Override
        public float lr() {
            return base.lr();
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
     * Nesterov's momentum with the usual 0.9.
     *
     * @param lr learning rate, positive
     * @return the optimizer
     * @throws IllegalArgumentException if it is out of range
     */
    static Optimizer nesterov(float lr) {
        return new Nesterov(lr, 0.9f);
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
     * RMSProp with PyTorch's constants: 0.99, 1e-8.
     *
     * @param lr learning rate, positive
     * @return the optimizer
     * @throws IllegalArgumentException if it is out of range
     */
    static Optimizer rmsProp(float lr) {
        return new RmsProp(lr, 0.99f, 1e-8f);
    }

    /**
     * RMSProp with momentum and PyTorch's other constants: 0.99, 1e-8.
     *
     * @param lr learning rate, positive
     * @param mu momentum, from 0 to below 1
     * @return the optimizer
     * @throws IllegalArgumentException if a number is out of range
     */
    static Optimizer rmsProp(float lr, float mu) {
        return new RmsPropMomentum(lr, 0.99f, 1e-8f, mu);
    }

    /**
     * RMSProp by the variance of gradients, with PyTorch's constants: 0.99, 1e-8.
     *
     * @param lr learning rate, positive
     * @param mu momentum, from 0 to below 1; PyTorch's default is 0
     * @return the optimizer
     * @throws IllegalArgumentException if a number is out of range
     */
    static Optimizer centeredRmsProp(float lr, float mu) {
        return new CenteredRmsProp(lr, 0.99f, 1e-8f, mu);
    }

    /**
     * Adagrad with PyTorch's constant: 1e-10.
     *
     * @param lr learning rate, positive
     * @return the optimizer
     * @throws IllegalArgumentException if it is out of range
     */
    static Optimizer adagrad(float lr) {
        return new Adagrad(lr, 1e-10f);
    }

    /**
     * Adadelta with PyTorch's constants: 1, 0.9, 1e-6.
     *
     * @return the optimizer
     */
    static Optimizer adadelta() {
        return new Adadelta(1f, 0.9f, 1e-6f);
    }

    /**
     * AMSGrad with the constants of the Adam paper: 0.9, 0.999, 1e-8.
     *
     * @param lr learning rate, positive
     * @return the optimizer
     * @throws IllegalArgumentException if it is out of range
     */
    static Optimizer amsGrad(float lr) {
        return new AmsGrad(lr, 0.9f, 0.999f, 1e-8f);
    }

    /**
     * Lion with the constants of its paper: 0.9, 0.99.
     *
     * @param lr    learning rate, positive
     * @param decay weight decay, at least 0
     * @return the optimizer
     * @throws IllegalArgumentException if a number is out of range
     */
    static Optimizer lion(float lr, float decay) {
        return new Lion(lr, 0.9f, 0.99f, decay);
    }

    /**
     * An optimizer with a moving average of the parameters beside them.
     *
     * @param base     how parameters change; not averaged itself
     * @param emaDecay how much of the average stays in a step, from 0 to below 1; 0.999 is usual
     * @return the optimizer
     * @throws IllegalArgumentException if the decay is out of range or the optimizer averages already
     */
    static Optimizer averaged(Optimizer base, float emaDecay) {
        return new Averaged(base, emaDecay);
    }

    /** {@return the learning rate, before a schedule or a factor changes it} */
    float lr();

    /**
     * The name alone.
     *
     * @return for example {@code momentum}
     */
    default String name() {
        return toText().substring(0, toText().indexOf('('));
    }

    /**
     * The name and the numbers as checkpoints and messages have them; every bit of the numbers is in it.
     *
     * @return one of {@link #WORDS} with its numbers, for example {@code momentum(0.05,0.9)}
     */
    default String toText() {
        return OptimizerText.of(this);
    }

    /**
     * The optimizer of a text.
     *
     * @param text what {@link #toText()} writes, or less: with the learning rate alone in brackets the other numbers are the usual ones,
     *             and a name alone has a usual rate, too; {@code adamw(lr,decay)} has the constants of the Adam paper; capitals, hyphens
     *             and underscores make no difference
     * @return the optimizer
     * @throws IllegalArgumentException if the name is unknown, or the numbers are too few, too many or out of range
     */
    static Optimizer parse(String text) {
        return OptimizerText.parse(text);
    }
}
