/** Facts of the JVM, overrides by system properties, the threads of a team, and the guard against use by two threads at once. Internal. */
package dev.lanewise.platform;
