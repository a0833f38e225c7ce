package dev.lanewise.kernel;

import static dev.lanewise.kernel.PanelKernels.COLUMN_TILE;
import static dev.lanewise.kernel.PanelKernels.ROW_TILE;
import static dev.lanewise.panel.Panels.LANES;

import dev.lanewise.panel.Panels;

/**
 * Software prefetching, for 512-bit vectors: while the tiles of a product multiply with one group of streamed weights, they read the next
 * group, so that it is in cache when its turn comes. The parameters are those of {@link Products}.
 *
 * <p>Java has no instruction that prefetches. A load of what is far stops a core, once its window of some hundred cycles is full, until
 * the load has ended; but the prefetchers of a CPU notice loads that come slowly and in order, and are there before them. So a tile
 * stops every {@link #EVERY} steps of its sums to read a line of sixteen floats in each of {@link #STREAMS} streams, which wait together.
 * Each tile of a group goes on in every stream where the tile before has ended, or before, so that its reads stay in a panel.
 *
 * <p>A stream is a quarter of the next group: of columns, whose panels follow each other, so many lines; of rows, so many panels.
 */
final class VectorPrefetchingTiles {

    /** Steps of a sum between two reads: often enough for blocks of 64 samples; for larger ones tiles read some lines twice. */
    static final int EVERY = 32;
    /** Lines that are read at a time. */
    static final int STREAMS = 4;

    private VectorPrefetchingTiles() {
    }

    /**
     * The tiles of a row product with two panels of B, while the next as many columns of A are prefetched.
     *
     * @return the row after them; the first one where there is too little to prefetch
     */
    static int rowTiles(Panels a, int row, int rows, Panels start, Panels b, int panel, Panels c) {
        int next = row + rows, reads = Math.ceilDiv(b.rows(), EVERY);
        int lines = Panels.panels(Math.clamp(a.cols() - next, 0, rows)) * a.rows() / STREAMS;
        if (lines < reads) {
            return row;
        }
        int tiles = Math.ceilDiv(rows, ROW_TILE), tile = panel / 2 * tiles;
        int share = Math.ceilDiv(lines, Math.ceilDiv(b.panels(), 2) * tiles);
        int b0 = b.panelAt(panel), c0 = c.panelAt(panel), r = row;
        for (; r + ROW_TILE <= next; r += ROW_TILE) {
            int to = c0 + r * LANES, ahead = a.index(0, next) + Math.min(tile++ * share, lines - reads) * LANES;
            VectorRowTiles.tile8x2(b.rows(), a.data(), a.index(0, r), start.data(), start.index(0, r),
                    b.data(), b0, b0 + b.stride(), c.data(), to, to + c.stride(), ahead, lines * LANES, LANES);
        }
        return r;
    }

    /**
     * The tiles of a column product with two panels of B, while the next as many rows of A are prefetched.
     *
     * @return the row after them; the first one where there is too little to prefetch
     */
    static int columnTiles(Panels a, int row, int rows, Panels start, Panels b, int bPanel, Panels c, int cPanel) {
        int next = row + rows, reads = Math.ceilDiv(b.rows(), EVERY);
        int panels = a.panels() / STREAMS, lines = Math.clamp(a.rows() - next, 0, rows);
        if (panels == 0 || lines < reads) {
            return row;
        }
        int tiles = Math.ceilDiv(rows, COLUMN_TILE), tile = bPanel / 2 * tiles;
        int share = Math.ceilDiv(panels * lines, Math.ceilDiv(b.panels(), 2) * tiles);
        int s0 = start.panelAt(cPanel), b0 = b.panelAt(bPanel), c0 = c.panelAt(cPanel), r = row;
        for (; r + COLUMN_TILE <= next; r += COLUMN_TILE) {
            int to = c0 + r * LANES, line = Math.min(tile++ * share, panels * lines - 1);
            int ahead = a.panelAt(line / lines) + (next + Math.min(line % lines, lines - reads)) * LANES;
            VectorColumnTiles.tile12x2(b.rows(), a.data(), a.index(r, 0), a.stride() - LANES, start.data(), s0, s0 + start.stride(),
                    b.data(), b0, b0 + b.stride(), c.data(), to, to + c.stride(), ahead, panels * a.stride());
        }
        return r;
    }
}
