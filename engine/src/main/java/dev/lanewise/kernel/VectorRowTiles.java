package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static dev.lanewise.panel.Panels.SHIFT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Register tiles of {@code C = A^T B} for P(depth x m), P(depth x n) and P(m x n): k after k, a row of a panel of A
 * (contiguous) is broadcast float by float and multiplied into one or two vectors of B.
 *
 * <p>A tile of R x V is R rows of C by V vectors; {@code b0}, {@code b1}, {@code c0}, {@code c1} say where these vectors stand
 * in the first row, so the same source serves every width: two 512-bit vectors are two panels, two 256-bit vectors are one,
 * two 128-bit vectors half of one. A chain of row r begins with {@code start[startAt + r]}.
 *
 * <p>Tiles end in one of two ways: the sums are stored to C; or C holds weights, and the sums are gradients that go from the
 * registers into velocities and weights, {@code v = fma(mu, v, g); w = fma(-lr, v, w)}: the stores of one tile drain while the next one
 * multiplies. Main tiles are one for each ending, as each value that a loop has to keep counts; 4x2 stores to C where {@code v} is null.
 *
 * <p>FMA has a latency of four cycles on two ports of many CPUs: eight independent chains keep a core busy. Register budget: 8x2 has 16
 * accumulators, 2 of B and the broadcasts, which 32 registers hold; {@link VectorTightTiles} are for the 16 of AVX2.
 */
final class VectorRowTiles {

    private VectorRowTiles() {
    }

    /**
     * Eight rows by two vectors, where there are 32 registers; prefetches in the array of A, as {@link VectorPrefetchingTiles} says. After
     * every reading the loop begins anew, so its indices advance by {@code turn}, sixteen floats, as {@link VectorTightTiles} explains.
     */
    static void tile8x2(int depth, float[] a, int aAt, float[] start, int startAt, float[] b, int b0, int b1,
            float[] c, int c0, int c1, int ahead, int gap, int turn) {
        float touched = 0f;
        int at = aAt, row0 = b0, row1 = b1;
        FloatVector c00 = broadcast(S, start[startAt]), c01 = c00;
        FloatVector c10 = broadcast(S, start[startAt + 1]), c11 = c10;
        FloatVector c20 = broadcast(S, start[startAt + 2]), c21 = c20;
        FloatVector c30 = broadcast(S, start[startAt + 3]), c31 = c30;
        FloatVector c40 = broadcast(S, start[startAt + 4]), c41 = c40;
        FloatVector c50 = broadcast(S, start[startAt + 5]), c51 = c50;
        FloatVector c60 = broadcast(S, start[startAt + 6]), c61 = c60;
        FloatVector c70 = broadcast(S, start[startAt + 7]), c71 = c70;
        for (int from = 0; from < depth; from += VectorPrefetchingTiles.EVERY) {
            int line = ahead;
            touched += a[line]; line += gap;
            touched += a[line]; line += gap;
            touched += a[line]; line += gap;
            touched += a[line];
            ahead += LANES;
            int end = Math.min(depth, from + VectorPrefetchingTiles.EVERY);
            for (int k = from; k < end; k++) {
                FloatVector x0 = fromArray(S, b, row0), x1 = fromArray(S, b, row1);
                FloatVector a0 = broadcast(S, a[at]);     c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01);
                FloatVector a1 = broadcast(S, a[at + 1]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11);
                FloatVector a2 = broadcast(S, a[at + 2]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21);
                FloatVector a3 = broadcast(S, a[at + 3]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31);
                FloatVector a4 = broadcast(S, a[at + 4]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41);
                FloatVector a5 = broadcast(S, a[at + 5]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51);
                FloatVector a6 = broadcast(S, a[at + 6]); c60 = a6.fma(x0, c60); c61 = a6.fma(x1, c61);
                FloatVector a7 = broadcast(S, a[at + 7]); c70 = a7.fma(x0, c70); c71 = a7.fma(x1, c71);
                at += turn; row0 += turn; row1 += turn;
            }
        }
        c[c0] = touched; // lost in the next store, but C2 does not know, and keeps the loads
        c00.intoArray(c, c0); c01.intoArray(c, c1);
        c10.intoArray(c, c0 + 16); c11.intoArray(c, c1 + 16);
        c20.intoArray(c, c0 + 32); c21.intoArray(c, c1 + 32);
        c30.intoArray(c, c0 + 48); c31.intoArray(c, c1 + 48);
        c40.intoArray(c, c0 + 64); c41.intoArray(c, c1 + 64);
        c50.intoArray(c, c0 + 80); c51.intoArray(c, c1 + 80);
        c60.intoArray(c, c0 + 96); c61.intoArray(c, c1 + 96);
        c70.intoArray(c, c0 + 112); c71.intoArray(c, c1 + 112);
    }

    /**
     * All rows by one vector of the gradient of a single sample, which goes into velocities and weights; before them that of the biases,
     * where there are some. An outer product needs no tile: each of its floats is one multiply-add. A and B are on array x, weights and
     * velocities on array w, biases with their velocities on array c; {@code one} is 1.
     */
    static void outerMomentum(int rows, float[] x, int aAt, int aJump, int bAt, float[] w, int wAt, int toVelocity,
            float[] c, int cAt, int cToVelocity, float lr, float mu, int one) {
        FloatVector b = fromArray(S, x, bAt), minusLr = broadcast(S, -lr), keep = broadcast(S, mu), zero = FloatVector.zero(S);
        if (c != null) {
            FloatVector velocity = keep.fma(fromArray(S, c, cAt + cToVelocity), zero.add(b));
            velocity.intoArray(c, cAt + cToVelocity);
            minusLr.fma(velocity, fromArray(S, c, cAt)).intoArray(c, cAt);
        }
        for (int r = 0; r < rows; r += one) {
            int at = wAt + r * LANES, aRow = aAt + r + (r >> SHIFT) * aJump;
            FloatVector velocity = keep.fma(fromArray(S, w, at + toVelocity), broadcast(S, x[aRow]).fma(b, zero));
            velocity.intoArray(w, at + toVelocity);
            minusLr.fma(velocity, fromArray(S, w, at)).intoArray(w, at);
        }
    }

    /**
     * Eight rows by two vectors of a gradient that goes from the registers into velocities and weights, where there are 32 registers.
     * A and B are on array x, weights and velocities on array w; {@code turn} is as in {@link #tile8x2}.
     */
    static void momentum8x2(int depth, float[] x, int aAt, int b0, int b1, float[] w, int w0, int w1, int toVelocity,
            float lr, float mu, int turn) {
        FloatVector c00 = FloatVector.zero(S), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
        FloatVector c40 = c00, c41 = c00, c50 = c00, c51 = c00, c60 = c00, c61 = c00, c70 = c00, c71 = c00;
        int at = aAt, row0 = b0, row1 = b1;
        for (int k = 0; k < depth; k++) {
            FloatVector x0 = fromArray(S, x, row0), x1 = fromArray(S, x, row1);
            FloatVector a0 = broadcast(S, x[at]);     c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01);
            FloatVector a1 = broadcast(S, x[at + 1]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11);
            FloatVector a2 = broadcast(S, x[at + 2]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21);
            FloatVector a3 = broadcast(S, x[at + 3]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31);
            FloatVector a4 = broadcast(S, x[at + 4]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41);
            FloatVector a5 = broadcast(S, x[at + 5]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51);
            FloatVector a6 = broadcast(S, x[at + 6]); c60 = a6.fma(x0, c60); c61 = a6.fma(x1, c61);
            FloatVector a7 = broadcast(S, x[at + 7]); c70 = a7.fma(x0, c70); c71 = a7.fma(x1, c71);
            at += turn; row0 += turn; row1 += turn;
        }
        int v0 = w0 + toVelocity, v1 = w1 + toVelocity;
        FloatVector keep = broadcast(S, mu), minusLr = broadcast(S, -lr);
        c00 = keep.fma(fromArray(S, w, v0), c00); c00.intoArray(w, v0);
        minusLr.fma(c00, fromArray(S, w, w0)).intoArray(w, w0);
        c01 = keep.fma(fromArray(S, w, v1), c01); c01.intoArray(w, v1);
        minusLr.fma(c01, fromArray(S, w, w1)).intoArray(w, w1);
        c10 = keep.fma(fromArray(S, w, v0 + 16), c10); c10.intoArray(w, v0 + 16);
        minusLr.fma(c10, fromArray(S, w, w0 + 16)).intoArray(w, w0 + 16);
        c11 = keep.fma(fromArray(S, w, v1 + 16), c11); c11.intoArray(w, v1 + 16);
        minusLr.fma(c11, fromArray(S, w, w1 + 16)).intoArray(w, w1 + 16);
        c20 = keep.fma(fromArray(S, w, v0 + 32), c20); c20.intoArray(w, v0 + 32);
        minusLr.fma(c20, fromArray(S, w, w0 + 32)).intoArray(w, w0 + 32);
        c21 = keep.fma(fromArray(S, w, v1 + 32), c21); c21.intoArray(w, v1 + 32);
        minusLr.fma(c21, fromArray(S, w, w1 + 32)).intoArray(w, w1 + 32);
        c30 = keep.fma(fromArray(S, w, v0 + 48), c30); c30.intoArray(w, v0 + 48);
        minusLr.fma(c30, fromArray(S, w, w0 + 48)).intoArray(w, w0 + 48);
        c31 = keep.fma(fromArray(S, w, v1 + 48), c31); c31.intoArray(w, v1 + 48);
        minusLr.fma(c31, fromArray(S, w, w1 + 48)).intoArray(w, w1 + 48);
        c40 = keep.fma(fromArray(S, w, v0 + 64), c40); c40.intoArray(w, v0 + 64);
        minusLr.fma(c40, fromArray(S, w, w0 + 64)).intoArray(w, w0 + 64);
        c41 = keep.fma(fromArray(S, w, v1 + 64), c41); c41.intoArray(w, v1 + 64);
        minusLr.fma(c41, fromArray(S, w, w1 + 64)).intoArray(w, w1 + 64);
        c50 = keep.fma(fromArray(S, w, v0 + 80), c50); c50.intoArray(w, v0 + 80);
        minusLr.fma(c50, fromArray(S, w, w0 + 80)).intoArray(w, w0 + 80);
        c51 = keep.fma(fromArray(S, w, v1 + 80), c51); c51.intoArray(w, v1 + 80);
        minusLr.fma(c51, fromArray(S, w, w1 + 80)).intoArray(w, w1 + 80);
        c60 = keep.fma(fromArray(S, w, v0 + 96), c60); c60.intoArray(w, v0 + 96);
        minusLr.fma(c60, fromArray(S, w, w0 + 96)).intoArray(w, w0 + 96);
        c61 = keep.fma(fromArray(S, w, v1 + 96), c61); c61.intoArray(w, v1 + 96);
        minusLr.fma(c61, fromArray(S, w, w1 + 96)).intoArray(w, w1 + 96);
        c70 = keep.fma(fromArray(S, w, v0 + 112), c70); c70.intoArray(w, v0 + 112);
        minusLr.fma(c70, fromArray(S, w, w0 + 112)).intoArray(w, w0 + 112);
        c71 = keep.fma(fromArray(S, w, v1 + 112), c71); c71.intoArray(w, v1 + 112);
        minusLr.fma(c71, fromArray(S, w, w1 + 112)).intoArray(w, w1 + 112);
    }

    /** Four rows by two vectors, for rows that the main tiles leave. */
    static void tile4x2(int depth, float[] a, int aAt, float[] start, int startAt, float[] b, int b0, int b1,
            float[] c, int c0, int c1, float[] v, int v0, int v1, float lr, float mu) {
        FloatVector c00 = broadcast(S, start[startAt]), c01 = c00;
        FloatVector c10 = broadcast(S, start[startAt + 1]), c11 = c10;
        FloatVector c20 = broadcast(S, start[startAt + 2]), c21 = c20;
        FloatVector c30 = broadcast(S, start[startAt + 3]), c31 = c30;
        for (int k = 0; k < depth; k++) {
            int at = aAt + k * LANES, row = k * LANES;
            FloatVector x0 = fromArray(S, b, b0 + row), x1 = fromArray(S, b, b1 + row);
            FloatVector a0 = broadcast(S, a[at]);     c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01);
            FloatVector a1 = broadcast(S, a[at + 1]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11);
            FloatVector a2 = broadcast(S, a[at + 2]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21);
            FloatVector a3 = broadcast(S, a[at + 3]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31);
        }
        if (v == null) {
            c00.intoArray(c, c0); c01.intoArray(c, c1);
            c10.intoArray(c, c0 + 16); c11.intoArray(c, c1 + 16);
            c20.intoArray(c, c0 + 32); c21.intoArray(c, c1 + 32);
            c30.intoArray(c, c0 + 48); c31.intoArray(c, c1 + 48);
            return;
        }
        FloatVector keep = broadcast(S, mu), minusLr = broadcast(S, -lr);
        c00 = keep.fma(fromArray(S, v, v0), c00); c00.intoArray(v, v0);
        minusLr.fma(c00, fromArray(S, c, c0)).intoArray(c, c0);
        c01 = keep.fma(fromArray(S, v, v1), c01); c01.intoArray(v, v1);
        minusLr.fma(c01, fromArray(S, c, c1)).intoArray(c, c1);
        c10 = keep.fma(fromArray(S, v, v0 + 16), c10); c10.intoArray(v, v0 + 16);
        minusLr.fma(c10, fromArray(S, c, c0 + 16)).intoArray(c, c0 + 16);
        c11 = keep.fma(fromArray(S, v, v1 + 16), c11); c11.intoArray(v, v1 + 16);
        minusLr.fma(c11, fromArray(S, c, c1 + 16)).intoArray(c, c1 + 16);
        c20 = keep.fma(fromArray(S, v, v0 + 32), c20); c20.intoArray(v, v0 + 32);
        minusLr.fma(c20, fromArray(S, c, c0 + 32)).intoArray(c, c0 + 32);
        c21 = keep.fma(fromArray(S, v, v1 + 32), c21); c21.intoArray(v, v1 + 32);
        minusLr.fma(c21, fromArray(S, c, c1 + 32)).intoArray(c, c1 + 32);
        c30 = keep.fma(fromArray(S, v, v0 + 48), c30); c30.intoArray(v, v0 + 48);
        minusLr.fma(c30, fromArray(S, c, c0 + 48)).intoArray(c, c0 + 48);
        c31 = keep.fma(fromArray(S, v, v1 + 48), c31); c31.intoArray(v, v1 + 48);
        minusLr.fma(c31, fromArray(S, c, c1 + 48)).intoArray(c, c1 + 48);
    }

    /** One row by two vectors, for the last rows. */
    static void tile1x2(int depth, float[] a, int aAt, float[] start, int startAt, float[] b, int b0, int b1,
            float[] c, int c0, int c1) {
        FloatVector c00 = broadcast(S, start[startAt]), c01 = c00;
        for (int k = 0; k < depth; k++) {
            int at = aAt + k * LANES, row = k * LANES;
            FloatVector x0 = fromArray(S, b, b0 + row), x1 = fromArray(S, b, b1 + row);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01);
        }
        c00.intoArray(c, c0); c01.intoArray(c, c1);
    }

    /** Eight rows by one vector, for the last panel of an odd number at 512 bits. */
    static void tile8x1(int depth, float[] a, int aAt, float[] start, int startAt, float[] b, int b0,
            float[] c, int c0) {
        FloatVector c00 = broadcast(S, start[startAt]);
        FloatVector c10 = broadcast(S, start[startAt + 1]);
        FloatVector c20 = broadcast(S, start[startAt + 2]);
        FloatVector c30 = broadcast(S, start[startAt + 3]);
        FloatVector c40 = broadcast(S, start[startAt + 4]);
        FloatVector c50 = broadcast(S, start[startAt + 5]);
        FloatVector c60 = broadcast(S, start[startAt + 6]);
        FloatVector c70 = broadcast(S, start[startAt + 7]);
        for (int k = 0; k < depth; k++) {
            int at = aAt + k * LANES, row = k * LANES;
            FloatVector x0 = fromArray(S, b, b0 + row);
            FloatVector a0 = broadcast(S, a[at]);     c00 = a0.fma(x0, c00);
            FloatVector a1 = broadcast(S, a[at + 1]); c10 = a1.fma(x0, c10);
            FloatVector a2 = broadcast(S, a[at + 2]); c20 = a2.fma(x0, c20);
            FloatVector a3 = broadcast(S, a[at + 3]); c30 = a3.fma(x0, c30);
            FloatVector a4 = broadcast(S, a[at + 4]); c40 = a4.fma(x0, c40);
            FloatVector a5 = broadcast(S, a[at + 5]); c50 = a5.fma(x0, c50);
            FloatVector a6 = broadcast(S, a[at + 6]); c60 = a6.fma(x0, c60);
            FloatVector a7 = broadcast(S, a[at + 7]); c70 = a7.fma(x0, c70);
        }
        c00.intoArray(c, c0);
        c10.intoArray(c, c0 + 16);
        c20.intoArray(c, c0 + 32);
        c30.intoArray(c, c0 + 48);
        c40.intoArray(c, c0 + 64);
        c50.intoArray(c, c0 + 80);
        c60.intoArray(c, c0 + 96);
        c70.intoArray(c, c0 + 112);
    }

    /** One row by one vector. */
    static void tile1x1(int depth, float[] a, int aAt, float[] start, int startAt, float[] b, int b0,
            float[] c, int c0) {
        FloatVector c00 = broadcast(S, start[startAt]);
        for (int k = 0; k < depth; k++) {
            int at = aAt + k * LANES, row = k * LANES;
            FloatVector x0 = fromArray(S, b, b0 + row);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00);
        }
        c00.intoArray(c, c0);
    }
}
