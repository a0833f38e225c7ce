package dev.lanewise.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
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

    /** Bytes before the content of a section: its name and its length. */
    private static final int HEAD = 4 + Long.BYTES;

    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private long written;

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
     * @throws IOException              if writing fails
     * @throws IllegalArgumentException if the section is optional and larger than readers take
     */
    public void text(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        OptionalSections.requireReadable(name, bytes.length);
        begin(name, bytes.length);
        drain();
        write(bytes, bytes.length);
        end();
    }

    /**
     * Writes a section of tensors, each at the next multiple of 64 bytes of the file; every NaN is written as 0x7fc00000.
     *
     * @param name   four letters
     * @param floats how many floats each tensor has
     * @param values the floats of a tensor by its number, from 0; asked once for each, in their order
     * @throws IOException              if writing fails
     * @throws IllegalArgumentException if a tensor has another number of floats than was said
     */
    public void tensors(String name, long[] floats, IntFunction<float[]> values) throws IOException {
        begin(name, Alignment.length(position() + HEAD, floats));
        for (int t = 0; t < floats.length; t++) {
            float[] tensor = values.apply(t);
            if (tensor.length != floats[t]) {
                throw new IllegalArgumentException("tensor " + t + " expects " + floats[t] + " floats, got " + tensor.length);
            }
            drain();
            buffer.put(new byte[Alignment.gap(position())]);
            put(tensor);
        }
        drain();
        end();
    }

    private void put(float[] tensor) throws IOException {
        for (float value : tensor) {
            if (buffer.remaining() < Float.BYTES) {
                drain();
            }
            buffer.putInt(Float.floatToIntBits(value));
        }
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
        write(buffer.array(), buffer.position());
        buffer.clear();
    }

    private void write(byte[] bytes, int count) throws IOException {
        checksum.update(bytes, 0, count);
        out.write(bytes, 0, count);
        written += count;
    }

    /** Where the next byte will stand in the file. */
    private long position() {
        return written + buffer.position();
    }
}
