package dev.lanewise.chain;

import dev.lanewise.kernel.ElementwiseFunction;

/**
 * What is done to each strip of a value before it leaves the cache. Its gradient is multiplied by the derivative in the same way.
 *
 * @param function an element-wise activation
 * @param slope    of the leaky ReLU
 */
public record Finish(ElementwiseFunction function, float slope) {

    /** Nothing. */
    public static final Finish NONE = new Finish(ElementwiseFunction.IDENTITY, 0f);
}
