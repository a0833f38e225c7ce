package dev.lanewise.table;

import dev.lanewise.data.DataFile;
import dev.lanewise.file.FileKind;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** The characters of a file of text, gzipped or not, without a byte order mark; bytes that are no UTF-8 are refused with their line. */
final class Utf8Reader extends Reader {

    private static final int BYTES = 1 << 16;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final DataFile file;
    private final Path path;
    private final boolean hasMark;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private ByteBuffer bytes;
    private boolean hasEnded;
    /** A character that had no room; -1 without one. */
    private int next = -1;
    /** Bytes before those. */
    private long read;

    /** Reads an open file; its path is for the place of bytes that are refused. */
    Utf8Reader(DataFile file, Path path) throws IOException {
        this.file = file;
        this.path = path;
        byte[] first = file.next(BYTES);
        requireText(first);
        hasMark = first.length >= MARK.length && Arrays.equals(first, 0, MARK.length, MARK, 0, MARK.length);
        bytes = ByteBuffer.wrap(first).position(hasMark ? MARK.length : 0);
    }

    private void requireText(byte[] first) throws IOException {
        FileKind kind = FileKind.of(Arrays.copyOf(first, Math.min(first.length, FileKind.BYTES)));
        if (kind == FileKind.EMPTY) {
            throw new IOException(file.name() + ": expected a table with a line of column names, got an empty file");
        }
        if (kind != FileKind.TEXT && kind != FileKind.UNKNOWN) {
            throw new IOException(file.name() + ": expected a table as CSV, got " + kind.description());
        }
    }

    @Override
    public int read(char[] target, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (next >= 0) {
            target[from] = (char) next;
            next = -1;
            return 1;
        }
        return count == 1 ? one(target, from) : some(target, from, count);
    }

    /** There is no room for a letter that takes two characters: the second one waits. */
    private int one(char[] target, int at) throws IOException {
        char[] two = new char[2];
        int got = some(two, 0, two.length);
        if (got > 0) {
            target[at] = two[0];
            next = got > 1 ? two[1] : -1;
        }
        return Math.min(got, 1);
    }

    private int some(char[] target, int from, int count) throws IOException {
        CharBuffer chars = CharBuffer.wrap(target, from, count);
        while (chars.position() == from) {
            CoderResult result = decoder.decode(bytes, chars, hasEnded);
            if (result.isError()) {
                throw malformed();
            }
            if (chars.position() == from && hasEnded) {
                return -1;
            }
            if (result.isUnderflow() && !hasEnded) {
                refill();
            }
        }
        return chars.position() - from;
    }

    private void refill() throws IOException {
        byte[] more = file.next(BYTES);
        hasEnded = more.length == 0;
        read += bytes.position();
        ByteBuffer joined = ByteBuffer.allocate(bytes.remaining() + more.length);
        bytes = joined.put(bytes).put(more).flip();
    }

    private CsvRefusal malformed() throws IOException {
        return new CsvRefusal(TextPlace.of(path, hasMark, read + bytes.position()) + ": expected text in UTF-8, got byte 0x"
                + Integer.toHexString(bytes.get(bytes.position()) & 255) + "; save the file as UTF-8");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
