package dev.lanewise.table;

/**
 * What a learner wants of numbers and categories.
 *
 * @param isNormal whether numbers are mapped to the normal distribution; else scaled by their median and inter-quartile range
 * @param bins     bins of each column at most, whose positions are inputs, too; 0 for none
 * @param hasCodes whether categories with more than eight values are codes, for an embedding; else each value has an input
 * @param isScaled whether inputs of 0 and 1 are scaled by median and range, too
 */
record NumberForm(boolean isNormal, int bins, boolean hasCodes, boolean isScaled) {

    /** Inputs of 0 and 1 stay as they are. */
    NumberForm(boolean isNormal, int bins, boolean hasCodes) {
        this(isNormal, bins, hasCodes, false);
    }
}
