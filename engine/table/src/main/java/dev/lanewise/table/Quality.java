package dev.lanewise.table;

/** How much time a training takes for how good a model. */
public enum Quality {

    /** One TabM-mini with 4 members of width 64. */
    FAST,
    /**
     * The default: TabM-mini with 8 members of width 128; of small tables ten of 4 members of width 64, one for each
     * fold.
     */
    GOOD,
    /**
     * Five folds, each with a TabM-mini of 16 members of width 256 and a RealMLP-TD. All are averaged, unless one of the two learners
     * alone answers better the rows from which its networks have not learned.
     */
    BEST
}
