package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static java.lang.invoke.VarHandle.acquireFence;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * The main row tiles of 256- and 128-bit vectors on CPUs with sixteen vector registers: six rows by two vectors take fifteen, 12
 * accumulators, 2 of B and a broadcast. Twelve or ten chains keep two ports busy that take five cycles for a multiply-add; eight do not.
 *
 * <p>C2 likes to load early, and broadcasts of the rows to come would push accumulators out of their registers. So a fence stands
 * between two rows: no instruction on x86, but loads stay on their side of it.
 *
 * <p>For an index that is affine in a loop's variable C2 checks the range of every access before the loop, two comparisons for each
 * of them, which short sums notice. So the indices advance by {@code turn}, a parameter, which C2 cannot prove affine: the checks stay in
 * the loop, are merged to two for each array, and four steps of k a turn share them. That needs a tile too long to be
 * inlined, else C2 would see the constant; and one of fewer than 2,900 bytecodes, else C1 does not compile it.
 *
 * <p>The two vectors follow each other in a row of a panel, so that one index serves both. Else tiles and offsets are as in
 * {@link VectorRowTiles}. A sum begins with zero, or with what stands in C.
 */
final class VectorTightTiles {

    /** Floats of A and of B in a turn of the loop, four steps of k: what {@code turn} has to be. */
    static final int TURN = 4 * LANES;

    private VectorTightTiles() {
    }

    /** Six rows of {@code C = A^T B}. */
    static void row6x2(int depth, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, boolean fresh, int turn) {
        FloatVector c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51;
        if (fresh) {
            c00 = FloatVector.zero(S); c01 = c00; c10 = c00; c11 = c00; c20 = c00; c21 = c00;
            c30 = c00; c31 = c00; c40 = c00; c41 = c00; c50 = c00; c51 = c00;
        } else {
            c00 = fromArray(S, c, cAt); c01 = fromArray(S, c, cAt + LENGTH);
            c10 = fromArray(S, c, cAt + 16); c11 = fromArray(S, c, cAt + 16 + LENGTH);
            c20 = fromArray(S, c, cAt + 32); c21 = fromArray(S, c, cAt + 32 + LENGTH);
            c30 = fromArray(S, c, cAt + 48); c31 = fromArray(S, c, cAt + 48 + LENGTH);
            c40 = fromArray(S, c, cAt + 64); c41 = fromArray(S, c, cAt + 64 + LENGTH);
            c50 = fromArray(S, c, cAt + 80); c51 = fromArray(S, c, cAt + 80 + LENGTH);
        }
        int at = aAt, row = bAt;
        for (int k = depth / 4; k > 0; k--) {
            FloatVector x0 = fromArray(S, b, row), x1 = fromArray(S, b, row + LENGTH);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            FloatVector a1 = broadcast(S, a[at + 1]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            FloatVector a2 = broadcast(S, a[at + 2]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            FloatVector a3 = broadcast(S, a[at + 3]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            FloatVector a4 = broadcast(S, a[at + 4]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            FloatVector a5 = broadcast(S, a[at + 5]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51); acquireFence();
            x0 = fromArray(S, b, row + 16); x1 = fromArray(S, b, row + 16 + LENGTH);
            a0 = broadcast(S, a[at + 16]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 17]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 18]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 19]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 20]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            a5 = broadcast(S, a[at + 21]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51); acquireFence();
            x0 = fromArray(S, b, row + 32); x1 = fromArray(S, b, row + 32 + LENGTH);
            a0 = broadcast(S, a[at + 32]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 33]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 34]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 35]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 36]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            a5 = broadcast(S, a[at + 37]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51); acquireFence();
            x0 = fromArray(S, b, row + 48); x1 = fromArray(S, b, row + 48 + LENGTH);
            a0 = broadcast(S, a[at + 48]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 49]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 50]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 51]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 52]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            a5 = broadcast(S, a[at + 53]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51);
            at += turn; row += turn;
        }
        for (int k = depth % 4; k > 0; k--) {
            FloatVector x0 = fromArray(S, b, row), x1 = fromArray(S, b, row + LENGTH);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            FloatVector a1 = broadcast(S, a[at + 1]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            FloatVector a2 = broadcast(S, a[at + 2]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            FloatVector a3 = broadcast(S, a[at + 3]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            FloatVector a4 = broadcast(S, a[at + 4]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            FloatVector a5 = broadcast(S, a[at + 5]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51);
            at += LANES; row += LANES;
        }
        c00.intoArray(c, cAt); c01.intoArray(c, cAt + LENGTH);
        c10.intoArray(c, cAt + 16); c11.intoArray(c, cAt + 16 + LENGTH);
        c20.intoArray(c, cAt + 32); c21.intoArray(c, cAt + 32 + LENGTH);
        c30.intoArray(c, cAt + 48); c31.intoArray(c, cAt + 48 + LENGTH);
        c40.intoArray(c, cAt + 64); c41.intoArray(c, cAt + 64 + LENGTH);
        c50.intoArray(c, cAt + 80); c51.intoArray(c, cAt + 80 + LENGTH);
    }

    /** Five rows of {@code C = A^T B}. */
    static void row5x2(int depth, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, boolean fresh, int turn) {
        FloatVector c00, c01, c10, c11, c20, c21, c30, c31, c40, c41;
        if (fresh) {
            c00 = FloatVector.zero(S); c01 = c00; c10 = c00; c11 = c00; c20 = c00; c21 = c00;
            c30 = c00; c31 = c00; c40 = c00; c41 = c00;
        } else {
            c00 = fromArray(S, c, cAt); c01 = fromArray(S, c, cAt + LENGTH);
            c10 = fromArray(S, c, cAt + 16); c11 = fromArray(S, c, cAt + 16 + LENGTH);
            c20 = fromArray(S, c, cAt + 32); c21 = fromArray(S, c, cAt + 32 + LENGTH);
            c30 = fromArray(S, c, cAt + 48); c31 = fromArray(S, c, cAt + 48 + LENGTH);
            c40 = fromArray(S, c, cAt + 64); c41 = fromArray(S, c, cAt + 64 + LENGTH);
        }
        int at = aAt, row = bAt;
        for (int k = depth / 4; k > 0; k--) {
            FloatVector x0 = fromArray(S, b, row), x1 = fromArray(S, b, row + LENGTH);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            FloatVector a1 = broadcast(S, a[at + 1]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            FloatVector a2 = broadcast(S, a[at + 2]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            FloatVector a3 = broadcast(S, a[at + 3]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            FloatVector a4 = broadcast(S, a[at + 4]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            x0 = fromArray(S, b, row + 16); x1 = fromArray(S, b, row + 16 + LENGTH);
            a0 = broadcast(S, a[at + 16]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 17]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 18]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 19]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 20]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            x0 = fromArray(S, b, row + 32); x1 = fromArray(S, b, row + 32 + LENGTH);
            a0 = broadcast(S, a[at + 32]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 33]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 34]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 35]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 36]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            x0 = fromArray(S, b, row + 48); x1 = fromArray(S, b, row + 48 + LENGTH);
            a0 = broadcast(S, a[at + 48]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 49]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 50]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 51]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 52]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41);
            at += turn; row += turn;
        }
        for (int k = depth % 4; k > 0; k--) {
            FloatVector x0 = fromArray(S, b, row), x1 = fromArray(S, b, row + LENGTH);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            FloatVector a1 = broadcast(S, a[at + 1]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            FloatVector a2 = broadcast(S, a[at + 2]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            FloatVector a3 = broadcast(S, a[at + 3]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            FloatVector a4 = broadcast(S, a[at + 4]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41);
            at += LANES; row += LANES;
        }
        c00.intoArray(c, cAt); c01.intoArray(c, cAt + LENGTH);
        c10.intoArray(c, cAt + 16); c11.intoArray(c, cAt + 16 + LENGTH);
        c20.intoArray(c, cAt + 32); c21.intoArray(c, cAt + 32 + LENGTH);
        c30.intoArray(c, cAt + 48); c31.intoArray(c, cAt + 48 + LENGTH);
        c40.intoArray(c, cAt + 64); c41.intoArray(c, cAt + 64 + LENGTH);
    }
}
