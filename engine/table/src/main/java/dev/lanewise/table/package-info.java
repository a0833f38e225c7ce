/**
 * Tables, and models for them. {@link dev.lanewise.table.Csv} reads a table from a file.
 *
 * <p>Numbers are parsed, fitted and encoded in double and rounded to float once.
 */
@NullMarked
package dev.lanewise.table;

import org.jspecify.annotations.NullMarked;
