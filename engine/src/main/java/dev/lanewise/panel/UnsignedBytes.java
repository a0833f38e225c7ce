package dev.lanewise.panel;

/** Unsigned bytes as networks see them: from 0 to 1. */
public final class UnsignedBytes {

    /** The largest one, which is seen as 1. */
    public static final int MAX = 255;

    private UnsignedBytes() {
    }

    /**
     * A byte as a float. A division, not a product with the reciprocal: that has other bits for 126 of the 256 bytes.
     *
     * @param value an unsigned byte
     * @return {@code (value & 255) / 255f}
     */
    public static float toFloat(byte value) {
        return (value & MAX) / (float) MAX;
    }
}
