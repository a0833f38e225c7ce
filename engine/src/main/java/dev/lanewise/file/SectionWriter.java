package dev.lanewise.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * Writes a file of sections, all numbers little-endian: eight bytes of magic, an int of version, then for each section four
 * letters, a long with the length of its bytes, the bytes, and the CRC32C of all of these. A section {@code KIND} says first what the
 * file holds, a section {@code END } closes it. A section whose name begins with a small letter is optional: a reader that does not
 * know it passes over it.
 */
public final class SectionWriter {

    /** Every file begins with these eight bytes. */
    static final String MAGIC = "LANEWISE";
    /** What is written. */
    static final int VERSION = 2;

    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();

    /**
     * Begins a file.
     *
     * @param out  where to
     * @param kind what the file holds
     * @throws IOException if writing fails
     */
    public SectionWriter(OutputStream out, StoredKind kind) throws IOException {
        this.out = out;
        buffer.put(MAGIC.getBytes(StandardCharsets.US_ASCII)).putInt(VERSION);
        drain();
        text(SectionName.KIND, kind.text());
    }

    /**
     * Writes a section of text.
     *
     * @param name four letters
     * @param text the text, written as UTF-8
     * @throws IOException if writing fails
     */
    public void text(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        begin(name, bytes.length);
        drain();
        out.write(bytes);
        checksum.update(bytes);
        end();
    }

    /**
     * Writes a section of floats; every NaN is written as 0x7fc00000.
     *
     * @param name  four letters
     * @param parts the floats, one array behind the other
     * @throws IOException if writing fails
     */
    public void floats(String name, Iterable<float[]> parts) throws IOException {
        long count = 0;
        for (float[] part : parts) {
            count += part.length;
        }
        begin(name, 4 * count);
        for (float[] part : parts) {
            for (float value : part) {
                if (buffer.remaining() < Float.BYTES) {
                    drain();
                }
                buffer.putInt(Float.floatToIntBits(value));
            }
        }
        drain();
        end();
    }

    /**
     * Closes the file's contents; the stream stays open.
     *
     * @throws IOException if writing fails
     */
    public void finish() throws IOException {
        begin(SectionName.END, 0);
        drain();
        end();
    }

    private void begin(String name, long length) {
        checksum.reset();
        buffer.put(name.getBytes(StandardCharsets.US_ASCII)).putLong(length);
    }

    private void end() throws IOException {
        buffer.putInt((int) checksum.getValue());
        drain();
    }

    private void drain() throws IOException {
        checksum.update(buffer.array(), 0, buffer.position());
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
