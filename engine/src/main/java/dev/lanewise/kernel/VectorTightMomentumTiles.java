package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static java.lang.invoke.VarHandle.acquireFence;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * The row tiles of {@link VectorTightTiles} for a weight gradient {@code A^T B} that goes from the registers into velocities and weights:
 * {@code v = fma(mu, v, g); c = fma(-lr, v, c)}.
 *
 * <p>Tiles of their own, since a branch between two endings would make the others too long for C1; and gradients that go to memory
 * first cost 3 to 16 percent of a step.
 */
final class VectorTightMomentumTiles {

    private VectorTightMomentumTiles() {
    }

    /** Six rows of weights c, with their velocities v; {@code turn} is {@link VectorTightTiles#TURN}. */
    static void run6x2(int depth, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt,
            float[] v, int vAt, float lr, float mu, int turn) {
        FloatVector c00 = FloatVector.zero(S), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
        FloatVector c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
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

    /** Five rows of weights c, with their velocities v; {@code turn} is {@link VectorTightTiles#TURN}. */
    static void run5x2(int depth, float[] a, int aAt, float[] b, int bAt, float[] c, int cAt,
            float[] v, int vAt, float lr, float mu, int turn) {
        FloatVector c00 = FloatVector.zero(S), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
        FloatVector c30 = c00, c31 = c00, c40 = c00, c41 = c00;
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
}
