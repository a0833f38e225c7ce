/**
 * Other libraries at the same work on the same machine: {@code bench/run rivals}. Here are the contest and Lanewise's own part in it;
 * the other libraries are in the sources {@code src/rivals}, which only the Maven profile {@code rivals} compiles.
 */
package dev.lanewise.bench.rivals;
