/**
 * Loops worth a vector. {@link dev.lanewise.kernel.Kernels} is the contract of those of dense networks, {@code ScalarKernels} the
 * fallback, {@code VectorKernels} with the {@code Vector...} classes the fast twin. Other layers and losses have families of their own,
 * {@code ...Loops}, each with a nested {@code Scalar} and {@code Vector}; so have the rarer optimizers of {@code dev.lanewise.update}.
 * These two packages are the only users of the Vector API.
 */
package dev.lanewise.kernel;
