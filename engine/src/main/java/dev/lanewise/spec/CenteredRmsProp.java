package dev.lanewise.spec;

import static dev.lanewise.spec.OptimizerNumbers.requireFraction;
import static dev.lanewise.spec.OptimizerNumbers.requirePositive;

/**
 * RMSProp by the variance of gradients: {@code v = alpha v + (1 - alpha) g^2; m = alpha m + (1 - alpha) g};
 * {@code b = mu b + g / (sqrt(v - m^2) + eps); w -= lr * b}, as PyTorch's RMSprop with {@code centered=True} and {@code momentum}. Where
 * rounding makes {@code v - m^2} negative, it counts as 0; PyTorch's is NaN then. Gradients that hardly vary make large steps, which a
 * larger eps limits. It keeps three numbers beside each parameter, also without momentum.
 *
 * @param lr    learning rate, positive
 * @param alpha how much of the means stays in a step, from 0 to below 1
 * @param eps   added to the square root, positive
 * @param mu    momentum, from 0 to below 1
 * @see <a href="https://arxiv.org/abs/1308.0850">Graves, Generating Sequences With Recurrent Neural Networks, 2013, equations 38 to 45</a>
 */
public record CenteredRmsProp(float lr, float alpha, float eps, float mu) implements Optimizer {
    /** Checks the numbers; throws IllegalArgumentException if one is out of range. */
    public CenteredRmsProp {
        requirePositive("the learning rate", lr);
        requireFraction("alpha", alpha);
        requirePositive("eps", eps);
        requireFraction("momentum", mu);
    }
}
