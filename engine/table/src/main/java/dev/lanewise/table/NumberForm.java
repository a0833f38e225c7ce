package dev.lanewise.table;

/**
 * What a learner wants of numbers and categories.
 *
 * @param isNormal whether numbers are mapped to the normal distribution; else scaled by their median and inter-quartile range
 * @param bins     bins of each column at most, whose positions are inputs, too; 0 for none
 * @param hasCodes whether categories with more than eight values are codes, for an embedding; else each value has an input
 */
record NumberForm(boolean isNormal, int bins, boolean hasCodes) {
}
