package dev.lanewise.formats.onnx.graph;

import java.util.Arrays;

/** The element types of ONNX that a network is written with; any other is refused by its number. */
public enum Element {
    /** 32 bits. */
    FLOAT(1, 4),
    /** 8 bits, unsigned. */
    UINT8(2, 1),
    /** 8 bits. */
    INT8(3, 1),
    /** 32 bits. */
    INT32(6, 4),
    /** 64 bits. */
    INT64(7, 8),
    /** Text. */
    STRING(8, 0),
    /** 0 or 1. */
    BOOL(9, 1),
    /** IEEE 754 binary16. */
    FLOAT16(10, 2),
    /** 64 bits. */
    DOUBLE(11, 8),
    /** The upper half of a float. */
    BFLOAT16(16, 2);

    private final int number;
    private final int bytes;

    Element(int number, int bytes) {
        this.number = number;
        this.bytes = bytes;
    }

    /** {@return the number in files} */
    public int number() {
        return number;
    }

    /** {@return bytes of an element; 0 of texts} */
    public int bytes() {
        return bytes;
    }

    /** {@return whether it has fractions} */
    public boolean isFloating() {
        return this == FLOAT || this == FLOAT16 || this == DOUBLE || this == BFLOAT16;
    }

    /**
     * The type of a number.
     *
     * @param number in the file
     * @return the type
     * @throws IllegalArgumentException if it is none of these
     */
    public static Element of(int number) {
        return Arrays.stream(values()).filter(one -> one.number == number).findFirst().orElseThrow(() -> new IllegalArgumentException(
                "element type " + number + " is not supported; supported are " + Arrays.toString(values())));
    }
}
