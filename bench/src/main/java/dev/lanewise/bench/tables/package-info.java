/**
 * Models of tables beside boosted trees, on the same splits: {@code bench/run tables}. Here are the suite, its summary and Lanewise's own
 * part; the trees are in the sources {@code src/tables}, which only the Maven profile {@code tables} compiles.
 */
package dev.lanewise.bench.tables;
