package dev.lanewise.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The bytes in one or more gzip members, one behind the other, each held against its checksum and length.
 *
 * <p>The JDK's stream passes over whatever follows the last member and goes one call deeper with each member, until the stack
 * ends; this one tells of the first and does not do the second.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952">RFC 1952</a>
 */
final class GzipInput extends InputStream {

    /** The first two bytes of a member. */
    static final int MAGIC = 0x1f8b;

    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final ByteBuffer packed = ByteBuffer.allocate(1 << 15).limit(0);
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean inMember;
    private boolean ended;

    /**
     * The bytes behind a stream of members.
     *
     * @param in stands before the first member; closed with this stream
     */
    GzipInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    /**
     * The next bytes.
     *
     * @throws EOFException if a member ends early
     * @throws ZipException if a member is damaged or something else follows the last one; the message says which
     */
    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        while (!ended && count > 0) {
            if (!inMember) {
                header();
            }
            int got = inflate(bytes, from, count);
            if (got > 0) {
                checksum.update(bytes, from, got);
                return got;
            }
            if (inflater.finished()) {
                trailer();
                ended = !more();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("it needs a dictionary, which gzip has not");
            } else if (!more()) {
                throw new EOFException();
            }
        }
        return count == 0 ? 0 : -1;
    }

    private int inflate(byte[] bytes, int from, int count) throws IOException {
        try {
            return inflater.inflate(bytes, from, count);
        } catch (DataFormatException e) {
            throw (ZipException) new ZipException(e.getMessage()).initCause(e);
        }
    }

    private void header() throws IOException {
        checksum.reset();
        if (next() != MAGIC >> 8 || !more() || next() != (MAGIC & 255)) {
            throw new ZipException("other bytes follow after its end");
        }
        int method = next(), flags = next();
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw new ZipException("expected method 8 and flags below 32, got method " + method + " and flags " + flags);
        }
        // time, compressor's level, file system
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        skipTexts(Integer.bitCount(flags & (NAME | COMMENT)));
        if ((flags & HEADER_CHECKSUM) != 0) {
            int expected = (int) checksum.getValue() & 0xffff, got = next() | next() << 8;
            requireSame("the checksum of its header", got, expected);
        }
        checksum.reset();
        inflater.reset();
        inflater.setInput(packed);
        inMember = true;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipTexts(int count) throws IOException {
        for (int ended = 0; ended < count;) {
            ended += next() == 0 ? 1 : 0;
        }
    }

    private void trailer() throws IOException {
        long expected = checksum.getValue(), length = inflater.getBytesWritten() & 0xffff_ffffL;
        requireSame("its checksum", nextInt(), expected);
        requireSame("its length", nextInt(), length);
        inMember = false;
    }

    private static void requireSame(String what, long got, long expected) throws ZipException {
        if (got != expected) {
            throw new ZipException(what + " is " + got + ", but its bytes give " + expected);
        }
    }

    private long nextInt() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        if (!more()) {
            throw new EOFException();
        }
        int value = packed.get() & 255;
        checksum.update(value);
        return value;
    }

    /** Whether a byte is left; the inflater takes its own from the same buffer. */
    private boolean more() throws IOException {
        if (!packed.hasRemaining()) {
            packed.clear().limit(Math.max(0, in.read(packed.array())));
        }
        return packed.hasRemaining();
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
