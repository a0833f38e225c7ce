/**
 * Every loop worth a vector: {@link dev.lanewise.kernel.Kernels} is the contract, {@code ScalarKernels} the fallback,
 * {@code VectorKernels} and the {@code Vector...} classes behind it the fast twin, the only users of the Vector API.
 */
package dev.lanewise.kernel;
