package dev.lanewise.table;

import dev.lanewise.data.DataFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where in a text a byte is.
 *
 * @param line      from 1
 * @param character from 1
 */
record TextPlace(long line, long character) {

    private static final int BYTES = 1 << 16;
    private static final int CONTINUATION = 0x80, TOP_BITS = 0xc0;

    /** Reads a file in UTF-8 again up to the byte, so that whoever reads it first need not count; a byte order mark is no character. */
    static TextPlace of(Path file, boolean hasMark, long at) throws IOException {
        long lineFeeds = 0, returns = 0, characters = hasMark ? -1 : 0;
        try (DataFile data = new DataFile(file)) {
            for (long left = at; left > 0; left -= BYTES) {
                for (byte b : data.next((int) Math.min(left, BYTES))) {
                    lineFeeds += b == '\n' ? 1 : 0;
                    returns += b == '\r' ? 1 : 0;
                    characters = b == '\n' || b == '\r' ? 0 : (b & TOP_BITS) == CONTINUATION ? characters : characters + 1;
                }
            }
        }
        // files with carriage returns alone have no line feeds
        return new TextPlace(1 + (lineFeeds > 0 ? lineFeeds : returns), characters + 1);
    }

    @Override
    public String toString() {
        return "line " + line + ", character " + character;
    }
}
