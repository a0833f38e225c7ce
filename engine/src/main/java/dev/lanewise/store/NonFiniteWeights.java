package dev.lanewise.store;

/** What a reader does about weights or biases in a file that are NaN or infinite. Files of version 1 are read as they are. */
public enum NonFiniteWeights {

    /** The file is refused; the message names the tensor and the place in it. */
    REFUSE,
    /** They are read like any other number: to look at a network that has been spoiled, for example. */
    ALLOW
}
