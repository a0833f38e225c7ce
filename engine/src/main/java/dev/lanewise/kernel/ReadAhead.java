package dev.lanewise.kernel;

import static dev.lanewise.panel.Panels.LANES;

/**
 * Which weights a product reads while it multiplies with others, so that they are near when their turn comes.
 *
 * <p>Java has no instruction that prefetches. A load of what is far stops a core, once its window of some hundred cycles is full, until
 * the load has ended; but the prefetchers of a CPU notice loads that come slowly and in order, and are there before them. So a tile
 * stops every {@link #EVERY} steps of its sums to read a line of the next group of weights in each of {@link #STREAMS} streams, which
 * wait together; each tile of a group goes on in every stream where the tile before has ended.
 *
 * <p>A stream is a number of panels of the next group, each with so many lines of sixteen floats. All is static and numbers, so that
 * nothing is allocated in a step.
 */
final class ReadAhead {

    /** Steps of a sum between two reads: often enough for blocks of 64 samples; for larger ones tiles read some lines twice. */
    static final int EVERY = 32;
    /** Lines that are read at a time. */
    static final int STREAMS = 4;

    private ReadAhead() {
    }

    /** Lines that a tile reads in each stream, one behind the other. */
    static int reads(int depth) {
        return Math.ceilDiv(depth, EVERY);
    }

    /** Lines of a stream that are the share of each of so many tiles. */
    static int share(int panels, int lines, int tiles) {
        return Math.ceilDiv(panels * lines, tiles);
    }

    /**
     * Where a tile begins in the first stream: at a line of it, or before, so that the reads stay in a panel.
     *
     * @param next   index of the next group
     * @param lines  of a panel, at least as many as reads
     * @param stride floats from a panel to the following one
     */
    static int at(int next, int panels, int lines, int stride, int line, int reads) {
        int last = Math.min(line, panels * lines - 1);
        return next + last / lines * stride + Math.min(last % lines, lines - reads) * LANES;
    }
}
