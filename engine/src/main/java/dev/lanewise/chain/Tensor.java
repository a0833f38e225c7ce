package dev.lanewise.chain;

import dev.lanewise.kernel.CompactMatrix;
import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Panels;

/**
 * A tensor that a stage learns, as its kernels see it.
 *
 * @param number    its place among the tensors of the network, from 0
 * @param values    its numbers, without floats where a chain only measures, or they are compact
 * @param compact   its numbers in less memory, or null
 * @param placement where it and what an optimizer keeps beside it are when a step or a prediction wants them
 */
public record Tensor(int number, Panels values, CompactMatrix compact, Placement placement) {

    /**
     * A tensor of floats.
     *
     * @param number    its place among the tensors of the network, from 0
     * @param values    its numbers, without floats where a chain only measures
     * @param placement where it is
     */
    public Tensor(int number, Panels values, Placement placement) {
        this(number, values, null, placement);
    }

    /**
     * The same numbers, treated as if they were elsewhere.
     *
     * @param other placement
     * @return the tensor with it
     */
    public Tensor at(Placement other) {
        return new Tensor(number, values, compact, other);
    }

    /**
     * Floats of the matrix.
     *
     * @return their number, padding included
     */
    public long floats() {
        return Panels.size(values.rows(), values.cols());
    }

    boolean isStreamed() {
        return placement == Placement.STREAMED;
    }
}
