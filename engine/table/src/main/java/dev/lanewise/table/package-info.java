/**
 * Models for tables. {@link dev.lanewise.table.Csv} reads a table, {@link dev.lanewise.table.TableTrainer} learns from it, and
 * {@link dev.lanewise.table.TableModel} answers.
 *
 * <p>Numbers are parsed, fitted and encoded in double and rounded to float once.
 */
@NullMarked
package dev.lanewise.table;

import org.jspecify.annotations.NullMarked;
