/**
 * The chain rule term by term: why a gradient is what it is, with proofs; and checks of whole networks.
 *
 * <p>An explanation is computed in loops of its own. With the kernels of training it shares exp, log, sigmoid and tanh of one float and
 * nothing else; the proofs in double share nothing with them.
 */
package dev.lanewise.explain;
