package dev.lanewise.kernel;

/**
 * The five activations that a product takes along, while what it has written is in cache; each derivative is written in terms of the
 * output h = f(z). All others are passes of their own, see {@link ActivationFunction}.
 */
public enum ElementwiseFunction {
    /** {@code h = z}; derivative 1. */
    IDENTITY,
    /** {@code h = 1 / (1 + exp(-z))}; derivative {@code h * (1 - h)}. */
    SIGMOID,
    /** {@code h = tanh(z)}; derivative {@code 1 - h * h}. */
    TANH,
    /** {@code h = z <= 0 ? +0 : z}, so NaN travels; derivative 0 where {@code h <= 0}, else 1. */
    RELU,
    /** {@code h = z <= 0 ? slope * z : z}; derivative {@code slope} where {@code h <= 0}, else 1. */
    LEAKY_RELU
}
