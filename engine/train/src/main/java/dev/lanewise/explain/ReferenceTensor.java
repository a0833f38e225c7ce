package dev.lanewise.explain;

import dev.lanewise.spec.TensorSpec;

/**
 * A tensor of a network as naive references read it.
 *
 * @param number its place among the tensors of the network, from 0
 * @param spec   its name and shape
 * @param values row-major, read, not copied
 */
record ReferenceTensor(int number, TensorSpec spec, float[] values) {

    int columns() {
        return spec.shape().getLast();
    }
}
