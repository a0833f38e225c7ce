package dev.lanewise.table;

/** How much time a training takes for how good a model. */
public enum Quality {

    /** One TabM-mini with 4 members of width 64. */
    FAST,
    /** The default: TabM-mini with 8 members of width 128; of small tables five, each from four fifths of the rows. */
    GOOD,
    /** Five TabM-mini with 16 members of width 256, each from four fifths of the rows. */
    BEST
}
