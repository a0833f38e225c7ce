package dev.lanewise.panel;

/**
 * One array from which the matrices of a workspace are handed out, one behind the other.
 *
 * <p>Reusing the array for another layout is a {@link #reset()} and the same requests with other sizes. The arena hands
 * out whole panel rows, so every matrix starts a multiple of sixteen floats after the first.
 */
public final class Arena {

    /**
     * Where the first matrix stands: a collector that never moves large arrays puts them at the beginning of a region, so that elements
     * begin 16 bytes after a cache line, and twelve floats later a line begins. A vector then reads one line and not two.
     */
    private static final int FIRST = 12;

    /** The longest array of common JVMs. */
    public static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    /** The most floats of all matrices together: what an array holds behind the first twelve. */
    public static final int MAX_FLOATS = MAX_LENGTH - FIRST;

    private final float[] data;
    private int used = FIRST;

    /**
     * Allocates the array.
     *
     * @param floats its length
     * @param what   what it is for, named in the error
     * @throws IllegalArgumentException if it does not fit an array
     */
    public Arena(long floats, String what) {
        requireFits(floats, what);
        data = allocate((int) (FIRST + floats), what);
    }

    private static float[] allocate(int floats, String what) {
        try {
            return new float[floats];
        } catch (OutOfMemoryError e) {
            throw HeapSpace.tooSmall(what, (long) floats * Float.BYTES, e);
        }
    }

    /**
     * Refuses what no array holds.
     *
     * @param floats floats of all matrices together
     * @param what   what they are for, named in the error
     * @throws IllegalArgumentException if they do not fit an array
     */
    public static void requireFits(long floats, String what) {
        if (floats > MAX_FLOATS) {
            throw new IllegalArgumentException(what + " needs " + floats + " floats, but an array holds at most " + MAX_FLOATS);
        }
    }

    /**
     * The next free P(rows x cols); it holds what was there before.
     *
     * @param rows rows
     * @param cols columns
     * @return the matrix
     * @throws IllegalStateException if the arena was made too small
     */
    public Panels panels(int rows, int cols) {
        long size = Panels.size(rows, cols);
        if (used + size > data.length) {
            throw new IllegalStateException("the arena has " + (data.length - used) + " floats left, asked for " + size);
        }
        Panels matrix = new Panels(data, used, rows, cols, rows * Panels.LANES);
        used += (int) size;
        return matrix;
    }

    /** Makes all floats free again. What was handed out before must no longer be used. */
    public void reset() {
        used = FIRST;
    }
}
