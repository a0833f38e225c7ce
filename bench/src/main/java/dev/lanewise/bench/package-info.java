/** What the engine does in a second, measured by JMH. */
package dev.lanewise.bench;
