package dev.lanewise.file;

import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/** The bytes of a memory segment, from front to end. */
final class SegmentInput extends InputStream {

    private final MemorySegment segment;
    private long at;

    SegmentInput(MemorySegment segment) {
        this.segment = segment;
    }

    @Override
    public int read() {
        return at == segment.byteSize() ? -1 : segment.get(ValueLayout.JAVA_BYTE, at++) & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) {
        Objects.checkFromIndexSize(from, count, bytes.length);
        int now = (int) Math.min(count, segment.byteSize() - at);
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, at, bytes, from, now);
        at += now;
        return now == 0 && count > 0 ? -1 : now;
    }
}
