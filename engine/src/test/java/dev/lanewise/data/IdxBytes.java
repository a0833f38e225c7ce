package dev.lanewise.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;

/** IDX files as the tests need them: right ones and wrong ones. */
final class IdxBytes {

    private IdxBytes() {
    }

    static byte[] file(int magic, int[] dimensions, byte... body) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + body.length).putInt(magic);
        for (int dimension : dimensions) {
            file.putInt(dimension);
        }
        return file.put(body).array();
    }

    static byte[] images(int count, int rows, int columns, byte... pixels) {
        return file(0x803, new int[] {count, rows, columns}, pixels);
    }

    static byte[] labels(int count, byte... labels) {
        return file(0x801, new int[] {count}, labels);
    }

    static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Bytes 0, 1, 2 ... 255, 0, ... */
    static byte[] counting(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
