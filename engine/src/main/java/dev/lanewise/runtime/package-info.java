/**
 * What the engine chose on this machine, and why.
 *
 * <p>Data flow: once in each JVM, when an engine class first computes, facts of the JVM and the system properties
 * {@code lanewise.vectorBits}, {@code lanewise.vectorRegisters}, {@code lanewise.firstCalls} and {@code lanewise.threads} decide about
 * vector width and threads. {@link dev.lanewise.runtime.RuntimeReport} is the result; {@code Engine.report()} returns it. No choice
 * changes a bit of a result.
 *
 * {@snippet lang=java :
 * RuntimeReport report = Engine.report();
 * System.out.println(report.vectorBits() + " bits, " + report.reason());
 * }
 *
 * <p>Parameters and results are never null.
 */
@NullMarked
package dev.lanewise.runtime;

import org.jspecify.annotations.NullMarked;
