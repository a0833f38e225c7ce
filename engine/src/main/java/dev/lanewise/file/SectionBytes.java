package dev.lanewise.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/** The bytes of a file of sections, with their checksum since the section began; errors name the file and the section. */
final class SectionBytes implements AutoCloseable {

    private static final int FRAME = 4 + Long.BYTES + Integer.BYTES;

    final String file;
    private final InputStream in;
    private final CRC32C checksum = new CRC32C();
    private final long size;
    private long left;
    private String section = "head";

    /** Opens a file. */
    SectionBytes(Path path) throws IOException {
        requireRegularFile(path);
        file = path.getFileName().toString();
        // size and bytes of the same file, even if another takes its name meanwhile
        FileChannel channel = FileChannel.open(path);
        in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        try {
            size = channel.size();
            left = size;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Bytes that are in memory. */
    SectionBytes(InputStream in, long size, String name) {
        file = name;
        this.in = new BufferedInputStream(in, 1 << 16);
        this.size = size;
        left = size;
    }

    /** A pipe would keep its reader waiting, a folder fails without its name. */
    private static void requireRegularFile(Path path) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FileSystemException(path.toString(), null, "expected a regular file, got "
                    + (Files.isDirectory(path) ? "a folder" : "a pipe or device"));
        }
    }

    /** What the file is, by its first bytes, which are still to be read. */
    FileKind kind() throws IOException {
        in.mark(FileKind.BYTES);
        FileKind kind = FileKind.of(in.readNBytes(FileKind.BYTES));
        in.reset();
        return kind;
    }

    /** Bytes of the file that have not been read. */
    long left() {
        return left;
    }

    /** Where the next byte stands in the file. */
    long position() {
        return size - left;
    }

    /** The name of the next section; until it is known, errors name the one that is expected. */
    String begin(String expected) throws IOException {
        checksum.reset();
        section = expected;
        if (left < FRAME) {
            throw new IOException(file + ": the file ends where its section " + expected + " should begin");
        }
        String found = new String(exactly(4), StandardCharsets.ISO_8859_1);
        section = printable(found);
        return found;
    }

    /** Bytes of the section whose name has been read. */
    long length() throws IOException {
        long length = buffer(Long.BYTES).getLong();
        if (length < 0 || length > left - Integer.BYTES) {
            throw problem("claims " + length + " bytes, but only " + (left - Integer.BYTES) + " are left");
        }
        return length;
    }

    byte[] exactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new IOException(file + ": the file ends inside section " + section);
        }
        left -= count;
        checksum.update(bytes);
        return bytes;
    }

    ByteBuffer buffer(int count) throws IOException {
        return ByteBuffer.wrap(exactly(count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All bytes of the section, as text, and its end. */
    String text(long length) throws IOException {
        if (length > Integer.MAX_VALUE - 8) {
            throw problem("of " + length + " bytes is too long for a text");
        }
        byte[] bytes = exactly((int) length);
        end();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": section " + section + " is not UTF-8", e);
        }
    }

    /** Passes over all bytes of the section and its end. */
    void skip(long length) throws IOException {
        for (long done = 0; done < length;) {
            done += exactly((int) Math.min(1 << 14, length - done)).length;
        }
        end();
    }

    /** The end of the section: its checksum must be right. */
    void end() throws IOException {
        int expected = (int) checksum.getValue(), got = buffer(Integer.BYTES).getInt();
        if (got != expected) {
            throw problem(String.format("is damaged: its checksum is %08x, but its bytes give %08x", got, expected));
        }
    }

    /** An error of the section. */
    IOException problem(String what) {
        return new IOException(file + ": section " + section + " " + what);
    }

    static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
