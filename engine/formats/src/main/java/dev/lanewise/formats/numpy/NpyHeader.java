package dev.lanewise.formats.numpy;

import dev.lanewise.formats.io.ByteInput;
import dev.lanewise.formats.tensor.NumberArray;
import dev.lanewise.formats.tensor.NumberType;
import dev.lanewise.text.Phrases;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The front of a .npy file: magic, version, length, and a dictionary of Python with the type, the order and the shape.
 *
 * @param type         of the numbers
 * @param bigEndian    whether the first byte of a number is its highest
 * @param fortranOrder whether the first index runs fastest
 * @param shape        the sizes
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">numpy.lib.format</a>
 */
record NpyHeader(NumberType type, boolean bigEndian, boolean fortranOrder, List<Integer> shape) {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int ALIGNMENT = 64;
    /** As NumPy itself limits it, since its parser takes long for longer ones. */
    private static final int MOST_LETTERS = 10_000;
    private static final Map<String, NumberType> TYPES = Map.ofEntries(Map.entry("b1", NumberType.BOOL), Map.entry("u1", NumberType.U8),
            Map.entry("i1", NumberType.I8), Map.entry("u2", NumberType.U16), Map.entry("i2", NumberType.I16),
            Map.entry("u4", NumberType.U32), Map.entry("i4", NumberType.I32), Map.entry("u8", NumberType.U64),
            Map.entry("i8", NumberType.I64), Map.entry("f2", NumberType.F16), Map.entry("f4", NumberType.F32),
            Map.entry("f8", NumberType.F64));

    static NpyHeader read(ByteInput in) throws IOException {
        ByteBuffer front = in.nextNumbers(MAGIC.length + 2, "the front of an array");
        for (byte letter : MAGIC) {
            if (front.get() != letter) {
                throw in.error("expected a NumPy array, whose first bytes are \\x93NUMPY");
            }
        }
        int major = front.get() & 0xff, minor = front.get() & 0xff;
        if (major < 1 || major > 3 || minor != 0) {
            throw in.error("expected a NumPy array of version 1.0, 2.0 or 3.0, got " + major + "." + minor);
        }
        long length = major == 1 ? in.nextNumbers(Short.BYTES, "the length of the header").getShort() & 0xffff
                : in.nextNumbers(Integer.BYTES, "the length of the header").getInt() & 0xffff_ffffL;
        if (length > MOST_LETTERS) {
            throw in.error("a header has at most " + MOST_LETTERS + " bytes, got " + length);
        }
        byte[] header = in.next(length, "the header");
        try {
            return of(PythonDict.parse(new String(header, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException e) {
            throw new IOException(in.error(e.getMessage()).getMessage(), e);
        }
    }

    private static NpyHeader of(Map<String, Object> dict) {
        if (dict.size() == 3 && dict.get("descr") instanceof String descr && dict.get("fortran_order") instanceof Boolean fortran
                && dict.get("shape") instanceof List<?> sizes) {
            List<Integer> shape = sizes.stream().map(NpyHeader::size).toList();
            NumberType type = type(descr);
            NumberArray.bytes(type, shape);
            return new NpyHeader(type, descr.startsWith(">"), fortran, shape);
        }
        throw new IllegalArgumentException("expected a header with descr, fortran_order and shape, got " + Phrases.list(
                dict.entrySet().stream().map(entry -> Phrases.shown(entry.getKey() + ": " + entry.getValue()))));
    }

    private static int size(Object size) {
        if (size instanceof Long number && number >= 0 && number <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        throw new IllegalArgumentException("expected sizes from 0 to " + Integer.MAX_VALUE + " in the shape, got " + size);
    }

    private static NumberType type(String descr) {
        NumberType type = descr.matches("[<>|=].+") ? TYPES.get(descr.substring(1)) : null;
        if (type == null) {
            String hint = descr.contains("O") ? ": objects of Python are never read, save numbers"
                    : descr.contains("V2") ? ": save bfloat16 as float32" : "";
            throw new IllegalArgumentException("expected numbers of a type such as <f4, <f8, |u1 or <i8, got " + Phrases.shown(descr)
                    + hint);
        }
        return type;
    }

    /** The header as NumPy writes it, version 1.0, padded so that numbers begin at a multiple of 64 bytes. */
    static byte[] toBytes(NumberArray array) {
        NumberType type = array.type();
        if (type == NumberType.BF16) {
            throw new IllegalArgumentException("NumPy has no type for BF16: write floats, F32");
        }
        String descr = TYPES.entrySet().stream().filter(entry -> entry.getValue() == type).findFirst().orElseThrow().getKey();
        String shape = array.shape().stream().map(size -> size + ",").collect(Collectors.joining(" "));
        String dict = "{'descr': '" + (type.bytes() == 1 ? "|" : "<") + descr + "', 'fortran_order': False, 'shape': ("
                + (array.shape().size() > 1 ? shape.substring(0, shape.length() - 1) : shape) + "), }";
        int front = MAGIC.length + 2 + Short.BYTES, length = Math.ceilDiv(front + dict.length() + 1, ALIGNMENT) * ALIGNMENT - front;
        return ByteBuffer.allocate(front + length).order(ByteOrder.LITTLE_ENDIAN).put(MAGIC).put((byte) 1).put((byte) 0)
                .putShort((short) length).put((dict + " ".repeat(length - dict.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}
