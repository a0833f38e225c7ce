package dev.lanewise.data;

import dev.lanewise.panel.UnsignedBytes;
import java.util.List;

/** Rows of unsigned bytes, which a network sees as {@code (b & 255) / 255f}. */
final class ByteRows extends Rows<byte[]> {

    ByteRows(String what, List<byte[]> arrays, int width, int size) {
        super(what, "byte", arrays.toArray(byte[][]::new), width, size);
    }

    @Override
    void addTo(Checksum sum, byte[] array, int from, int end) {
        sum.add(array, from, end);
    }

    @Override
    float[] floats(int row) {
        byte[] array = arrayOf(row);
        float[] floats = new float[width()];
        for (int i = 0, at = at(row); i < floats.length; i++) {
            floats[i] = UnsignedBytes.toFloat(array[at + i]);
        }
        return floats;
    }
}
