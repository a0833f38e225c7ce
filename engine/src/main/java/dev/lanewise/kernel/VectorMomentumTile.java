package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * The 8x2 tile of a weight gradient {@code A^T B}, as in {@link VectorRowTiles}, that takes the momentum of the tile before along:
 * now and then, between two steps of its sums, it moves a row of weights by the gradients that the tile before has left.
 *
 * <p>Weights and velocities of a large network come from beyond the caches, and a core that reads them at the end of a tile waits
 * for as long as hundreds of multiplications take. Spread over the sums they are read slowly and in order, which the prefetchers
 * of a CPU are made for, and the multiplications go on.
 *
 * <p>Few arrays, and few numbers that the loop must keep, matter here: with one more, C2 keeps an address in a vector register and
 * fetches it for every k. So A, B and the gradients stand on one array, weights and velocities on another. Only for 512-bit
 * vectors: a smaller tile has no time for it.
 */
final class VectorMomentumTile {

    static final int ROWS = 8;
    /** Floats of the gradients of a tile: two panels of eight rows. */
    static final int FLOATS = 2 * ROWS * LANES;
    /** From the left panel of gradients to the right one. */
    private static final int RIGHT = ROWS * LANES;

    private VectorMomentumTile() {
    }

    /** Whether so many steps of sums leave room for eight rows of weights. */
    static boolean takes(int depth) {
        return (ROWS - 1) * Math.ceilDiv(depth, ROWS) < depth;
    }

    /**
     * The gradients of a tile, and the momentum of another.
     *
     * @param depth      steps of the sums, as {@link #takes} allows
     * @param x          array of A, B and gradients
     * @param aAt        A, a row of a panel for each step
     * @param b0         left panel of B
     * @param b1         right panel of B
     * @param gAt        where the gradients of this tile go
     * @param turn       0, or -1 where no gradients wait
     * @param toWaiting  from the weights to the gradients that wait for them
     * @param w          array of weights and velocities
     * @param wAt        left panel of the weights that are moved
     * @param toRight    from the left panel of weights to the right one, and so for velocities
     * @param toVelocity from a weight to its velocity
     */
    static void run(int depth, float[] x, int aAt, int b0, int b1, int gAt, int turn, int toWaiting,
            float[] w, int wAt, int toRight, int toVelocity, float lr, float mu) {
        FloatVector c00 = FloatVector.zero(S), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
        FloatVector c40 = c00, c41 = c00, c50 = c00, c51 = c00, c60 = c00, c61 = c00, c70 = c00, c71 = c00;
        int every = (depth + 7) >> 3;
        for (int k = 0; k < depth; k++) {
            if (k == turn) {
                turn += every;
                move(x, wAt + toWaiting, w, wAt, toRight, toVelocity, lr, mu);
                wAt += LANES;
            }
            int at = aAt + k * LANES, row = k * LANES;
            FloatVector x0 = fromArray(S, x, b0 + row), x1 = fromArray(S, x, b1 + row);
            FloatVector a0 = broadcast(S, x[at]);     c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01);
            FloatVector a1 = broadcast(S, x[at + 1]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11);
            FloatVector a2 = broadcast(S, x[at + 2]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21);
            FloatVector a3 = broadcast(S, x[at + 3]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31);
            FloatVector a4 = broadcast(S, x[at + 4]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41);
            FloatVector a5 = broadcast(S, x[at + 5]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51);
            FloatVector a6 = broadcast(S, x[at + 6]); c60 = a6.fma(x0, c60); c61 = a6.fma(x1, c61);
            FloatVector a7 = broadcast(S, x[at + 7]); c70 = a7.fma(x0, c70); c71 = a7.fma(x1, c71);
        }
        int g1 = gAt + RIGHT;
        c00.intoArray(x, gAt); c01.intoArray(x, g1);
        c10.intoArray(x, gAt + 16); c11.intoArray(x, g1 + 16);
        c20.intoArray(x, gAt + 32); c21.intoArray(x, g1 + 32);
        c30.intoArray(x, gAt + 48); c31.intoArray(x, g1 + 48);
        c40.intoArray(x, gAt + 64); c41.intoArray(x, g1 + 64);
        c50.intoArray(x, gAt + 80); c51.intoArray(x, g1 + 80);
        c60.intoArray(x, gAt + 96); c61.intoArray(x, g1 + 96);
        c70.intoArray(x, gAt + 112); c71.intoArray(x, g1 + 112);
    }

    /** The momentum of all rows of the last tile. */
    static void finish(float[] x, int gAt, float[] w, int wAt, int toRight, int toVelocity, float lr, float mu) {
        for (int row = 0; row < ROWS * LANES; row += LANES) {
            move(x, gAt + row, w, wAt + row, toRight, toVelocity, lr, mu);
        }
    }

    /** One row of both panels: {@code v = fma(mu, v, g); w = fma(-lr, v, w)}. */
    private static void move(float[] x, int gAt, float[] w, int wAt, int toRight, int toVelocity, float lr, float mu) {
        FloatVector keep = broadcast(S, mu), minusLr = broadcast(S, -lr);
        int v0 = wAt + toVelocity, w1 = wAt + toRight, v1 = v0 + toRight;
        FloatVector left = keep.fma(fromArray(S, w, v0), fromArray(S, x, gAt));
        left.intoArray(w, v0);
        minusLr.fma(left, fromArray(S, w, wAt)).intoArray(w, wAt);
        FloatVector right = keep.fma(fromArray(S, w, v1), fromArray(S, x, gAt + RIGHT));
        right.intoArray(w, v1);
        minusLr.fma(right, fromArray(S, w, w1)).intoArray(w, w1);
    }
}
