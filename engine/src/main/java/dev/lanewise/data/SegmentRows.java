package dev.lanewise.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Rows that stand in a memory segment, such as a mapped file, copied into arrays of whole rows. */
final class SegmentRows {

    /** Bytes of an array, unless one row has more. */
    private static final int MOST_BYTES = 1 << 26;

    private SegmentRows() {
    }

    static List<float[]> floats(String what, MemorySegment segment, int width) {
        long rows = rows(what, segment, (long) width * Float.BYTES, "float");
        int each = Math.max(1, MOST_BYTES / Float.BYTES / width);
        List<float[]> arrays = new ArrayList<>();
        for (long row = 0; row < rows; row += each) {
            float[] array = new float[(int) Math.min(each, rows - row) * width];
            MemorySegment.copy(segment, ValueLayout.JAVA_FLOAT_UNALIGNED, row * width * Float.BYTES, array, 0, array.length);
            arrays.add(array);
        }
        return arrays;
    }

    static List<byte[]> bytes(String what, MemorySegment segment, int width) {
        long rows = rows(what, segment, width, "byte");
        int each = Math.max(1, MOST_BYTES / width);
        List<byte[]> arrays = new ArrayList<>();
        for (long row = 0; row < rows; row += each) {
            byte[] array = new byte[(int) Math.min(each, rows - row) * width];
            MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, row * width, array, 0, array.length);
            arrays.add(array);
        }
        return arrays;
    }

    private static long rows(String what, MemorySegment segment, long rowBytes, String kind) {
        if (rowBytes < 1 || segment.byteSize() % rowBytes != 0) {
            throw new IllegalArgumentException(what + " need whole rows of " + (kind.equals("byte") ? rowBytes : rowBytes / Float.BYTES)
                    + " " + kind + "s, but the memory segment has " + segment.byteSize() + " bytes");
        }
        return segment.byteSize() / rowBytes;
    }
}
