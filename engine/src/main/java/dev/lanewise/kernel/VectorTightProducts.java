package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.kernel.VectorWidth.offset;
import static dev.lanewise.panel.Panels.LANES;
import static dev.lanewise.panel.Panels.SHIFT;
import static dev.lanewise.panel.Panels.column;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.lanewise.panel.Panels;
import dev.lanewise.runtime.Overrides;
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
     * The rows of a row product that tiles of six and five take, for the two vectors of a panel.
     *
     * @return how many they are, from row 0 on
     */
    static int rows(int rows, int depth, float[] a, int aAt, int aStride, float[] start, int startAt, int startStep,
            float[] b, int bAt, float[] c, int cAt) {
        int whole = wholeRows(rows);
        boolean fresh = startStep == 0;
        if (!fresh) {
            fillRows(whole, start, startAt, c, cAt);
        }
        for (int r = 0, tile; r < whole; r += tile) {
            tile = tileRows(r, whole);
            int at = aAt + column(r, aStride), to = cAt + r * LANES;
            if (tile == 6) {
                VectorTightTiles.row6x2(depth, a, at, b, bAt, c, to, fresh, VectorTightTiles.TURN);
            } else {
                VectorTightTiles.row5x2(depth, a, at, b, bAt, c, to, fresh, VectorTightTiles.TURN);
            }
        }
        return whole;
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
    static void columns(int rows, int depth, float[] a, int aAt, int aStride, float[] start, int startAt, int startStride,
            float[] b, int bAt, int bStride, float[] c, int cAt, int cStride, int vectors) {
        int panels = Panels.panels(depth), part = Math.ceilDiv(panels, Math.ceilDiv(depth, NEAR_DEPTH)) * LANES;
        for (int v = 0; v < vectors; v += 2) {
            int b0 = bAt + offset(v, bStride), c0 = cAt + offset(v, cStride);
            if (startStride > 0) {
                copyToRows(rows, start, startAt + offset(v, startStride), c, c0);
            }
            for (int k = 0; k < depth; k += part) {
                boolean fresh = k == 0 && startStride == 0;
                int some = Math.min(part, depth - k), aPart = aAt + (k >> SHIFT) * aStride, bPart = b0 + k * LANES;
                for (int r = 0; r < rows; r += 6) {
                    VectorTightColumnTile.run6x2(some, a, b, bPart, aPart + r * LANES, aStride - LANES, c, c0 + r * LANES, fresh,
                            VectorTightColumnTile.TURN);
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
