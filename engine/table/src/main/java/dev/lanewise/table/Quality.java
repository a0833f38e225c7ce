package dev.lanewise.table;

/** How much time a training takes for how good a model. */
public enum Quality {

    /** A small network. */
    FAST,
    /** The default. */
    GOOD,
    /** A larger network. */
    BEST
}
