package dev.lanewise.chain;

/** What a chain is run for: it decides which matrices its values need. */
public enum Use {
    /** Outputs only. */
    PREDICT,
    /** Losses, too, and what the last layer leaves to them. */
    EVALUATE,
    /** Losses, and all that the gradients of the parameters are made of. */
    TRAIN,
    /** The same, and the gradient of the samples. */
    GRADIENTS;

    /**
     * Whether there is a way back.
     *
     * @return true for training and for gradients
     */
    public boolean isTrained() {
        return this == TRAIN || this == GRADIENTS;
    }
}
