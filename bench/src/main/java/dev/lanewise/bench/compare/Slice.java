package dev.lanewise.bench.compare;

/**
 * The turns that one pair of fresh objects has taken.
 *
 * @param baseline nanoseconds of a call, turn by turn
 * @param current  the same of the working tree, as many turns
 */
record Slice(double[] baseline, double[] current) {
}
