package dev.lanewise.kernel;

/** The losses that there are kernels for. */
public enum LossFunction {
    /** Half the squared error of the outputs. */
    SQUARED_ERROR,
    /** The cross-entropy of a softmax over the sums of the last layer. */
    SOFTMAX_CROSS_ENTROPY,
    /** The cross-entropies of sigmoids of the sums of the last layer. */
    SIGMOID_CROSS_ENTROPY,
    /** Another one, which has {@link LossLoops} of its own. */
    OWN
}
