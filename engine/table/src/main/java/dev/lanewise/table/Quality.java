package dev.lanewise.table;

/** How much time a training takes for how good a model. */
public enum Quality {

    /** TabM-mini with 4 members of width 64. */
    FAST,
    /** The default: 8 members of width 128. */
    GOOD,
    /** 16 members of width 256. */
    BEST
}
