/** The performance gate: cases with floors, each measured in JVMs of its own. */
package dev.lanewise.bench.gate;
