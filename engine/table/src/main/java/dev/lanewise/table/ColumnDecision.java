package dev.lanewise.table;

/**
 * What a column is taken for, and why.
 *
 * @param name   of the column
 * @param kind   what its values are taken for
 * @param reason a sentence without its end, for a person
 */
public record ColumnDecision(String name, ColumnKind kind, String reason) {
}
