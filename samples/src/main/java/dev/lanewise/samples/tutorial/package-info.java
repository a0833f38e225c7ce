/**
 * The examples from which people learn what a neural network is, computed by the engine: those of the tutorial of
 * adventuresinmachinelearning.com, and Mitchell's 8-3-8 identity network.
 */
package dev.lanewise.samples.tutorial;
