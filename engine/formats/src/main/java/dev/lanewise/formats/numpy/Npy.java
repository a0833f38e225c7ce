package dev.lanewise.formats.numpy;

import dev.lanewise.file.OutputFile;
import dev.lanewise.formats.io.ByteInput;
import dev.lanewise.formats.io.InputFile;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.formats.tensor.NumberType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Arrays in files of NumPy, .npy: {@code numpy.save} and {@code numpy.load}. Versions 1.0 to 3.0 are read, of truth values, integers and
 * floats of 16, 32 and 64 bits, little- and big-endian, in C and in Fortran order; version 1.0, little-endian, in C order is written.
 * Objects of Python are refused. A file never makes more memory than it has bytes.
 */
public final class Npy {

    private static final String IN_MEMORY = "npy";

    private Npy() {
    }

    /**
     * Reads an array.
     *
     * @param file the file
     * @return the array
     * @throws IOException if it cannot be read, is no such file, is damaged or has other than numbers; the message names the file
     */
    public static NumberArray read(Path file) throws IOException {
        return InputFile.read(file, Npy::readAll);
    }

    /**
     * Reads an array.
     *
     * @param in       all bytes of such a file; stays open
     * @param maxBytes bytes that the stream may give
     * @return the array
     * @throws IOException if reading fails, or the bytes are no such file, are damaged, too many or other than numbers
     */
    public static NumberArray read(InputStream in, long maxBytes) throws IOException {
        return readAll(new ByteInput(in, maxBytes, IN_MEMORY));
    }

    private static NumberArray readAll(ByteInput in) throws IOException {
        NumberArray array = read(in);
        in.requireEnd("the array");
        return array;
    }

    static NumberArray read(ByteInput in) throws IOException {
        NpyHeader header = NpyHeader.read(in);
        NumberType type = header.type();
        byte[] bytes = in.next(NumberArray.bytes(type, header.shape()), what(type));
        if (header.bigEndian()) {
            turn(bytes, type.bytes());
        }
        boolean reorder = header.fortranOrder() && header.shape().size() > 1;
        return NumberArray.ofBytes(type, header.shape(), reorder ? rowMajor(bytes, type.bytes(), header.shape()) : bytes);
    }

    /** Passes over the numbers behind a header. */
    static void skip(NpyHeader header, ByteInput in) throws IOException {
        in.skip(NumberArray.bytes(header.type(), header.shape()), what(header.type()));
    }

    private static String what(NumberType type) {
        return "the array of " + type;
    }

    private static void turn(byte[] bytes, int width) {
        for (int from = 0; from < bytes.length; from += width) {
            for (int low = from, high = from + width - 1; low < high; low++, high--) {
                byte other = bytes[low];
                bytes[low] = bytes[high];
                bytes[high] = other;
            }
        }
    }

    /** The last index runs fastest in the result; in the file it was the first. */
    private static byte[] rowMajor(byte[] bytes, int width, List<Integer> shape) {
        byte[] sorted = new byte[bytes.length];
        int[] index = new int[shape.size()];
        int[] strides = new int[shape.size()];
        int stride = width;
        for (int d = 0; d < strides.length; d++) {
            strides[d] = stride;
            stride *= shape.get(d);
        }
        int from = 0;
        for (int to = 0; to < sorted.length; to += width) {
            System.arraycopy(bytes, from, sorted, to, width);
            for (int d = index.length - 1; d >= 0; d--) {
                from += strides[d];
                if (++index[d] < shape.get(d)) {
                    break;
                }
                from -= strides[d] * shape.get(d);
                index[d] = 0;
            }
        }
        return sorted;
    }

    /**
     * Writes or replaces a file, whole or not at all.
     *
     * @param array the array
     * @param file  the file; its folder must exist
     * @throws IOException              if that fails; the message names the file
     * @throws IllegalArgumentException if the numbers are BF16, which NumPy does not have
     */
    public static void write(NumberArray array, Path file) throws IOException {
        byte[] header = NpyHeader.toBytes(array);
        OutputFile.write(file, out -> write(header, array, out));
    }

    /**
     * Writes an array.
     *
     * @param array the array
     * @param out   where to; stays open
     * @throws IOException              if that fails
     * @throws IllegalArgumentException if the numbers are BF16, which NumPy does not have
     */
    public static void write(NumberArray array, OutputStream out) throws IOException {
        write(NpyHeader.toBytes(array), array, out);
    }

    private static void write(byte[] header, NumberArray array, OutputStream out) throws IOException {
        out.write(header);
        out.write(array.toBytes());
    }
}
