package dev.lanewise.spec;

import static dev.lanewise.spec.OptimizerNumbers.requireFraction;
import static dev.lanewise.spec.OptimizerNumbers.requirePositive;

/**
 * RMSProp with momentum: {@code v = alpha v + (1 - alpha) g^2; b = mu b + g / (sqrt(v) + eps); w -= lr * b}, as PyTorch's RMSprop with
 * {@code momentum}.
 *
 * @param lr    learning rate, positive
 * @param alpha how much of the mean square stays in a step, from 0 to below 1
 * @param eps   added to the square root, positive
 * @param mu    momentum, from 0 to below 1
 * @see <a href="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf">Tieleman and Hinton, Lecture 6.5, 2012</a>
 */
public record RmsPropMomentum(float lr, float alpha, float eps, float mu) implements Optimizer {
    /** Checks the numbers; throws IllegalArgumentException if one is out of range. */
    public RmsPropMomentum {
        requirePositive("the learning rate", lr);
        requireFraction("alpha", alpha);
        requirePositive("eps", eps);
        requireFraction("momentum", mu);
    }
}
