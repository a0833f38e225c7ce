package dev.lanewise.data;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What the elements of an IDX file are, as its third byte says; all are big-endian. */
public enum ElementType {
    /** From 0 to 255. */
    UNSIGNED_BYTE(0x08, 1, "unsigned bytes"),
    /** From -128 to 127. */
    BYTE(0x09, 1, "signed bytes"),
    /** From -32768 to 32767. */
    SHORT(0x0b, Short.BYTES, "shorts"),
    /** From -2^31 to 2^31 - 1. */
    INT(0x0c, Integer.BYTES, "ints"),
    /** Of 32 bits. */
    FLOAT(0x0d, Float.BYTES, "floats"),
    /** Of 64 bits. */
    DOUBLE(0x0e, Double.BYTES, "doubles");

    private final int code;
    private final int bytes;
    private final String description;

    ElementType(int code, int bytes, String description) {
        this.code = code;
        this.bytes = bytes;
        this.description = description;
    }

    /** The type of a code, or null. */
    static @Nullable ElementType of(int code) {
        for (ElementType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }

    /**
     * The size of an element.
     *
     * @return 1 to 8
     */
    public int bytes() {
        return bytes;
    }

    /** Several of them, for a sentence. */
    String description() {
        return description;
    }

    /** An element, exactly. */
    double at(ByteBuffer elements, int index) {
        return switch (this) {
            case UNSIGNED_BYTE -> elements.get(index) & 255;
            case BYTE -> elements.get(index);
            case SHORT -> elements.getShort(index * Short.BYTES);
            case INT -> elements.getInt(index * Integer.BYTES);
            case FLOAT -> elements.getFloat(index * Float.BYTES);
            case DOUBLE -> elements.getDouble(index * Double.BYTES);
        };
    }
}
