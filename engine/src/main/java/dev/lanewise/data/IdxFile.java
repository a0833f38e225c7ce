package dev.lanewise.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads IDX files, the format of MNIST, of every element type, gzipped or not (told apart by the first two bytes).
 *
 * <p>Nothing is allocated on the word of a header: what it promises is first held against what the file can hold; see
 * {@link DataFile}.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">The format, at the foot of the MNIST page</a>
 */
public final class IdxFile {

    /** What an IDX file holds, row-major, in as many arrays as it takes; each holds whole entries of the first dimension. */
    public sealed interface Content {

        /**
         * Sizes, slowest first: of images {count, rows, columns}.
         *
         * @return as many as the file has dimensions
         */
        int[] dimensions();

        /**
         * Unsigned bytes, as they are in the file.
         *
         * @param dimensions sizes, slowest first
         * @param arrays     the elements
         */
        record Bytes(int[] dimensions, List<byte[]> arrays) implements Content {
        }

        /**
         * Elements of any other type, each rounded to the nearest float.
         *
         * @param dimensions sizes, slowest first
         * @param type       what they are in the file
         * @param arrays     the elements
         */
        record Floats(int[] dimensions, ElementType type, List<float[]> arrays) implements Content {
        }
    }

    private IdxFile() {
    }

    /**
     * Reads a whole file.
     *
     * @param file       the file
     * @param dimensions how many dimensions it must have: 3 for images of one channel
     * @return its content
     * @throws IOException if it cannot be read, is no such IDX file, ends early or goes on too long; the message says which
     */
    public static Content read(Path file, int dimensions) throws IOException {
        return read(file, dimensions, dimensions, IdxReader.ARRAY_BYTES);
    }

    static Content read(Path file, int leastDimensions, int mostDimensions, int arrayBytes) throws IOException {
        try (IdxReader in = new IdxReader(file, leastDimensions, mostDimensions, arrayBytes)) {
            if (in.type() == ElementType.UNSIGNED_BYTE) {
                return new Content.Bytes(in.sizes(), bytes(in));
            }
            return new Content.Floats(in.sizes(), in.type(), floats(in));
        }
    }

    private static List<byte[]> bytes(IdxReader in) throws IOException {
        List<byte[]> arrays = new ArrayList<>();
        for (byte[] next = in.next(); next != null; next = in.next()) {
            arrays.add(next);
        }
        return arrays;
    }

    private static List<float[]> floats(IdxReader in) throws IOException {
        List<float[]> arrays = new ArrayList<>();
        for (byte[] next = in.next(); next != null; next = in.next()) {
            ByteBuffer elements = ByteBuffer.wrap(next);
            float[] floats = new float[next.length / in.type().bytes()];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) in.type().at(elements, i);
            }
            arrays.add(floats);
        }
        return arrays;
    }

    /**
     * Reads labels: one for each sample, or rows of several of which the first is the class, as QMNIST has them.
     *
     * @param file an IDX file of one or two dimensions
     * @return the labels
     * @throws IOException if it cannot be read, is no such IDX file, ends early, goes on too long, or a label is no whole number
     */
    public static int[] readLabels(Path file) throws IOException {
        try (IdxReader in = new IdxReader(file, 1, 2, IdxReader.ARRAY_BYTES)) {
            if (in.width() == 0) {
                throw new IOException(in.name() + ": expected at least 1 label in each row, got none");
            }
            int[] labels = new int[0];
            for (byte[] next = in.next(); next != null; next = in.next()) {
                int known = labels.length;
                labels = Arrays.copyOf(labels, known + next.length / in.type().bytes() / in.width());
                for (int i = known; i < labels.length; i++) {
                    labels[i] = label(in, ByteBuffer.wrap(next), i, i - known);
                }
            }
            return labels;
        }
    }

    private static int label(IdxReader in, ByteBuffer elements, int sample, int row) throws IOException {
        double label = in.type().at(elements, row * in.width());
        if (label != (int) label) {
            throw new IOException(in.name() + ": the label of sample " + sample + " is " + label + ", expected a whole number");
        }
        return (int) label;
    }
}
