package dev.lanewise.formats.io;

import dev.lanewise.text.Phrases;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.ZipException;

/**
 * Bytes that nobody vouches for, from front to end. Memory grows with what is really there, and what is asked for is held against what
 * can come before.
 */
public final class ByteInput {

    private static final int BLOCK = 1 << 16;

    private final InputStream in;
    private final String name;
    private long most;

    /**
     * Reads a stream.
     *
     * @param in   the stream; stays open
     * @param most bytes that it may give
     * @param name for errors
     */
    public ByteInput(InputStream in, long most, String name) {
        this.in = in;
        this.most = most;
        this.name = name;
    }

    /** {@return bytes that can still come} */
    public long most() {
        return most;
    }

    /**
     * What to throw where the bytes are not as expected.
     *
     * @param message what is wrong
     * @return the exception; its message begins with the name
     */
    public IOException error(String message) {
        return new IOException(name + ": " + message);
    }

    /**
     * The next bytes.
     *
     * @param count how many
     * @param what  they are, for errors
     * @return all of them
     * @throws IOException if there are fewer, or reading fails
     */
    public byte[] next(long count, String what) throws IOException {
        requireRoom(count, what);
        byte[] bytes = read((int) count);
        if (bytes.length < count) {
            throw tooShort(count, what, bytes.length);
        }
        most -= count;
        return bytes;
    }

    /**
     * Passes over the next bytes, in blocks.
     *
     * @param count how many
     * @param what  they are, for errors
     * @throws IOException if there are fewer, or reading fails
     */
    public void skip(long count, String what) throws IOException {
        requireRoom(count, what);
        long passed = 0;
        while (passed < count) {
            int length = read((int) Math.min(count - passed, BLOCK)).length;
            if (length == 0) {
                throw tooShort(count, what, passed);
            }
            passed += length;
        }
        most -= count;
    }

    private void requireRoom(long count, String what) throws IOException {
        if (count > most) {
            throw error(what + " should have " + Phrases.count(count, "byte") + ", but at most " + most + " can follow");
        }
    }

    private IOException tooShort(long count, String what, long there) {
        return error(what + " should have " + Phrases.count(count, "byte") + ", but the file ends after " + there);
    }

    /**
     * The next bytes, whose numbers are little-endian.
     *
     * @param count how many
     * @param what  they are, for errors
     * @return all of them
     * @throws IOException if there are fewer, or reading fails
     */
    public ByteBuffer nextNumbers(int count, String what) throws IOException {
        return ByteBuffer.wrap(next(count, what)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Refuses bytes behind the last that were expected.
     *
     * @param what has been read, for errors
     * @throws IOException if there are some, or reading fails
     */
    public void requireEnd(String what) throws IOException {
        if (read(1).length > 0) {
            throw error("expected the end behind " + what + ", got more");
        }
    }

    private byte[] read(int count) throws IOException {
        try {
            return in.readNBytes(count);
        } catch (EOFException e) {
            throw new IOException(name + ": the file ends inside its compressed data", e);
        } catch (ZipException e) {
            throw new IOException(name + ": the compressed data is damaged: " + e.getMessage(), e);
        }
    }
}
