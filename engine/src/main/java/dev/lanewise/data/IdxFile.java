package dev.lanewise.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Reads IDX files of unsigned bytes, the format of MNIST, gzipped or not (told apart by the first two bytes).
 *
 * <p>Nothing is allocated on the word of a header: what it promises is first held against what the file can hold; see
 * {@link DataFile}.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">The format, at the foot of the MNIST page</a>
 */
public final class IdxFile {

    private static final int UNSIGNED_BYTES = 0x08;

    /**
     * What an IDX file holds.
     *
     * @param dimensions sizes, slowest first; images are {count, rows, columns}, labels {count}
     * @param bytes      the elements, row-major, unsigned
     */
    public record Content(int[] dimensions, byte[] bytes) {
    }

    private IdxFile() {
    }

    /**
     * Reads a whole file.
     *
     * @param file       the file
     * @param dimensions how many dimensions it must have: 3 for images, 1 for labels
     * @return its content
     * @throws IOException if it cannot be read, is no such IDX file, ends early or goes on too long; the message says which
     */
    public static Content read(Path file, int dimensions) throws IOException {
        try (DataFile in = new DataFile(file)) {
            byte[] header = in.next(Integer.BYTES * (1 + dimensions));
            requireHeader(in.name(), header, dimensions);
            int[] sizes = sizes(in.name(), ByteBuffer.wrap(header, Integer.BYTES, header.length - Integer.BYTES), dimensions);
            return new Content(sizes, body(in, sizes));
        }
    }

    private static void requireHeader(String name, byte[] header, int dimensions) throws IOException {
        int expected = UNSIGNED_BYTES << 8 | dimensions;
        if (header.length >= Integer.BYTES && ByteBuffer.wrap(header).getInt() != expected) {
            String what = dimensions == 3 ? "images" : "labels";
            throw new IOException(name + ": expected an IDX file of " + what + " (magic number " + expected + "), but it begins with "
                    + ByteBuffer.wrap(header).getInt());
        }
        int length = Integer.BYTES * (1 + dimensions);
        if (header.length < length) {
            throw new IOException(name + ": the file ends inside its header: expected " + length + " bytes, got " + header.length);
        }
    }

    private static int[] sizes(String name, ByteBuffer header, int dimensions) throws IOException {
        int[] sizes = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            sizes[i] = header.getInt();
            if (sizes[i] < 0) {
                throw new IOException(name + ": dimension " + (i + 1) + " has the impossible size " + sizes[i]);
            }
        }
        return sizes;
    }

    private static byte[] body(DataFile in, int[] sizes) throws IOException {
        int total = requirePossible(in, sizes);
        byte[] bytes = in.next(total);
        if (bytes.length < total) {
            throw endsAfter(in.name(), bytes.length, sizes);
        }
        if (in.next(1).length > 0) {
            throw new IOException(in.name() + ": header promises " + promised(sizes) + ", but more data follows");
        }
        return bytes;
    }

    /** Holds the promised bytes against what the file can hold, before anything is read. */
    private static int requirePossible(DataFile in, int[] sizes) throws IOException {
        long total = 1;
        for (int size : sizes) {
            total *= size;
            if (total > Integer.MAX_VALUE - 8) {
                throw new IOException(in.name() + ": header promises " + promised(sizes) + ", more than fits an array of bytes");
            }
        }
        if (total > in.most()) {
            throw in.isZipped() ? new IOException(in.name() + ": header promises " + promised(sizes) + ", which is " + total
                    + " bytes, but a gzipped file of " + in.size() + " bytes may unpack to at most " + in.most() + " more")
                    : endsAfter(in.name(), in.most(), sizes);
        }
        return (int) total;
    }

    private static IOException endsAfter(String name, long bytes, int[] sizes) {
        long element = 1;
        for (int i = 1; i < sizes.length; i++) {
            element *= sizes[i];
        }
        return new IOException(name + ": header promises " + promised(sizes) + ", but the data ends after " + bytes / element);
    }

    private static String promised(int[] sizes) {
        return sizes.length == 3 ? sizes[0] + " images of " + sizes[1] + "x" + sizes[2] : sizes[0] + " labels";
    }
}
