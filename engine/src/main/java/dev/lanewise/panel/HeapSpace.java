package dev.lanewise.panel;

import java.util.Locale;

/** Says how much memory was asked for where the heap has no room for it; the JVM's own error does not. */
public final class HeapSpace {

    private static final long MIB = 1 << 20;

    private HeapSpace() {
    }

    /**
     * The error to throw in place of the JVM's.
     *
     * @param what  what the memory is for, the subject of the sentence
     * @param bytes how many were asked for at once
     * @param cause what the JVM threw
     * @return an error whose message is {@code WHAT needs N MB}
     */
    public static OutOfMemoryError tooSmall(String what, long bytes, OutOfMemoryError cause) {
        OutOfMemoryError told = new OutOfMemoryError(String.format(Locale.ROOT, "%s needs %,d MB", what, Math.ceilDiv(bytes, MIB)));
        told.initCause(cause);
        return told;
    }
}
