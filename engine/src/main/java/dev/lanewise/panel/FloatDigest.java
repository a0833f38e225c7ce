package dev.lanewise.panel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over numbers as little-endian bytes: what two runs agree on when they have the same bits.
 *
 * <p>A matrix goes in without padding, every NaN as 0x7fc00000; weights P(in x out) go column by column, as [out][in].
 */
public final class FloatDigest {

    private static final int BUFFER_BYTES = 8192;

    private final MessageDigest digest = sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

    /** The sum of nothing. */
    public FloatDigest() {
    }

    /**
     * Adds the floats of a matrix, column by column.
     *
     * @param matrix the matrix
     */
    public void add(Panels matrix) {
        for (int c = 0; c < matrix.cols(); c++) {
            for (int r = 0; r < matrix.rows(); r++) {
                add(matrix.at(r, c));
            }
        }
    }

    /**
     * Adds the floats of a matrix, row by row.
     *
     * @param matrix the matrix
     */
    public void addRows(Panels matrix) {
        for (int r = 0; r < matrix.rows(); r++) {
            for (int c = 0; c < matrix.cols(); c++) {
                add(matrix.at(r, c));
            }
        }
    }

    private void add(float value) {
        makeRoom(Float.BYTES);
        buffer.putInt(Float.floatToIntBits(value));
    }

    /**
     * Adds a text: its length in bytes, then these.
     *
     * @param text added as UTF-8
     */
    public void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(buffer.flip());
        buffer.clear();
        digest.update(bytes);
    }

    /**
     * Adds a counter.
     *
     * @param counter eight bytes
     */
    public void add(long counter) {
        makeRoom(Long.BYTES);
        buffer.putLong(counter);
    }

    private void makeRoom(int bytes) {
        if (buffer.remaining() < bytes) {
            digest.update(buffer.flip());
            buffer.clear();
        }
    }

    /**
     * The sum of what was added; nothing can be added after it.
     *
     * @return 64 hexadecimal digits
     */
    public String hex() {
        digest.update(buffer.flip());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
