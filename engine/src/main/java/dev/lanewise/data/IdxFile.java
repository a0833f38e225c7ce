package dev.lanewise.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads IDX files of unsigned bytes, the format of MNIST, gzipped or not (told apart by the first two bytes).
 *
 * <p>Nothing is allocated on the word of a header: memory grows with what has been read.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">The format, at the foot of the MNIST page</a>
 */
public final class IdxFile {

    private static final int UNSIGNED_BYTES = 0x08;
    private static final int GZIP_MAGIC = 0x1f8b;

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
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                DataInputStream in = new DataInputStream(unzipped(raw))) {
            return read(file.getFileName().toString(), in, dimensions);
        } catch (EOFException e) {
            throw new IOException(file.getFileName() + ": the file ends inside its header or its compressed data", e);
        } catch (ZipException e) {
            throw new IOException(file.getFileName() + ": the compressed data is damaged: " + e.getMessage(), e);
        }
    }

    private static InputStream unzipped(InputStream raw) throws IOException {
        raw.mark(2);
        int magic = raw.read() << 8 | raw.read();
        raw.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(raw, 1 << 16) : raw;
    }

    private static Content read(String name, DataInputStream in, int dimensions) throws IOException {
        int magic = in.readInt();
        int expected = UNSIGNED_BYTES << 8 | dimensions;
        if (magic != expected) {
            String what = dimensions == 3 ? "images" : "labels";
            throw new IOException(name + ": expected an IDX file of " + what + " (magic number " + expected + "), but it begins with "
                    + magic);
        }
        int[] sizes = new int[dimensions];
        for (int i = 0; i < dimensions; i++) {
            sizes[i] = in.readInt();
            if (sizes[i] < 0) {
                throw new IOException(name + ": dimension " + (i + 1) + " has the impossible size " + sizes[i]);
            }
        }
        return new Content(sizes, body(name, in, sizes));
    }

    private static byte[] body(String name, DataInputStream in, int[] sizes) throws IOException {
        long total = 1;
        for (int size : sizes) {
            total *= size;
            if (total > Integer.MAX_VALUE - 8) {
                throw new IOException(name + ": header promises " + promised(sizes) + ", more than fits an array of bytes");
            }
        }
        byte[] bytes = in.readNBytes((int) total);
        if (bytes.length < total) {
            long whole = bytes.length / Math.max(1, total / Math.max(1, sizes[0]));
            throw new IOException(name + ": header promises " + promised(sizes) + ", but the data ends after " + whole);
        }
        if (in.read() >= 0) {
            throw new IOException(name + ": header promises " + promised(sizes) + ", but more data follows");
        }
        return bytes;
    }

    private static String promised(int[] sizes) {
        return sizes.length == 3 ? sizes[0] + " images of " + sizes[1] + "x" + sizes[2] : sizes[0] + " labels";
    }
}
