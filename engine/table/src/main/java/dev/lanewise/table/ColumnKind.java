package dev.lanewise.table;

/** What the values of a column are taken for. */
public enum ColumnKind {

    /** Numbers whose size counts. */
    NUMERIC,
    /** One of several texts or numbers, with no order among them. */
    CATEGORY,
    /** One of two values. */
    BOOLEAN,
    /** A day, with or without a time, of which parts become numbers. */
    DATE,
    /** Nothing: the column is left out. */
    IGNORE
}
