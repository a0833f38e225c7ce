/** A network as a chain of stages: described once, bound to memory for a number of samples, then run many times. */
package dev.lanewise.chain;
