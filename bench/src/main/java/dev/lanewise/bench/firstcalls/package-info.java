/** What the first calls in a fresh JVM cost, before and while its compiler works. */
package dev.lanewise.bench.firstcalls;
