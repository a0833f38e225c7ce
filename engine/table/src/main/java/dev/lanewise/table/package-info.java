/**
 * Models for tables. {@link dev.lanewise.table.Csv} reads a table, {@link dev.lanewise.table.TableTrainer} learns from it, and
 * {@link dev.lanewise.table.TableModel} answers.
 *
 * <p>A model is one network, or several, by {@link dev.lanewise.table.Quality} and folds, whose answers are averaged; each has an encoder
 * of its own, fitted on the rows that it learns from.
 *
 * <p>Numbers are parsed, fitted and encoded in double and rounded to float once.
 */
@NullMarked
package dev.lanewise.table;

import org.jspecify.annotations.NullMarked;
