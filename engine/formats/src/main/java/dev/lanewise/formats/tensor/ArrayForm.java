package dev.lanewise.formats.tensor;

import java.util.List;

/**
 * What an array is, without its numbers.
 *
 * @param type  of the numbers
 * @param shape the sizes
 */
public record ArrayForm(NumberType type, List<Integer> shape) {

    /** Copies the sizes. */
    public ArrayForm {
        shape = List.copyOf(shape);
    }
}
