/** The chain rule term by term: why a gradient is what it is, with proofs; and checks of whole networks. */
package dev.lanewise.explain;
