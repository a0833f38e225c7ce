/**
 * A network as a chain of stages: described once, bound to memory for a number of samples, then run many times.
 *
 * <p>Data flow: {@code Chains} maps a spec to {@code Stage}s between {@code Value}s, {@code ParameterSet} holds the named tensors that they
 * read, {@code Slots} plans their memory, {@code Chain.bind} makes a {@code BoundChain} of them, and {@code StageCalls} runs it. Internal,
 * and the only package whose kernels compute a layer. It has more than twelve types, since each kind of stage is a file of its own.
 */
package dev.lanewise.chain;
