package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static java.lang.invoke.VarHandle.acquireFence;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * The main tiles of 256- and 128-bit vectors on CPUs with sixteen vector registers: six rows by two vectors take fifteen, 12
 * accumulators, 2 of B and a broadcast. Twelve or ten chains keep two ports busy that take five cycles for a multiply-add; eight do not.
 *
 * <p>C2 likes to load early, and broadcasts of the rows to come would push accumulators out of their registers. So a fence stands
 * between two rows: no instruction on x86, but loads stay on their side of it.
 *
 * <p>The two vectors follow each other in a row of a panel, so that one index serves both. Else tiles and offsets are as in
 * {@link VectorRowTiles} and {@link VectorColumnTiles}.
 */
final class VectorTightTiles {

    private VectorTightTiles() {
    }

    /** Rows of the tile that comes next in a row product, of those that a panel of A still has; 4 for a smaller one. */
    static int rowsNext(int left) {
        return switch (left) {
            case 6, 7, 11, 12, 16 -> 6;
            case 5, 9, 10, 13, 14, 15 -> 5;
            default -> 4;
        };
    }

    /** Six rows of {@code C = A^T B}, as in {@link VectorRowTiles}. */
    static void row6x2(int depth, float[] a, int aAt, float[] start, int startAt, float[] b, int bAt, float[] c, int cAt,
            float[] v, int vAt, float lr, float mu) {
        FloatVector c00 = broadcast(S, start[startAt]), c01 = c00;
        FloatVector c10 = broadcast(S, start[startAt + 1]), c11 = c10;
        FloatVector c20 = broadcast(S, start[startAt + 2]), c21 = c20;
        FloatVector c30 = broadcast(S, start[startAt + 3]), c31 = c30;
        FloatVector c40 = broadcast(S, start[startAt + 4]), c41 = c40;
        FloatVector c50 = broadcast(S, start[startAt + 5]), c51 = c50;
        for (int k = 0; k < depth; k++) {
            int at = aAt + k * LANES, row = bAt + k * LANES;
            FloatVector x0 = fromArray(S, b, row), x1 = fromArray(S, b, row + LENGTH);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            FloatVector a1 = broadcast(S, a[at + 1]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            FloatVector a2 = broadcast(S, a[at + 2]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            FloatVector a3 = broadcast(S, a[at + 3]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            FloatVector a4 = broadcast(S, a[at + 4]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            FloatVector a5 = broadcast(S, a[at + 5]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51);
        }
        if (v == null) {
            c00.intoArray(c, cAt); c01.intoArray(c, cAt + LENGTH);
            c10.intoArray(c, cAt + 16); c11.intoArray(c, cAt + 16 + LENGTH);
            c20.intoArray(c, cAt + 32); c21.intoArray(c, cAt + 32 + LENGTH);
            c30.intoArray(c, cAt + 48); c31.intoArray(c, cAt + 48 + LENGTH);
            c40.intoArray(c, cAt + 64); c41.intoArray(c, cAt + 64 + LENGTH);
            c50.intoArray(c, cAt + 80); c51.intoArray(c, cAt + 80 + LENGTH);
            return;
        }
        FloatVector keep = broadcast(S, mu), minusLr = broadcast(S, -lr);
        c00 = keep.fma(fromArray(S, v, vAt), c00); c00.intoArray(v, vAt);
        minusLr.fma(c00, fromArray(S, c, cAt)).intoArray(c, cAt);
        c01 = keep.fma(fromArray(S, v, vAt + LENGTH), c01); c01.intoArray(v, vAt + LENGTH);
        minusLr.fma(c01, fromArray(S, c, cAt + LENGTH)).intoArray(c, cAt + LENGTH);
        c10 = keep.fma(fromArray(S, v, vAt + 16), c10); c10.intoArray(v, vAt + 16);
        minusLr.fma(c10, fromArray(S, c, cAt + 16)).intoArray(c, cAt + 16);
        c11 = keep.fma(fromArray(S, v, vAt + 16 + LENGTH), c11); c11.intoArray(v, vAt + 16 + LENGTH);
        minusLr.fma(c11, fromArray(S, c, cAt + 16 + LENGTH)).intoArray(c, cAt + 16 + LENGTH);
        c20 = keep.fma(fromArray(S, v, vAt + 32), c20); c20.intoArray(v, vAt + 32);
        minusLr.fma(c20, fromArray(S, c, cAt + 32)).intoArray(c, cAt + 32);
        c21 = keep.fma(fromArray(S, v, vAt + 32 + LENGTH), c21); c21.intoArray(v, vAt + 32 + LENGTH);
        minusLr.fma(c21, fromArray(S, c, cAt + 32 + LENGTH)).intoArray(c, cAt + 32 + LENGTH);
        c30 = keep.fma(fromArray(S, v, vAt + 48), c30); c30.intoArray(v, vAt + 48);
        minusLr.fma(c30, fromArray(S, c, cAt + 48)).intoArray(c, cAt + 48);
        c31 = keep.fma(fromArray(S, v, vAt + 48 + LENGTH), c31); c31.intoArray(v, vAt + 48 + LENGTH);
        minusLr.fma(c31, fromArray(S, c, cAt + 48 + LENGTH)).intoArray(c, cAt + 48 + LENGTH);
        c40 = keep.fma(fromArray(S, v, vAt + 64), c40); c40.intoArray(v, vAt + 64);
        minusLr.fma(c40, fromArray(S, c, cAt + 64)).intoArray(c, cAt + 64);
        c41 = keep.fma(fromArray(S, v, vAt + 64 + LENGTH), c41); c41.intoArray(v, vAt + 64 + LENGTH);
        minusLr.fma(c41, fromArray(S, c, cAt + 64 + LENGTH)).intoArray(c, cAt + 64 + LENGTH);
        c50 = keep.fma(fromArray(S, v, vAt + 80), c50); c50.intoArray(v, vAt + 80);
        minusLr.fma(c50, fromArray(S, c, cAt + 80)).intoArray(c, cAt + 80);
        c51 = keep.fma(fromArray(S, v, vAt + 80 + LENGTH), c51); c51.intoArray(v, vAt + 80 + LENGTH);
        minusLr.fma(c51, fromArray(S, c, cAt + 80 + LENGTH)).intoArray(c, cAt + 80 + LENGTH);
    }

    /** Five rows of {@code C = A^T B}, whose broadcasts have room enough. */
    static void row5x2(int depth, float[] a, int aAt, float[] start, int startAt, float[] b, int bAt, float[] c, int cAt,
            float[] v, int vAt, float lr, float mu) {
        FloatVector c00 = broadcast(S, start[startAt]), c01 = c00;
        FloatVector c10 = broadcast(S, start[startAt + 1]), c11 = c10;
        FloatVector c20 = broadcast(S, start[startAt + 2]), c21 = c20;
        FloatVector c30 = broadcast(S, start[startAt + 3]), c31 = c30;
        FloatVector c40 = broadcast(S, start[startAt + 4]), c41 = c40;
        for (int k = 0; k < depth; k++) {
            int at = aAt + k * LANES, row = bAt + k * LANES;
            FloatVector x0 = fromArray(S, b, row), x1 = fromArray(S, b, row + LENGTH);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01);
            FloatVector a1 = broadcast(S, a[at + 1]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11);
            FloatVector a2 = broadcast(S, a[at + 2]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21);
            FloatVector a3 = broadcast(S, a[at + 3]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31);
            FloatVector a4 = broadcast(S, a[at + 4]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41);
        }
        if (v == null) {
            c00.intoArray(c, cAt); c01.intoArray(c, cAt + LENGTH);
            c10.intoArray(c, cAt + 16); c11.intoArray(c, cAt + 16 + LENGTH);
            c20.intoArray(c, cAt + 32); c21.intoArray(c, cAt + 32 + LENGTH);
            c30.intoArray(c, cAt + 48); c31.intoArray(c, cAt + 48 + LENGTH);
            c40.intoArray(c, cAt + 64); c41.intoArray(c, cAt + 64 + LENGTH);
            return;
        }
        FloatVector keep = broadcast(S, mu), minusLr = broadcast(S, -lr);
        c00 = keep.fma(fromArray(S, v, vAt), c00); c00.intoArray(v, vAt);
        minusLr.fma(c00, fromArray(S, c, cAt)).intoArray(c, cAt);
        c01 = keep.fma(fromArray(S, v, vAt + LENGTH), c01); c01.intoArray(v, vAt + LENGTH);
        minusLr.fma(c01, fromArray(S, c, cAt + LENGTH)).intoArray(c, cAt + LENGTH);
        c10 = keep.fma(fromArray(S, v, vAt + 16), c10); c10.intoArray(v, vAt + 16);
        minusLr.fma(c10, fromArray(S, c, cAt + 16)).intoArray(c, cAt + 16);
        c11 = keep.fma(fromArray(S, v, vAt + 16 + LENGTH), c11); c11.intoArray(v, vAt + 16 + LENGTH);
        minusLr.fma(c11, fromArray(S, c, cAt + 16 + LENGTH)).intoArray(c, cAt + 16 + LENGTH);
        c20 = keep.fma(fromArray(S, v, vAt + 32), c20); c20.intoArray(v, vAt + 32);
        minusLr.fma(c20, fromArray(S, c, cAt + 32)).intoArray(c, cAt + 32);
        c21 = keep.fma(fromArray(S, v, vAt + 32 + LENGTH), c21); c21.intoArray(v, vAt + 32 + LENGTH);
        minusLr.fma(c21, fromArray(S, c, cAt + 32 + LENGTH)).intoArray(c, cAt + 32 + LENGTH);
        c30 = keep.fma(fromArray(S, v, vAt + 48), c30); c30.intoArray(v, vAt + 48);
        minusLr.fma(c30, fromArray(S, c, cAt + 48)).intoArray(c, cAt + 48);
        c31 = keep.fma(fromArray(S, v, vAt + 48 + LENGTH), c31); c31.intoArray(v, vAt + 48 + LENGTH);
        minusLr.fma(c31, fromArray(S, c, cAt + 48 + LENGTH)).intoArray(c, cAt + 48 + LENGTH);
        c40 = keep.fma(fromArray(S, v, vAt + 64), c40); c40.intoArray(v, vAt + 64);
        minusLr.fma(c40, fromArray(S, c, cAt + 64)).intoArray(c, cAt + 64);
        c41 = keep.fma(fromArray(S, v, vAt + 64 + LENGTH), c41); c41.intoArray(v, vAt + 64 + LENGTH);
        minusLr.fma(c41, fromArray(S, c, cAt + 64 + LENGTH)).intoArray(c, cAt + 64 + LENGTH);
    }

    /**
     * Six rows of {@code C = A B}, as in {@link VectorColumnTiles}. The floats of A for one k are all in the same bank of the cache, so
     * four steps of k are a turn, whose loads mix. Row r begins with the vectors at {@code startAt + r * startStep}.
     */
    static void column6x2(int depth, float[] a, int aAt, int aJump, float[] start, int startAt, int startStep,
            float[] b, int bAt, float[] c, int cAt) {
        FloatVector c00 = fromArray(S, start, startAt), c01 = fromArray(S, start, startAt + LENGTH);
        startAt += startStep;
        FloatVector c10 = fromArray(S, start, startAt), c11 = fromArray(S, start, startAt + LENGTH);
        startAt += startStep;
        FloatVector c20 = fromArray(S, start, startAt), c21 = fromArray(S, start, startAt + LENGTH);
        startAt += startStep;
        FloatVector c30 = fromArray(S, start, startAt), c31 = fromArray(S, start, startAt + LENGTH);
        startAt += startStep;
        FloatVector c40 = fromArray(S, start, startAt), c41 = fromArray(S, start, startAt + LENGTH);
        startAt += startStep;
        FloatVector c50 = fromArray(S, start, startAt), c51 = fromArray(S, start, startAt + LENGTH);
        int k = 0;
        for (int end = depth - 3; k < end; k += 4) {
            int at = aAt + k + (k >> 4) * aJump, row = bAt + k * LANES;
            FloatVector x0 = fromArray(S, b, row), x1 = fromArray(S, b, row + LENGTH);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            FloatVector a1 = broadcast(S, a[at + 16]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            FloatVector a2 = broadcast(S, a[at + 32]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            FloatVector a3 = broadcast(S, a[at + 48]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            FloatVector a4 = broadcast(S, a[at + 64]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            FloatVector a5 = broadcast(S, a[at + 80]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51); acquireFence();
            x0 = fromArray(S, b, row + 16); x1 = fromArray(S, b, row + 16 + LENGTH);
            a0 = broadcast(S, a[at + 1]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 17]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 33]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 49]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 65]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            a5 = broadcast(S, a[at + 81]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51); acquireFence();
            x0 = fromArray(S, b, row + 32); x1 = fromArray(S, b, row + 32 + LENGTH);
            a0 = broadcast(S, a[at + 2]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 18]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 34]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 50]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 66]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            a5 = broadcast(S, a[at + 82]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51); acquireFence();
            x0 = fromArray(S, b, row + 48); x1 = fromArray(S, b, row + 48 + LENGTH);
            a0 = broadcast(S, a[at + 3]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            a1 = broadcast(S, a[at + 19]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            a2 = broadcast(S, a[at + 35]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            a3 = broadcast(S, a[at + 51]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            a4 = broadcast(S, a[at + 67]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            a5 = broadcast(S, a[at + 83]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51);
        }
        for (; k < depth; k++) {
            int at = aAt + k + (k >> 4) * aJump, row = bAt + k * LANES;
            FloatVector x0 = fromArray(S, b, row), x1 = fromArray(S, b, row + LENGTH);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            FloatVector a1 = broadcast(S, a[at + 16]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            FloatVector a2 = broadcast(S, a[at + 32]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            FloatVector a3 = broadcast(S, a[at + 48]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            FloatVector a4 = broadcast(S, a[at + 64]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            FloatVector a5 = broadcast(S, a[at + 80]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51);
        }
        c00.intoArray(c, cAt); c01.intoArray(c, cAt + LENGTH);
        c10.intoArray(c, cAt + 16); c11.intoArray(c, cAt + 16 + LENGTH);
        c20.intoArray(c, cAt + 32); c21.intoArray(c, cAt + 32 + LENGTH);
        c30.intoArray(c, cAt + 48); c31.intoArray(c, cAt + 48 + LENGTH);
        c40.intoArray(c, cAt + 64); c41.intoArray(c, cAt + 64 + LENGTH);
        c50.intoArray(c, cAt + 80); c51.intoArray(c, cAt + 80 + LENGTH);
    }
}
