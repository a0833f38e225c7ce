package dev.lanewise.model;

import dev.lanewise.spec.TensorSpec;

/**
 * Where the tensors of a network come from, such as a file.
 *
 * @param <E> what is thrown where there is none
 */
@FunctionalInterface
public interface TensorSource<E extends Exception> {

    /**
     * The numbers of a tensor; asked for each tensor of the network once, in their order.
     *
     * @param tensor name and shape
     * @return row-major, as many as the shape says; copied
     * @throws E if there are none
     */
    float[] values(TensorSpec tensor) throws E;
}
