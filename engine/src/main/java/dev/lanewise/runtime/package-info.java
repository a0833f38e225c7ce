/** Threads, and the record of what was chosen and why. */
package dev.lanewise.runtime;
