/**
 * Models for tables. {@link dev.lanewise.table.Csv} reads a table, {@link dev.lanewise.table.TableTrainer} learns from it, and
 * {@link dev.lanewise.table.TableModel} answers.
 *
 * <p>A model is one network, or several, by {@link dev.lanewise.table.Quality} and folds, whose answers are averaged; each has an encoder
 * of its own, fitted on the rows that it learns from.
 *
 * <p>Numbers are parsed, fitted and encoded in double and rounded to float once.
 *
 * <p>The way of a table: {@code Csv} and its readers make a {@code Table} of {@code Column}s; {@code KindInference} decides what each is;
 * {@code TableSplit} cuts rows by a {@code RowChooser}; {@code TableEncoder} makes inputs of columns by a {@code ColumnEncoder} each; a
 * {@code Learner} ({@code TabMLearner}, {@code RealMlpLearner}) fits a network; {@code VoterTraining} runs as many as a {@code Recipe}
 * wants; {@code Voters} answer together; {@code TableModel} holds them with the {@code Target}, and {@code TableExplainer} and
 * {@code TableReport} speak of it.
 *
 * <p>One package, though it has many types: a third of them is what people call, the rest is its parts, which nobody else should see.
 * Packages of their own would have to make these parts public.
 */
@NullMarked
package dev.lanewise.table;

import org.jspecify.annotations.NullMarked;
