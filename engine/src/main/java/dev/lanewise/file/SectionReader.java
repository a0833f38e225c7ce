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

/**
 * Reads what {@link SectionWriter} writes, and trusts nothing in it: lengths are held against the size of the file before
 * anything is allocated, and every byte is covered by a checksum.
 */
public final class SectionReader implements AutoCloseable {

    private static final int FRAME = 4 + Long.BYTES + Integer.BYTES;

    private final String file;
    private final InputStream in;
    private final CRC32C checksum = new CRC32C();
    private long left;
    private String section;

    /**
     * Opens a file and reads its head.
     *
     * @param path    the file
     * @param version the only version that is understood
     * @throws IOException if it cannot be read, is no such file or has another version
     */
    public SectionReader(Path path, int version) throws IOException {
        // a pipe would keep its reader waiting, a folder fails without its name
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new FileSystemException(path.toString(), null, "expected a regular file");
        }
        file = path.getFileName().toString();
        // size and bytes of the same file, even if another takes its name meanwhile
        FileChannel channel = FileChannel.open(path);
        in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        try {
            left = channel.size();
            readHead(version);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private void readHead(int version) throws IOException {
        int length = SectionWriter.MAGIC.length();
        if (left < length + Integer.BYTES || !new String(exactly(length), StandardCharsets.US_ASCII).equals(SectionWriter.MAGIC)) {
            throw new IOException(file + ": expected a file that begins with " + SectionWriter.MAGIC + "; this is no Lanewise file");
        }
        int found = buffer(Integer.BYTES).getInt();
        if (found != version) {
            throw new IOException(file + ": expected format version " + version + ", got " + found);
        }
    }

    /**
     * Reads a section of text.
     *
     * @param name four letters
     * @return the text
     * @throws IOException if the next section is another one or damaged
     */
    public String text(String name) throws IOException {
        long length = begin(name);
        if (length > Integer.MAX_VALUE - 8) {
            throw new IOException(file + ": section " + name + " of " + length + " bytes is too long for a text");
        }
        byte[] bytes = exactly((int) length);
        end();
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": section " + name + " is not UTF-8", e);
        }
    }

    /**
     * Begins a section of floats, to be read by {@link #floats(float[])} and closed by {@link #end()}.
     *
     * @param name four letters
     * @return how many floats it holds
     * @throws IOException if the next section is another one or its length is impossible
     */
    public long beginFloats(String name) throws IOException {
        long length = begin(name);
        if (length % Float.BYTES != 0) {
            throw new IOException(file + ": section " + name + " of " + length + " bytes does not hold whole floats");
        }
        return length / Float.BYTES;
    }

    /**
     * Reads the next floats of a section.
     *
     * @param floats filled
     * @throws IOException if the file ends
     */
    public void floats(float[] floats) throws IOException {
        for (int at = 0; at < floats.length;) {
            int count = Math.min(floats.length - at, 1 << 14);
            buffer(count * Float.BYTES).asFloatBuffer().get(floats, at, count);
            at += count;
        }
    }

    /**
     * Closes a section: its checksum must be right.
     *
     * @throws IOException if it is not
     */
    public void end() throws IOException {
        int expected = (int) checksum.getValue(), got = buffer(Integer.BYTES).getInt();
        if (got != expected) {
            throw new IOException(String.format("%s: section %s is damaged: its checksum is %08x, but its bytes give %08x",
                    file, section, got, expected));
        }
    }

    /**
     * Reads the closing section; nothing may follow.
     *
     * @throws IOException if it is missing or damaged or bytes follow
     */
    public void finish() throws IOException {
        long length = begin(SectionWriter.END);
        if (length != 0) {
            throw new IOException(file + ": the closing section holds " + length + " bytes, expected none");
        }
        end();
        if (left != 0) {
            throw new IOException(file + ": " + left + (left == 1 ? " byte follows" : " bytes follow") + " after its end");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private long begin(String name) throws IOException {
        checksum.reset();
        section = name;
        if (left < FRAME) {
            throw new IOException(file + ": the file ends where its section " + name + " should begin");
        }
        String found = new String(exactly(4), StandardCharsets.ISO_8859_1);
        if (!found.equals(name)) {
            throw new IOException(file + ": expected section " + name + ", got '" + printable(found) + "'");
        }
        long length = buffer(Long.BYTES).getLong();
        if (length < 0 || length > left - Integer.BYTES) {
            throw new IOException(file + ": section " + name + " claims " + length + " bytes, but only " + (left - Integer.BYTES)
                    + " are left");
        }
        return length;
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    private ByteBuffer buffer(int count) throws IOException {
        return ByteBuffer.wrap(exactly(count)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] exactly(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new IOException(file + ": the file ends inside section " + section);
        }
        left -= count;
        checksum.update(bytes);
        return bytes;
    }
}
