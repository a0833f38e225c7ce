package dev.lanewise.model;

import dev.lanewise.text.Phrases;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A tensor that a network learns: what it is called and how large it is. Immutable.
 *
 * <p>To the outside, its numbers are row-major: of {@code [out, in]} the number at {@code (to, from)} is {@code to * in + from}.
 *
 * @param name   such as {@code layer1.weight}: 1 to 64 of the letters a-z, 0-9, dot and underscore
 * @param shape  one or two sizes, each at least 1: {@code [out, in]} of a dense layer's weights, {@code [out]} of its biases
 * @param decays whether an optimizer's weight decay pulls it towards zero
 */
public record TensorSpec(String name, List<Integer> shape, boolean decays) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9._]{1,64}");
    private static final int MOST_SIZES = 2;

    /**
     * Checks name and shape.
     *
     * @throws IllegalArgumentException if the name has other letters, or there are not one or two sizes of at least 1
     */
    public TensorSpec {
        shape = List.copyOf(shape);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("the name of a tensor has 1 to 64 of the letters a-z, 0-9, '.' and '_', got "
                    + Phrases.shown(name));
        }
        if (shape.isEmpty() || shape.size() > MOST_SIZES || shape.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("the tensor " + name + " expects one or two sizes of at least 1, got " + shape);
        }
    }

    /**
     * Numbers in the tensor.
     *
     * @return the product of its sizes
     */
    public long elements() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /**
     * A tensor of the same shape that an optimizer keeps beside this one.
     *
     * @param slot what the optimizer calls it, such as {@code momentum}
     * @return for example {@code layer1.weight.momentum}
     */
    public TensorSpec slot(String slot) {
        return new TensorSpec(name + "." + slot, shape, false);
    }

    /**
     * The shape as files and messages have it.
     *
     * @return for example {@code 128x784}
     */
    public String sizes() {
        return shape.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    /**
     * Where a number stands, in the notation of its shape.
     *
     * @param element its row-major position, from 0
     * @return for example {@code layer1.weight[3, 17]}
     */
    public String at(long element) {
        int columns = shape.getLast();
        return name + "[" + (shape.size() == 1 ? "" : element / columns + ", ") + element % columns + "]";
    }

    /**
     * Name and shape as a line of a file.
     *
     * @return for example {@code layer1.weight 128x784}
     */
    public String text() {
        return name + " " + sizes();
    }
}
