package dev.lanewise.model;

/** How a network holds the weights of its dense layers; see {@link Network#compact}. */
public enum WeightFormat {

    /** Floats of 32 bits, as they are trained. */
    FLOAT32,
    /** The upper half of a float: half the memory, 8 bits of precision. */
    BF16,
    /** Whole numbers from -127 to 127 with a scale for each output: a quarter of the memory. */
    INT8
}
