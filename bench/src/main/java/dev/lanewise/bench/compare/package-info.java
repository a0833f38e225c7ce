/** The working tree against an earlier commit: both builds in one JVM, called in turns. */
package dev.lanewise.bench.compare;
