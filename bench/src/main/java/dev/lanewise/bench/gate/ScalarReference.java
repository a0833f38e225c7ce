package dev.lanewise.bench.gate;

import java.util.Arrays;

/**
 * The reference of a JVM without the vector module, frozen like {@link ReferenceTile}: four rows by two floats; the peak is twelve chains
 * of scalar multiply-adds.
 */
final class ScalarReference {

    private static final int DEPTH = 256;
    private static final int ROWS = 4, COLS = 2, CHAINS = 12;

    private final float[] a = new float[ROWS * DEPTH];
    private final float[] b = new float[COLS * DEPTH];
    private final float[] c = new float[ROWS * COLS];
    private float sink;

    private ScalarReference() {
        Arrays.fill(a, 0.5f);
        Arrays.fill(b, 0.25f);
    }

    static Reference make() {
        var reference = new ScalarReference();
        return new Reference(reference::tiles, reference::chains);
    }

    private double tiles(int calls) {
        for (int i = 0; i < calls; i++) {
            tile4x2(DEPTH, a, b, c);
        }
        return 2.0 * ROWS * COLS * DEPTH * calls;
    }

    private static void tile4x2(int depth, float[] a, float[] b, float[] c) {
        float c00 = 0, c01 = 0, c10 = 0, c11 = 0, c20 = 0, c21 = 0, c30 = 0, c31 = 0;
        for (int k = 0; k < depth; k++) {
            int at = ROWS * k;
            float x0 = b[COLS * k], x1 = b[COLS * k + 1];
            float a0 = a[at];     c00 = Math.fma(a0, x0, c00); c01 = Math.fma(a0, x1, c01);
            float a1 = a[at + 1]; c10 = Math.fma(a1, x0, c10); c11 = Math.fma(a1, x1, c11);
            float a2 = a[at + 2]; c20 = Math.fma(a2, x0, c20); c21 = Math.fma(a2, x1, c21);
            float a3 = a[at + 3]; c30 = Math.fma(a3, x0, c30); c31 = Math.fma(a3, x1, c31);
        }
        c[0] = c00; c[1] = c01; c[2] = c10; c[3] = c11; c[4] = c20; c[5] = c21; c[6] = c30; c[7] = c31;
    }

    private double chains(int length) {
        float m = 0.999f, a = 0.001f;
        float c0 = m, c1 = m, c2 = m, c3 = m, c4 = m, c5 = m, c6 = m, c7 = m, c8 = m, c9 = m, c10 = m, c11 = m;
        for (int k = 0; k < length; k++) {
            c0 = Math.fma(m, a, c0); c1 = Math.fma(m, a, c1); c2 = Math.fma(m, a, c2); c3 = Math.fma(m, a, c3);
            c4 = Math.fma(m, a, c4); c5 = Math.fma(m, a, c5); c6 = Math.fma(m, a, c6); c7 = Math.fma(m, a, c7);
            c8 = Math.fma(m, a, c8); c9 = Math.fma(m, a, c9); c10 = Math.fma(m, a, c10); c11 = Math.fma(m, a, c11);
        }
        sink += c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9 + c10 + c11;
        return 2.0 * CHAINS * length;
    }
}
