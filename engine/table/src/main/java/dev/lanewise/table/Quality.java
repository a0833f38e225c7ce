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
     * Five folds (ten of small tables), each with a TabM-mini of 8 members of width 128 and a RealMLP-TD of a quarter of its epochs. All
     * are averaged; how much each of the two learners counts, if it does, is chosen by the rows from which networks have not learned.
     */
    BEST
}
