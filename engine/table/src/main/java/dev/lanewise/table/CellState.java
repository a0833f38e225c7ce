package dev.lanewise.table;

/** How a value of a row relates to what a column had in training. */
enum CellState {
    /** As in training. */
    KNOWN,
    /** None. */
    MISSING,
    /** A category that training has not seen, or a text where numbers were. */
    UNKNOWN,
    /** A number below the least or above the largest of training. */
    OUTSIDE
}
