package dev.lanewise.formats.tensor;

import dev.lanewise.text.Phrases;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** An array of numbers with any number of dimensions, row-major (the last index runs fastest), as files have it. Immutable. */
public final class NumberArray {

    /** Dimensions of the deepest array, as NumPy has it. */
    public static final int MAX_DIMENSIONS = 64;
    /** Bytes of the largest array: those of one Java array. */
    public static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private static final double LONGS = 0x1p63;

    private final NumberType type;
    private final List<Integer> shape;
    private final int size;
    private final byte[] bytes;

    private NumberArray(NumberType type, List<Integer> shape, byte[] bytes) {
        this.type = type;
        this.shape = List.copyOf(shape);
        size = Math.toIntExact(bytes(type, this.shape) / type.bytes());
        this.bytes = bytes;
    }

    /**
     * An array of the bytes that a file has.
     *
     * @param type  of the numbers
     * @param shape sizes, each at least 0; none for a single number
     * @param bytes the numbers, little-endian and row-major; not copied, do not change them afterwards
     * @return the array
     * @throws IllegalArgumentException if there are more or fewer bytes than the shape says
     */
    public static NumberArray ofBytes(NumberType type, List<Integer> shape, byte[] bytes) {
        long expected = bytes(type, shape);
        if (expected != bytes.length) {
            throw new IllegalArgumentException("an array of " + type + " of the shape " + shapeText(shape) + " expects "
                    + Phrases.count(expected, "byte") + ", got " + bytes.length);
        }
        return new NumberArray(type, shape, bytes);
    }

    /**
     * An array of floats.
     *
     * @param floats row-major, copied
     * @param shape  sizes, each at least 0; none for a single number
     * @return the array
     * @throws IllegalArgumentException if there are more or fewer floats than the shape says
     */
    public static NumberArray of(float[] floats, int... shape) {
        List<Integer> sizes = Arrays.stream(shape).boxed().toList();
        if (bytes(NumberType.F32, sizes) != (long) Float.BYTES * floats.length) {
            throw new IllegalArgumentException("an array of the shape " + shapeText(sizes) + " expects as many floats, got "
                    + floats.length);
        }
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * floats.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(floats);
        return new NumberArray(NumberType.F32, sizes, bytes.array());
    }

    /**
     * An array of rows, such as samples or what a network predicts.
     *
     * @param rows [rows][columns], copied; rows of one length
     * @return the array, of shape [rows, columns]
     * @throws IllegalArgumentException if lengths differ
     */
    public static NumberArray of(float[][] rows) {
        int columns = rows.length == 0 ? 0 : rows[0].length;
        float[] all = new float[Math.multiplyExact(rows.length, columns)];
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].length != columns) {
                throw new IllegalArgumentException("an array needs rows of one length: row 0 has " + Phrases.count(columns, "float")
                        + ", row " + row + " has " + rows[row].length);
            }
            System.arraycopy(rows[row], 0, all, row * columns, columns);
        }
        return of(all, rows.length, columns);
    }

    /**
     * An array of whole numbers, such as labels.
     *
     * @param numbers copied
     * @return the array, of one dimension, I64 as NumPy has it
     */
    public static NumberArray of(int[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Long.BYTES, numbers.length)).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : numbers) {
            bytes.putLong(number);
        }
        return new NumberArray(NumberType.I64, List.of(numbers.length), bytes.array());
    }

    /**
     * Bytes that an array takes.
     *
     * @param type  of its numbers
     * @param shape its sizes
     * @return the product of the sizes and the bytes of a number
     * @throws IllegalArgumentException if a size is negative, or there are more than {@link #MAX_BYTES} or {@link #MAX_DIMENSIONS}
     */
    public static long bytes(NumberType type, List<Integer> shape) {
        if (shape.size() > MAX_DIMENSIONS) {
            throw new IllegalArgumentException("expected at most " + MAX_DIMENSIONS + " dimensions, got " + shape.size());
        }
        long bytes = type.bytes();
        // an array without numbers may have any other sizes
        boolean empty = shape.contains(0);
        for (int size : shape) {
            if (size < 0) {
                throw new IllegalArgumentException("expected sizes of at least 0, got " + shapeText(shape));
            }
            bytes = empty ? 0 : bytes * size;
            if (bytes > MAX_BYTES) {
                throw new IllegalArgumentException("an array takes at most " + MAX_BYTES + " bytes, but " + type + " of the shape "
                        + shapeText(shape) + " takes more");
            }
        }
        return bytes;
    }

    /**
     * What the numbers are.
     *
     * @return the type
     */
    public NumberType type() {
        return type;
    }

    /**
     * The sizes.
     *
     * @return one for each dimension; none where the array is a single number
     */
    public List<Integer> shape() {
        return shape;
    }

    /**
     * The shape as messages have it.
     *
     * @return for example {@code [128, 784]}
     */
    public String shapeText() {
        return shapeText(shape);
    }

    static String shapeText(List<Integer> shape) {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * How many numbers there are.
     *
     * @return the product of the sizes
     */
    public int size() {
        return size;
    }

    /**
     * How many numbers stand behind the first index: those of a sample.
     *
     * @return the product of all sizes but the first, 1 where there are no others; 0 where the array is empty
     */
    public int rowSize() {
        return shape.isEmpty() || size == 0 ? size : size / shape.getFirst();
    }

    /**
     * A number.
     *
     * @param index row-major, from 0
     * @return the number, exact but for integers beyond 2^53
     * @throws IndexOutOfBoundsException if there is none
     */
    public double number(int index) {
        return type.number(MemorySegment.ofArray(bytes), (long) index * type.bytes());
    }

    /**
     * All numbers as floats; F64 and large integers are rounded to the nearest float, F16 and BF16 are exact.
     *
     * @return row-major, a new array
     */
    public float[] floats() {
        float[] floats = new float[size];
        if (type == NumberType.F32) {
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
            return floats;
        }
        MemorySegment segment = MemorySegment.ofArray(bytes);
        for (int i = 0; i < size; i++) {
            floats[i] = (float) type.number(segment, (long) i * type.bytes());
        }
        return floats;
    }

    /**
     * All numbers as ints, such as labels; floats that are whole numbers, too.
     *
     * @return row-major, a new array
     * @throws IllegalArgumentException if a number is no int
     */
    public int[] ints() {
        MemorySegment segment = MemorySegment.ofArray(bytes);
        int[] ints = new int[size];
        for (int i = 0; i < size; i++) {
            double number = type.number(segment, (long) i * type.bytes());
            ints[i] = (int) number;
            if (ints[i] != number) {
                String got = number == Math.rint(number) && Math.abs(number) < LONGS ? Long.toString((long) number)
                        : Double.toString(number);
                throw new IllegalArgumentException("expected whole numbers of at most 32 bits, got " + got + " at " + i);
            }
        }
        return ints;
    }

    /**
     * The numbers as files have them.
     *
     * @return little-endian and row-major, a copy
     */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /**
     * The numbers as files have them, read-only and without a copy.
     *
     * @return little-endian and row-major
     */
    public MemorySegment segment() {
        return MemorySegment.ofArray(bytes).asReadOnly();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberArray array && type == array.type && shape.equals(array.shape) && Arrays.equals(bytes, array.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** {@return type and shape} */
    @Override
    public String toString() {
        return type + shapeText();
    }
}
