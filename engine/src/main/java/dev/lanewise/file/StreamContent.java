package dev.lanewise.file;

import dev.lanewise.text.Phrases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All that a stream gives, kept in memory: nothing in it is believed before it is known how many bytes there are. */
final class StreamContent {

    private static final int PART = 1 << 24;

    private final List<byte[]> parts = new ArrayList<>();
    private long size;

    /**
     * Reads a stream to its end.
     *
     * @param in   the stream; stays open
     * @param most bytes that it may give
     * @param name for errors
     * @throws IOException              if reading fails, or there are more
     * @throws IllegalArgumentException if that is negative
     */
    StreamContent(InputStream in, long most, String name) throws IOException {
        if (most < 0) {
            throw new IllegalArgumentException(name + ": the most bytes that are read are expected to be at least 0, got " + most);
        }
        for (byte[] part = next(in, most); part.length > 0; part = next(in, most)) {
            size += part.length;
            parts.add(part);
            if (size > most) {
                throw new IOException(name + ": expected at most " + Phrases.count(most, "byte") + ", got more");
            }
        }
    }

    private byte[] next(InputStream in, long most) throws IOException {
        return in.readNBytes((int) Math.min(PART, Math.max(1, most - size)));
    }

    long size() {
        return size;
    }

    InputStream stream() {
        return new SequenceInputStream(Collections.enumeration(parts.stream().map(ByteArrayInputStream::new).toList()));
    }
}
