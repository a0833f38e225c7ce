package dev.lanewise.formats.onnx.graph;

import java.util.List;

/**
 * A tensor whose numbers or texts are known. The arrays are nobody's else; they are not to be changed.
 *
 * @param type    of the elements
 * @param dims    its sizes; none of a scalar
 * @param numbers row-major, widened to double; empty where they are texts
 * @param texts   row-major; empty where they are numbers
 */
public record Constant(Element type, List<Integer> dims, double[] numbers, List<String> texts) {

    /** Copies the lists. */
    public Constant {
        dims = List.copyOf(dims);
        texts = List.copyOf(texts);
    }

    /**
     * Numbers.
     *
     * @param type    of the elements
     * @param dims    its sizes
     * @param numbers row-major
     * @return the constant
     */
    public static Constant of(Element type, List<Integer> dims, double... numbers) {
        return new Constant(type, dims, numbers, List.of());
    }

    /** {@return how many elements it has} */
    public int count() {
        return type == Element.STRING ? texts.size() : numbers.length;
    }

    /** {@return its numbers as whole ones} */
    public long[] integers() {
        long[] integers = new long[numbers.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (long) numbers[i];
        }
        return integers;
    }

    /**
     * The same elements in another shape.
     *
     * @param other sizes with as many elements
     * @return the constant
     * @throws IllegalArgumentException if there are more or fewer
     */
    public Constant reshaped(List<Integer> other) {
        long elements = other.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        if (elements != count()) {
            throw new IllegalArgumentException("a tensor of " + count() + " elements has no shape " + other);
        }
        return new Constant(type, other, numbers, texts);
    }
}
