package dev.lanewise.file;

/**
 * Where tensors stand in a file: each begins at the next multiple of 64 bytes, so that whoever maps the file finds it on a cache line, and
 * the bytes before it are zero.
 */
final class Alignment {

    private static final int BYTES = 64;

    private Alignment() {
    }

    /** Bytes from a position of the file to the next tensor. */
    static int gap(long position) {
        return (int) (-position & BYTES - 1);
    }

    /** Bytes of a section whose content begins at a position, with a tensor for each number of floats. */
    static long length(long position, long[] floats) {
        long end = position;
        for (long count : floats) {
            end += gap(end) + count * Float.BYTES;
        }
        return end - position;
    }
}
