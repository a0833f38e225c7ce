package dev.lanewise.formats.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** What the numbers of an array are in memory, little-endian. The names are those of safetensors. */
public enum NumberType {

    /** A byte, false where it is 0. */
    BOOL(1, false),
    /** An unsigned byte. */
    U8(1, false),
    /** A byte. */
    I8(1, false),
    /** Two unsigned bytes. */
    U16(2, false),
    /** A short. */
    I16(2, false),
    /** Four unsigned bytes. */
    U32(4, false),
    /** An int. */
    I32(4, false),
    /** Eight unsigned bytes. */
    U64(8, false),
    /** A long. */
    I64(8, false),
    /** IEEE 754 binary16. */
    F16(2, true),
    /** The upper half of a float, as PyTorch and TensorFlow have it. */
    BF16(2, true),
    /** A float. */
    F32(4, true),
    /** A double. */
    F64(8, true);

    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final double UNSIGNED_LONGS = 0x1p64;

    private final int bytes;
    private final boolean floating;

    NumberType(int bytes, boolean floating) {
        this.bytes = bytes;
        this.floating = floating;
    }

    /** {@return bytes of a number} */
    public int bytes() {
        return bytes;
    }

    /** {@return whether numbers have fractions} */
    public boolean isFloating() {
        return floating;
    }

    /** The number at a byte; exact but for integers beyond 2^53. */
    double number(MemorySegment segment, long at) {
        return switch (this) {
            case BOOL -> segment.get(ValueLayout.JAVA_BYTE, at) == 0 ? 0 : 1;
            case U8 -> segment.get(ValueLayout.JAVA_BYTE, at) & 0xff;
            case I8 -> segment.get(ValueLayout.JAVA_BYTE, at);
            case U16 -> segment.get(SHORT, at) & 0xffff;
            case I16 -> segment.get(SHORT, at);
            case U32 -> segment.get(INT, at) & 0xffff_ffffL;
            case I32 -> segment.get(INT, at);
            case U64 -> unsigned(segment.get(LONG, at));
            case I64 -> segment.get(LONG, at);
            case F16 -> Float.float16ToFloat(segment.get(SHORT, at));
            case BF16 -> Float.intBitsToFloat(segment.get(SHORT, at) << Short.SIZE);
            case F32 -> Float.intBitsToFloat(segment.get(INT, at));
            case F64 -> Double.longBitsToDouble(segment.get(LONG, at));
        };
    }

    private static double unsigned(long number) {
        return number >= 0 ? number : number + UNSIGNED_LONGS;
    }
}
