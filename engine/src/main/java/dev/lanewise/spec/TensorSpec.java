package dev.lanewise.spec;

import dev.lanewise.panel.Panels;
import dev.lanewise.text.Phrases;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A tensor that a network learns: what it is called, how large it is and where its numbers start. Immutable.
 *
 * <p>To the outside, its numbers are row-major: of {@code [out, in]} the number at {@code (to, from)} is {@code to * in + from}.
 *
 * @param name  such as {@code layer1.weight}: 1 to 64 of the letters a-z, 0-9, dot and underscore
 * @param shape one or two sizes, each at least 1: {@code [out, in]} of a dense layer's weights, {@code [out]} of its biases
 * @param role  what its layer does with it
 * @param start where its numbers start
 */
public record TensorSpec(String name, List<Integer> shape, Role role, Start start) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9._]{1,64}");
    private static final int MOST_SIZES = 2;

    /** What a layer does with a tensor. */
    public enum Role {
        /** It multiplies the inputs: {@code [out, in]}. */
        WEIGHT,
        /** It is added to sums: {@code [out]}. */
        BIAS,
        /** It is the parameter of an activation: {@code [out]}. */
        ACTIVATION,
        /** It scales or shifts features: {@code [features]}, or of each member of an ensemble {@code [members, features]}. */
        NORM,
        /** Its rows stand for categories: {@code [categories, dims]}. */
        TABLE,
        /** It multiplies the inputs of the heads of an ensemble: {@code [members x outputs, inputs]}. */
        HEAD
    }

    /**
     * Where the numbers of a tensor start.
     *
     * @param initializer the rule
     * @param fanIn       inputs that it is made for
     * @param fanOut      outputs that it is made for
     * @param zeroInputs  so many numbers at the beginning of each row start at zero instead
     */
    public record Start(Initializer initializer, int fanIn, int fanOut, int zeroInputs) {

        /** At zero, such as what an optimizer keeps. */
        public static final Start ZERO = new Start(new Initializer.Zero(), 1, 1);

        /** Needs a rule. */
        public Start {
            Objects.requireNonNull(initializer, "initializer");
        }

        /**
         * All numbers start by the rule.
         *
         * @param initializer the rule
         * @param fanIn       inputs that it is made for
         * @param fanOut      outputs that it is made for
         */
        public Start(Initializer initializer, int fanIn, int fanOut) {
            this(initializer, fanIn, fanOut, 0);
        }
    }

    /**
     * Checks name and shape.
     *
     * @throws IllegalArgumentException if the name has other letters, or there are not one or two sizes of at least 1
     */
    public TensorSpec {
        shape = List.copyOf(shape);
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(start, "start");
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
     * Rows of the matrix that the kernels see.
     *
     * @return inputs of weights, which products read transposed, 1 of [n], else the first size
     */
    public int rows() {
        return shape.size() == 1 ? 1 : isTransposed() ? shape.getLast() : shape.getFirst();
    }

    /**
     * Columns of the matrix that the kernels see.
     *
     * @return outputs of weights, else the last size
     */
    public int columns() {
        return isTransposed() ? shape.getFirst() : shape.getLast();
    }

    /**
     * Whether the kernels see the transposed matrix.
     *
     * @return true for weights alone
     */
    public boolean isTransposed() {
        return shape.size() > 1 && role == Role.WEIGHT;
    }

    /**
     * Floats that the tensor takes in the layout of the kernels, padding included.
     *
     * @return at least {@link #elements()}
     */
    public long floats() {
        return Panels.size(rows(), columns());
    }

    /**
     * A tensor of the same shape that an optimizer keeps beside this one.
     *
     * @param slot what the optimizer calls it, such as {@code momentum}
     * @return for example {@code layer1.weight.momentum}
     */
    public TensorSpec slot(String slot) {
        return new TensorSpec(name + "." + slot, shape, role, Start.ZERO);
    }

    /**
     * The shape as files and messages have it.
     *
     * @return for example {@code 128x784}
     */
    public String shapeText() {
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
    public String toText() {
        return name + " " + shapeText();
    }
}
