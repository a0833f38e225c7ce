package dev.lanewise.table;

/**
 * One or more inputs of a network that stand for one thing of a column.
 *
 * @param column the name of the column
 * @param kind   what the inputs are
 * @param at     the first of them, from 0
 * @param width  how many there are
 * @param size   of positions the bins, of codes one more than the values; else 0
 */
record EncodedInput(String column, Kind kind, int at, int width, int size) {

    /** What inputs are. */
    enum Kind {
        /** A number near 0. */
        NUMBER,
        /** Where the number before it stands among the bins of its column: bin plus share. */
        POSITION,
        /** -1, 0 or 1. */
        FLAG,
        /** 1 for the value that a row has, 0 for the others, and for all where it is missing or unknown. */
        ONE_HOT,
        /** The number of the value from 1, 0 where it is missing or unknown. */
        CODE
    }
}
