/**
 * Bad input, on purpose: damaged files for every reader, from seeds that are numbers.
 *
 * <p>{@link dev.lanewise.fuzz.Readers} lists the engine's readers; a public method that reads and is not on the list fails a test.
 */
package dev.lanewise.fuzz;
