package dev.lanewise.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** CRC32C over little-endian numbers, through a buffer that stays in cache. */
final class Checksum {

    private static final int BUFFER_NUMBERS = 2048;

    private final CRC32C crc = new CRC32C();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_NUMBERS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    Checksum add(float[] floats, int from, int end) {
        for (int at = from; at < end; at += BUFFER_NUMBERS) {
            int count = Math.min(BUFFER_NUMBERS, end - at);
            buffer.asFloatBuffer().put(floats, at, count);
            crc.update(buffer.array(), 0, count * Float.BYTES);
        }
        return this;
    }

    Checksum add(int[] ints, int from, int end) {
        for (int at = from; at < end; at += BUFFER_NUMBERS) {
            int count = Math.min(BUFFER_NUMBERS, end - at);
            buffer.asIntBuffer().put(ints, at, count);
            crc.update(buffer.array(), 0, count * Integer.BYTES);
        }
        return this;
    }

    Checksum add(byte[] bytes, int from, int end) {
        crc.update(bytes, from, end - from);
        return this;
    }

    int value() {
        return (int) crc.getValue();
    }
}
