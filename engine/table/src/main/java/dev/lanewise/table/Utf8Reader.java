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
import java.util.Arrays;

/** The characters of a file of text, gzipped or not, without a byte order mark; bytes that are no UTF-8 are refused with their line. */
final class Utf8Reader extends Reader {

    private static final int BYTES = 1 << 16;

    private final DataFile file;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private ByteBuffer bytes;
    private boolean hasEnded;
    private long lineFeeds;
    private long carriageReturns;
    /** Characters since the last line began. */
    private long column;

    Utf8Reader(DataFile file) throws IOException {
        this.file = file;
        byte[] first = file.next(BYTES);
        requireText(first);
        int mark = first.length >= 3 && first[0] == (byte) 0xef && first[1] == (byte) 0xbb && first[2] == (byte) 0xbf ? 3 : 0;
        bytes = ByteBuffer.wrap(first, mark, first.length - mark);
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
        CharBuffer chars = CharBuffer.wrap(target, from, count);
        while (chars.position() == from && count > 0) {
            CoderResult result = decoder.decode(bytes, chars, hasEnded);
            if (result.isError()) {
                throw malformed(target, from, chars.position());
            }
            if (chars.position() == from && hasEnded) {
                return -1;
            }
            if (result.isUnderflow() && !hasEnded) {
                refill();
            }
        }
        countLines(target, from, chars.position());
        return chars.position() - from;
    }

    private void refill() throws IOException {
        byte[] next = file.next(BYTES);
        hasEnded = next.length == 0;
        ByteBuffer joined = ByteBuffer.allocate(bytes.remaining() + next.length);
        bytes = joined.put(bytes).put(next).flip();
    }

    private void countLines(char[] text, int from, int end) {
        for (int i = from; i < end; i++) {
            lineFeeds += text[i] == '\n' ? 1 : 0;
            carriageReturns += text[i] == '\r' ? 1 : 0;
        }
        int begin = end;
        while (begin > from && text[begin - 1] != '\n' && text[begin - 1] != '\r') {
            begin--;
        }
        column = begin > from ? end - begin : column + end - from;
    }

    private CsvRefusal malformed(char[] text, int from, int end) {
        countLines(text, from, end);
        // files with carriage returns alone have no line feeds
        long line = 1 + (lineFeeds > 0 ? lineFeeds : carriageReturns);
        return new CsvRefusal("line " + line + ", character " + (column + 1) + ": expected text in UTF-8, got byte 0x"
                + Integer.toHexString(bytes.get(bytes.position()) & 255) + "; save the file as UTF-8");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
