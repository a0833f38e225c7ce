package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.kernel.VectorWidth.offset;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.lanewise.panel.Panels;
import dev.lanewise.platform.Overrides;
import jdk.incubator.vector.FloatVector;

/**
 * How products are cut into the tiles of sixteen vector registers. Their sums begin with zero or with C, so a bias is put into C first.
 * The parameters are those of {@link Products}.
 */
final class VectorTightProducts {

    /** Rows of B, 64 bytes each, of which half a first-level cache of 32 KiB is full; whole panels of A. */
    private static final int NEAR_DEPTH = Overrides.size("nearDepth", 256, 16);

    private VectorTightProducts() {
    }

    /** Rows of the next tile of a row product: six, five, or four for a smaller one. None goes beyond a panel of A. */
    static int tileRows(int r, int rows) {
        return switch (Math.min(LANES - (r & LANES - 1), rows - r)) {
            case 6, 7, 11, 12, 16 -> 6;
            case 5, 9, 10, 13, 14, 15 -> 5;
            default -> 4;
        };
    }

    /**
     * The rows of a row product that tiles of six and five take, for the two vectors of a panel, or of half of one,
     * that begin at {@code bAt} in B and {@code cAt} in C.
     *
     * @return the row after them
     */
    static int rows(Panels a, int row, int rows, Panels start, Panels b, int bAt, Panels c, int cAt) {
        int end = row + wholeRows(rows);
        boolean fresh = start.stride() == 0;
        if (!fresh) {
            fillRows(end - row, start.data(), start.index(0, row), c.data(), cAt + row * LANES);
        }
        for (int r = row, tile; r < end; r += tile) {
            tile = tileRows(r, end);
            int aAt = a.index(0, r), to = cAt + r * LANES;
            if (tile == 6) {
                VectorTightTiles.row6x2(b.rows(), a.data(), aAt, b.data(), bAt, c.data(), to, fresh, VectorTightTiles.TURN);
            } else {
                VectorTightTiles.row5x2(b.rows(), a.data(), aAt, b.data(), bAt, c.data(), to, fresh, VectorTightTiles.TURN);
            }
        }
        return end;
    }

    private static int wholeRows(int rows) {
        int r = rows & -LANES;
        for (int tile = tileRows(r, rows); tile > 4; tile = tileRows(r, rows)) {
            r += tile;
        }
        return r;
    }

    private static void fillRows(int rows, float[] start, int startAt, float[] c, int cAt) {
        for (int r = 0, at = cAt; r < rows; r++, at += LANES) {
            FloatVector bias = broadcast(S, start[startAt + r]);
            bias.intoArray(c, at);
            bias.intoArray(c, at + LENGTH);
        }
    }

    /**
     * A column product of a multiple of six rows. A part of the depth at a time for all rows, so that B stays in the first-level cache;
     * the next part begins with the sums so far.
     */
    static void columns(Panels a, int row, int rows, Panels start, Panels b, int bPanel, Panels c, int cPanel, int vectors) {
        int depth = b.rows(), part = Math.ceilDiv(Panels.panels(depth), Math.ceilDiv(depth, NEAR_DEPTH)) * LANES;
        int sAt = start.panelAt(cPanel), bAt = b.panelAt(bPanel), cAt = c.panelAt(cPanel) + row * LANES;
        for (int v = 0; v < vectors; v += 2) {
            int b0 = bAt + offset(v, b.stride()), c0 = cAt + offset(v, c.stride());
            if (start.stride() > 0) {
                copyToRows(rows, start.data(), sAt + offset(v, start.stride()), c.data(), c0);
            }
            for (int k = 0; k < depth; k += part) {
                boolean fresh = k == 0 && start.stride() == 0;
                int some = Math.min(part, depth - k), aAt = a.index(row, k);
                for (int r = 0; r < rows; r += 6) {
                    VectorTightColumnTile.run6x2(some, a.data(), b.data(), b0 + k * LANES, aAt + r * LANES, a.stride() - LANES,
                            c.data(), c0 + r * LANES, fresh, VectorTightColumnTile.TURN);
                }
            }
        }
    }

    private static void copyToRows(int rows, float[] start, int startAt, float[] c, int cAt) {
        FloatVector left = fromArray(S, start, startAt), right = fromArray(S, start, startAt + LENGTH);
        for (int r = 0, at = cAt; r < rows; r++, at += LANES) {
            left.intoArray(c, at);
            right.intoArray(c, at + LENGTH);
        }
    }
}
