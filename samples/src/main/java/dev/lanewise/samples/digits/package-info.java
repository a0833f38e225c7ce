/**
 * Handwritten digits for the samples: generated ones, which need no network, and MNIST, which is downloaded once.
 */
package dev.lanewise.samples.digits;
