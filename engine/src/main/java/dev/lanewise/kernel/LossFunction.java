package dev.lanewise.kernel;

/** The losses that there are kernels for. */
public enum LossFunction {
    /** Half the squared error of the outputs. */
    SQUARED_ERROR(false),
    /** The cross-entropy of a softmax over the sums of the last layer. */
    SOFTMAX_CROSS_ENTROPY(true),
    /** The cross-entropies of sigmoids of the sums of the last layer. */
    SIGMOID_CROSS_ENTROPY(true);

    private final boolean isFromLogits;

    LossFunction(boolean isFromLogits) {
        this.isFromLogits = isFromLogits;
    }

    /**
     * Whether it starts from the sums of the last layer, to which no activation is applied then.
     *
     * @return true for the cross-entropies
     */
    public boolean isFromLogits() {
        return isFromLogits;
    }
}
