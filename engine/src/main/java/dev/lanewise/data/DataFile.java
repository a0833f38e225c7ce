package dev.lanewise.data;

import dev.lanewise.panel.HeapSpace;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * The bytes of a file that nobody vouches for, from front to end, unpacked where the file is gzipped (told by its first two bytes).
 *
 * <p>{@link #most} bounds what can come before anything is read or allocated: what a plain file holds; of a gzipped one a hundred
 * times its size, or 16 MiB where that is more. Images of digits pack to a fifth; a gzip bomb to a thousandth.
 */
public final class DataFile implements AutoCloseable {

    private static final long MOST_UNPACKED = 100;
    private static final long ALWAYS_UNPACKED = 1 << 24;

    private final String name;
    private final long size;
    private final InputStream in;
    private final boolean zipped;
    private long most;

    /**
     * Opens a file.
     *
     * @param file a regular file
     * @throws IOException if it cannot be opened or is no regular file, such as a folder
     */
    public DataFile(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, "expected a regular file");
        }
        name = file.getFileName().toString();
        FileChannel channel = FileChannel.open(file);
        try {
            size = channel.size();
            zipped = isZipped(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        InputStream raw = Channels.newInputStream(channel);
        in = zipped ? new GzipInput(raw) : raw;
        most = zipped ? Math.max(ALWAYS_UNPACKED, MOST_UNPACKED * size) : size;
    }

    private static boolean isZipped(FileChannel channel) throws IOException {
        ByteBuffer magic = ByteBuffer.allocate(Short.BYTES);
        return channel.read(magic, 0) == Short.BYTES && (magic.getShort(0) & 0xffff) == GzipInput.MAGIC;
    }

    /**
     * The file's name, for errors.
     *
     * @return without its folder
     */
    public String name() {
        return name;
    }

    /**
     * The file's size.
     *
     * @return bytes, as they are packed
     */
    public long size() {
        return size;
    }

    /**
     * Whether the file is gzipped.
     *
     * @return true where {@link #most} is a limit only
     */
    public boolean isZipped() {
        return zipped;
    }

    /**
     * How many bytes can still come.
     *
     * @return of a plain file the exact number, of a gzipped one the most that is allowed
     */
    public long most() {
        return most;
    }

    /**
     * The next bytes. Memory grows with what is read, not with what is asked for.
     *
     * @param count how many
     * @return as many, or fewer where the file ends
     * @throws IOException if the file cannot be read, goes on beyond {@link #most}, or its compressed data is damaged or ends early
     */
    public byte[] next(int count) throws IOException {
        try {
            // one beyond the bound, so that the end of the compressed data is seen and checked
            byte[] bytes = read((int) Math.min(count, most + 1));
            if (bytes.length > most) {
                throw new IOException(name + ": " + (zipped ? "the compressed data goes on beyond the most that " + size
                        + " bytes may unpack to" : "the file grew beyond its " + size + " bytes while it was read"));
            }
            most -= bytes.length;
            return bytes;
        } catch (EOFException e) {
            throw new IOException(name + ": the file ends inside its compressed data", e);
        } catch (ZipException e) {
            throw new IOException(name + ": the compressed data is damaged: " + e.getMessage(), e);
        }
    }

    private byte[] read(int count) throws IOException {
        try {
            return in.readNBytes(count);
        } catch (OutOfMemoryError e) {
            throw HeapSpace.tooSmall(name, count, e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
