package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static dev.lanewise.panel.Panels.SHIFT;
import static java.lang.invoke.VarHandle.acquireFence;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * The main column tile of 256- and 128-bit vectors on CPUs with sixteen vector registers, with the registers, the fences and the index of
 * {@link VectorTightTiles}; A, B and C are as in {@link VectorColumnTiles}.
 *
 * <p>The floats of A for one k are all in the same bank of the cache, so several steps of k are a turn, whose loads mix: eight, which are
 * half a row of a panel of A. That fits into 2,900 bytecodes since A, B and its index are early parameters, which take fewer of them.
 */
final class VectorTightColumnTile {

    /** Floats of B in a turn of the loop, eight steps of k: what {@code turn} has to be. */
    static final int TURN = 8 * LANES;

    private VectorTightColumnTile() {
    }

    /** Six rows of {@code C = A B}; the sums begin with zero, or with what stands in C. */
    static void run6x2(int depth, float[] a, float[] b, int bAt, int aAt, int aJump, float[] c, int cAt, boolean fresh, int turn) {
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
        int k = 0;
        for (int end = depth & -8; k < end; k += 8) {
            int at = aAt + k + (k >> SHIFT) * aJump;
            FloatVector x0 = fromArray(S, b, bAt), x1 = fromArray(S, b, bAt + LENGTH);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            FloatVector a1 = broadcast(S, a[at + 16]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            FloatVector a2 = broadcast(S, a[at + 32]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            FloatVector a3 = broadcast(S, a[at + 48]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            FloatVector a4 = broadcast(S, a[at + 64]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            FloatVector a5 = broadcast(S, a[at + 80]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51); acquireFence();
            x0 = fromArray(S, b, bAt + 16); x1 = fromArray(S, b, bAt + 16 + LENGTH);
            a0 = broadcast(S, a[at + 1]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 17]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 33]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 49]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 65]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            a5 = broadcast(S, a[at + 81]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51); acquireFence();
            x0 = fromArray(S, b, bAt + 32); x1 = fromArray(S, b, bAt + 32 + LENGTH);
            a0 = broadcast(S, a[at + 2]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 18]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 34]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 50]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 66]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            a5 = broadcast(S, a[at + 82]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51); acquireFence();
            x0 = fromArray(S, b, bAt + 48); x1 = fromArray(S, b, bAt + 48 + LENGTH);
            a0 = broadcast(S, a[at + 3]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 19]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 35]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 51]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 67]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            a5 = broadcast(S, a[at + 83]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51); acquireFence();
            x0 = fromArray(S, b, bAt + 64); x1 = fromArray(S, b, bAt + 64 + LENGTH);
            a0 = broadcast(S, a[at + 4]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 20]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 36]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 52]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 68]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            a5 = broadcast(S, a[at + 84]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51); acquireFence();
            x0 = fromArray(S, b, bAt + 80); x1 = fromArray(S, b, bAt + 80 + LENGTH);
            a0 = broadcast(S, a[at + 5]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 21]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 37]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 53]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 69]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            a5 = broadcast(S, a[at + 85]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51); acquireFence();
            x0 = fromArray(S, b, bAt + 96); x1 = fromArray(S, b, bAt + 96 + LENGTH);
            a0 = broadcast(S, a[at + 6]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 22]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 38]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 54]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 70]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            a5 = broadcast(S, a[at + 86]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51); acquireFence();
            x0 = fromArray(S, b, bAt + 112); x1 = fromArray(S, b, bAt + 112 + LENGTH);
            a0 = broadcast(S, a[at + 7]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 23]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 39]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 55]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 71]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            a5 = broadcast(S, a[at + 87]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51);
            bAt += turn;
        }
        for (; k < depth; k++) {
            int at = aAt + k + (k >> SHIFT) * aJump;
            FloatVector x0 = fromArray(S, b, bAt), x1 = fromArray(S, b, bAt + LENGTH);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            FloatVector a1 = broadcast(S, a[at + 16]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            FloatVector a2 = broadcast(S, a[at + 32]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            FloatVector a3 = broadcast(S, a[at + 48]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            FloatVector a4 = broadcast(S, a[at + 64]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            FloatVector a5 = broadcast(S, a[at + 80]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51);
            bAt += LANES;
        }
        c00.intoArray(c, cAt); c01.intoArray(c, cAt + LENGTH);
        c10.intoArray(c, cAt + 16); c11.intoArray(c, cAt + 16 + LENGTH);
        c20.intoArray(c, cAt + 32); c21.intoArray(c, cAt + 32 + LENGTH);
        c30.intoArray(c, cAt + 48); c31.intoArray(c, cAt + 48 + LENGTH);
        c40.intoArray(c, cAt + 64); c41.intoArray(c, cAt + 64 + LENGTH);
        c50.intoArray(c, cAt + 80); c51.intoArray(c, cAt + 80 + LENGTH);
    }
}
