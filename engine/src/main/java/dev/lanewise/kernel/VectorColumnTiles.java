package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.kernel.VectorWidth.offset;
import static dev.lanewise.panel.Panels.LANES;
import static dev.lanewise.panel.Panels.SHIFT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Register tiles of {@code C = A B} for P(m x depth), P(depth x n) and P(m x n): k after k, a column of a panel of A
 * (floats sixteen apart) is broadcast float by float and multiplied into the vectors of B.
 *
 * <p>One flat loop over k: {@code aJump} is what brings the index from the end of one panel row of A to the next panel, its
 * stride less sixteen. Tiles and offsets are as in {@link VectorRowTiles}; every row of C begins with the vectors at
 * {@code s0}, {@code s1} of {@code start}.
 *
 * <p>Register budget: 12x2 has 24 accumulators, 2 of B and the broadcasts, which are operands in memory at 512 bits alone. Floats
 * sixteen apart are in the same bank of a cache, which gives one of them in a cycle. At 512 bits a broadcast feeds two
 * multiply-adds of two cycles; at narrower widths it takes four of them to be worth its cycle: 6x4 has 24 + 4 + 4 of 32. Sixteen
 * registers do not hold so much: see {@link VectorTightColumnTile}. For one row of C, 1x8 keeps eight chains going.
 */
final class VectorColumnTiles {

    private VectorColumnTiles() {
    }

    /** Twelve rows by two vectors, for 512-bit vectors; prefetches in the array of A, as {@link VectorPrefetchingTiles} says. */
    static void tile12x2(int depth, float[] a, int aAt, int aJump, float[] start, int s0, int s1, float[] b, int b0, int b1,
            float[] c, int c0, int c1, int ahead, int gap) {
        float touched = 0f;
        FloatVector c00 = fromArray(S, start, s0), c01 = fromArray(S, start, s1);
        FloatVector c10 = fromArray(S, start, s0), c11 = fromArray(S, start, s1);
        FloatVector c20 = fromArray(S, start, s0), c21 = fromArray(S, start, s1);
        FloatVector c30 = fromArray(S, start, s0), c31 = fromArray(S, start, s1);
        FloatVector c40 = fromArray(S, start, s0), c41 = fromArray(S, start, s1);
        FloatVector c50 = fromArray(S, start, s0), c51 = fromArray(S, start, s1);
        FloatVector c60 = fromArray(S, start, s0), c61 = fromArray(S, start, s1);
        FloatVector c70 = fromArray(S, start, s0), c71 = fromArray(S, start, s1);
        FloatVector c80 = fromArray(S, start, s0), c81 = fromArray(S, start, s1);
        FloatVector c90 = fromArray(S, start, s0), c91 = fromArray(S, start, s1);
        FloatVector ca0 = fromArray(S, start, s0), ca1 = fromArray(S, start, s1);
        FloatVector cb0 = fromArray(S, start, s0), cb1 = fromArray(S, start, s1);
        for (int from = 0; from < depth; from += VectorPrefetchingTiles.EVERY) {
            int line = ahead;
            touched += a[line]; line += gap;
            touched += a[line]; line += gap;
            touched += a[line]; line += gap;
            touched += a[line];
            ahead += LANES;
            int end = Math.min(depth, from + VectorPrefetchingTiles.EVERY);
            for (int k = from; k < end; k++) {
                int at = aAt + k + (k >> SHIFT) * aJump, row = k * LANES;
                FloatVector x0 = fromArray(S, b, b0 + row), x1 = fromArray(S, b, b1 + row);
                FloatVector a0 = broadcast(S, a[at]);       c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01);
                FloatVector a1 = broadcast(S, a[at + 16]);  c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11);
                FloatVector a2 = broadcast(S, a[at + 32]);  c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21);
                FloatVector a3 = broadcast(S, a[at + 48]);  c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31);
                FloatVector a4 = broadcast(S, a[at + 64]);  c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41);
                FloatVector a5 = broadcast(S, a[at + 80]);  c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51);
                FloatVector a6 = broadcast(S, a[at + 96]);  c60 = a6.fma(x0, c60); c61 = a6.fma(x1, c61);
                FloatVector a7 = broadcast(S, a[at + 112]); c70 = a7.fma(x0, c70); c71 = a7.fma(x1, c71);
                FloatVector a8 = broadcast(S, a[at + 128]); c80 = a8.fma(x0, c80); c81 = a8.fma(x1, c81);
                FloatVector a9 = broadcast(S, a[at + 144]); c90 = a9.fma(x0, c90); c91 = a9.fma(x1, c91);
                FloatVector aa = broadcast(S, a[at + 160]); ca0 = aa.fma(x0, ca0); ca1 = aa.fma(x1, ca1);
                FloatVector ab = broadcast(S, a[at + 176]); cb0 = ab.fma(x0, cb0); cb1 = ab.fma(x1, cb1);
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
        c80.intoArray(c, c0 + 128); c81.intoArray(c, c1 + 128);
        c90.intoArray(c, c0 + 144); c91.intoArray(c, c1 + 144);
        ca0.intoArray(c, c0 + 160); ca1.intoArray(c, c1 + 160);
        cb0.intoArray(c, c0 + 176); cb1.intoArray(c, c1 + 176);
    }

    /** Six rows by four vectors: the main tile of narrower vectors where there are 32 registers. */
    static void tile6x4(int depth, float[] a, int aAt, int aJump, float[] start, int sAt, int sStride, float[] b, int bAt, int bStride,
            float[] c, int cAt, int cStride) {
        int s0 = sAt + offset(0, sStride), b0 = bAt + offset(0, bStride), c0 = cAt + offset(0, cStride);
        int s1 = sAt + offset(1, sStride), b1 = bAt + offset(1, bStride), c1 = cAt + offset(1, cStride);
        int s2 = sAt + offset(2, sStride), b2 = bAt + offset(2, bStride), c2 = cAt + offset(2, cStride);
        int s3 = sAt + offset(3, sStride), b3 = bAt + offset(3, bStride), c3 = cAt + offset(3, cStride);
        FloatVector c00 = fromArray(S, start, s0), c01 = fromArray(S, start, s1);
        FloatVector c02 = fromArray(S, start, s2), c03 = fromArray(S, start, s3);
        FloatVector c10 = fromArray(S, start, s0), c11 = fromArray(S, start, s1);
        FloatVector c12 = fromArray(S, start, s2), c13 = fromArray(S, start, s3);
        FloatVector c20 = fromArray(S, start, s0), c21 = fromArray(S, start, s1);
        FloatVector c22 = fromArray(S, start, s2), c23 = fromArray(S, start, s3);
        FloatVector c30 = fromArray(S, start, s0), c31 = fromArray(S, start, s1);
        FloatVector c32 = fromArray(S, start, s2), c33 = fromArray(S, start, s3);
        FloatVector c40 = fromArray(S, start, s0), c41 = fromArray(S, start, s1);
        FloatVector c42 = fromArray(S, start, s2), c43 = fromArray(S, start, s3);
        FloatVector c50 = fromArray(S, start, s0), c51 = fromArray(S, start, s1);
        FloatVector c52 = fromArray(S, start, s2), c53 = fromArray(S, start, s3);
        for (int k = 0; k < depth; k++) {
            int at = aAt + k + (k >> SHIFT) * aJump, row = k * LANES;
            FloatVector x0 = fromArray(S, b, b0 + row), x1 = fromArray(S, b, b1 + row);
            FloatVector x2 = fromArray(S, b, b2 + row), x3 = fromArray(S, b, b3 + row);
            FloatVector a0 = broadcast(S, a[at]);
            c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); c02 = a0.fma(x2, c02); c03 = a0.fma(x3, c03);
            FloatVector a1 = broadcast(S, a[at + 16]);
            c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); c12 = a1.fma(x2, c12); c13 = a1.fma(x3, c13);
            FloatVector a2 = broadcast(S, a[at + 32]);
            c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); c22 = a2.fma(x2, c22); c23 = a2.fma(x3, c23);
            FloatVector a3 = broadcast(S, a[at + 48]);
            c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); c32 = a3.fma(x2, c32); c33 = a3.fma(x3, c33);
            FloatVector a4 = broadcast(S, a[at + 64]);
            c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); c42 = a4.fma(x2, c42); c43 = a4.fma(x3, c43);
            FloatVector a5 = broadcast(S, a[at + 80]);
            c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51); c52 = a5.fma(x2, c52); c53 = a5.fma(x3, c53);
        }
        c00.intoArray(c, c0); c01.intoArray(c, c1); c02.intoArray(c, c2); c03.intoArray(c, c3);
        c10.intoArray(c, c0 + 16); c11.intoArray(c, c1 + 16); c12.intoArray(c, c2 + 16); c13.intoArray(c, c3 + 16);
        c20.intoArray(c, c0 + 32); c21.intoArray(c, c1 + 32); c22.intoArray(c, c2 + 32); c23.intoArray(c, c3 + 32);
        c30.intoArray(c, c0 + 48); c31.intoArray(c, c1 + 48); c32.intoArray(c, c2 + 48); c33.intoArray(c, c3 + 48);
        c40.intoArray(c, c0 + 64); c41.intoArray(c, c1 + 64); c42.intoArray(c, c2 + 64); c43.intoArray(c, c3 + 64);
        c50.intoArray(c, c0 + 80); c51.intoArray(c, c1 + 80); c52.intoArray(c, c2 + 80); c53.intoArray(c, c3 + 80);
    }

    /** Four rows by two vectors, for rows that the main tiles leave. */
    static void tile4x2(int depth, float[] a, int aAt, int aJump, float[] start, int s0, int s1, float[] b, int b0, int b1,
            float[] c, int c0, int c1) {
        FloatVector c00 = fromArray(S, start, s0), c01 = fromArray(S, start, s1);
        FloatVector c10 = fromArray(S, start, s0), c11 = fromArray(S, start, s1);
        FloatVector c20 = fromArray(S, start, s0), c21 = fromArray(S, start, s1);
        FloatVector c30 = fromArray(S, start, s0), c31 = fromArray(S, start, s1);
        for (int k = 0; k < depth; k++) {
            int at = aAt + k + (k >> SHIFT) * aJump, row = k * LANES;
            FloatVector x0 = fromArray(S, b, b0 + row), x1 = fromArray(S, b, b1 + row);
            FloatVector a0 = broadcast(S, a[at]);      c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01);
            FloatVector a1 = broadcast(S, a[at + 16]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11);
            FloatVector a2 = broadcast(S, a[at + 32]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21);
            FloatVector a3 = broadcast(S, a[at + 48]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31);
        }
        c00.intoArray(c, c0); c01.intoArray(c, c1);
        c10.intoArray(c, c0 + 16); c11.intoArray(c, c1 + 16);
        c20.intoArray(c, c0 + 32); c21.intoArray(c, c1 + 32);
        c30.intoArray(c, c0 + 48); c31.intoArray(c, c1 + 48);
    }

    /** One row by two vectors, for the last rows. */
    static void tile1x2(int depth, float[] a, int aAt, int aJump, float[] start, int s0, int s1, float[] b, int b0, int b1,
            float[] c, int c0, int c1, int one) {
        FloatVector c00 = fromArray(S, start, s0), c01 = fromArray(S, start, s1);
        for (int k = 0; k < depth; k += one) {
            int at = aAt + k + (k >> SHIFT) * aJump, row = k * LANES;
            FloatVector x0 = fromArray(S, b, b0 + row), x1 = fromArray(S, b, b1 + row);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01);
        }
        c00.intoArray(c, c0); c01.intoArray(c, c1);
    }

    /** Eight rows by one vector, for the last panel of an odd number at 512 bits. */
    static void tile8x1(int depth, float[] a, int aAt, int aJump, float[] start, int s0, float[] b, int b0,
            float[] c, int c0) {
        FloatVector c00 = fromArray(S, start, s0);
        FloatVector c10 = fromArray(S, start, s0);
        FloatVector c20 = fromArray(S, start, s0);
        FloatVector c30 = fromArray(S, start, s0);
        FloatVector c40 = fromArray(S, start, s0);
        FloatVector c50 = fromArray(S, start, s0);
        FloatVector c60 = fromArray(S, start, s0);
        FloatVector c70 = fromArray(S, start, s0);
        for (int k = 0; k < depth; k++) {
            int at = aAt + k + (k >> SHIFT) * aJump, row = k * LANES;
            FloatVector x0 = fromArray(S, b, b0 + row);
            FloatVector a0 = broadcast(S, a[at]);       c00 = a0.fma(x0, c00);
            FloatVector a1 = broadcast(S, a[at + 16]);  c10 = a1.fma(x0, c10);
            FloatVector a2 = broadcast(S, a[at + 32]);  c20 = a2.fma(x0, c20);
            FloatVector a3 = broadcast(S, a[at + 48]);  c30 = a3.fma(x0, c30);
            FloatVector a4 = broadcast(S, a[at + 64]);  c40 = a4.fma(x0, c40);
            FloatVector a5 = broadcast(S, a[at + 80]);  c50 = a5.fma(x0, c50);
            FloatVector a6 = broadcast(S, a[at + 96]);  c60 = a6.fma(x0, c60);
            FloatVector a7 = broadcast(S, a[at + 112]); c70 = a7.fma(x0, c70);
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
    static void tile1x1(int depth, float[] a, int aAt, int aJump, float[] start, int s0, float[] b, int b0,
            float[] c, int c0, int one) {
        FloatVector c00 = fromArray(S, start, s0);
        for (int k = 0; k < depth; k += one) {
            int at = aAt + k + (k >> SHIFT) * aJump, row = k * LANES;
            FloatVector x0 = fromArray(S, b, b0 + row);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00);
        }
        c00.intoArray(c, c0);
    }

    /** One row by eight vectors, for a single sample: the chains of eight vectors run side by side. */
    static void tile1x8(int depth, float[] a, int aAt, int aJump, float[] start, int sAt, int sStride, float[] b, int bAt, int bStride,
            float[] c, int cAt, int cStride) {
        int b0 = bAt + offset(0, bStride), c0 = cAt + offset(0, cStride);
        int b1 = bAt + offset(1, bStride), c1 = cAt + offset(1, cStride);
        int b2 = bAt + offset(2, bStride), c2 = cAt + offset(2, cStride);
        int b3 = bAt + offset(3, bStride), c3 = cAt + offset(3, cStride);
        int b4 = bAt + offset(4, bStride), c4 = cAt + offset(4, cStride);
        int b5 = bAt + offset(5, bStride), c5 = cAt + offset(5, cStride);
        int b6 = bAt + offset(6, bStride), c6 = cAt + offset(6, cStride);
        int b7 = bAt + offset(7, bStride), c7 = cAt + offset(7, cStride);
        FloatVector c00 = fromArray(S, start, sAt + offset(0, sStride));
        FloatVector c01 = fromArray(S, start, sAt + offset(1, sStride));
        FloatVector c02 = fromArray(S, start, sAt + offset(2, sStride));
        FloatVector c03 = fromArray(S, start, sAt + offset(3, sStride));
        FloatVector c04 = fromArray(S, start, sAt + offset(4, sStride));
        FloatVector c05 = fromArray(S, start, sAt + offset(5, sStride));
        FloatVector c06 = fromArray(S, start, sAt + offset(6, sStride));
        FloatVector c07 = fromArray(S, start, sAt + offset(7, sStride));
        for (int k = 0; k < depth; k++) {
            int at = aAt + k + (k >> SHIFT) * aJump, row = k * LANES;
            FloatVector a0 = broadcast(S, a[at]);
            c00 = a0.fma(fromArray(S, b, b0 + row), c00);
            c01 = a0.fma(fromArray(S, b, b1 + row), c01);
            c02 = a0.fma(fromArray(S, b, b2 + row), c02);
            c03 = a0.fma(fromArray(S, b, b3 + row), c03);
            c04 = a0.fma(fromArray(S, b, b4 + row), c04);
            c05 = a0.fma(fromArray(S, b, b5 + row), c05);
            c06 = a0.fma(fromArray(S, b, b6 + row), c06);
            c07 = a0.fma(fromArray(S, b, b7 + row), c07);
        }
        c00.intoArray(c, c0); c01.intoArray(c, c1); c02.intoArray(c, c2); c03.intoArray(c, c3);
        c04.intoArray(c, c4); c05.intoArray(c, c5); c06.intoArray(c, c6); c07.intoArray(c, c7);
    }
}
