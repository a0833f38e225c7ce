package dev.lanewise.file;

import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Writes to a memory segment, from front to end, or only counts what would be written. */
public final class SegmentOutput extends OutputStream {

    private final MemorySegment segment;
    private long written;

    /**
     * A stream to a segment.
     *
     * @param segment written; {@link MemorySegment#NULL} where bytes are only counted
     */
    public SegmentOutput(MemorySegment segment) {
        this.segment = segment;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        if (!segment.equals(MemorySegment.NULL)) {
            MemorySegment.copy(bytes, from, segment, ValueLayout.JAVA_BYTE, written, count);
        }
        written += count;
    }

    /**
     * Bytes so far.
     *
     * @return from 0
     */
    public long written() {
        return written;
    }
}
