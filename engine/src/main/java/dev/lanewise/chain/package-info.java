/**
 * A network as a chain of stages: described once, bound to memory for a number of samples, then run many times.
 *
 * <p>Data flow: {@code Chains} maps a spec to {@code Stage}s between {@code Value}s, {@code ParameterSet} holds the named tensors that they
 * read, {@code Slots} plans their memory, and a {@code BoundChain} runs them. Internal, and the only package that knows what a kind of
 * layer
 * computes. It has more than twelve types, since each kind of stage is a file of its own.
 */
package dev.lanewise.chain;
