package dev.lanewise.bench.rivals;

import java.util.SplittableRandom;

/**
 * A product of row-major matrices as BLAS has them: {@code C[m x n] = op(A) op(B)} over k.
 *
 * @param transA whether A is stored k x m
 * @param transB whether B is stored n x k
 * @param m      rows of C
 * @param n      columns of C
 * @param k      length of a sum
 * @param a      A
 * @param b      B
 */
record Sgemm(boolean transA, boolean transB, int m, int n, int k, float[] a, float[] b) {

    /** The product of a case with random operands, the same at every call. */
    static Sgemm of(Case which) {
        int batch = which.samples(), in = which.in(), out = which.out();
        return switch (which.task()) {
            case FORWARD -> random(false, false, batch, out, in);          // Z = H W
            case BACKWARD -> random(false, true, batch, in, out);          // dH = dZ W^T
            case WEIGHT_GRADIENT -> random(true, false, in, out, batch);   // dW = H^T dZ
            case STEP, ADAM_STEP, PREDICT_1, PREDICT_8, PREDICT_32, PREDICT_256, PREDICT_2048, COMPACT_1, COMPACT_256 ->
                    throw new IllegalArgumentException(which.name() + " is no product");
        };
    }

    private static Sgemm random(boolean transA, boolean transB, int m, int n, int k) {
        var random = new SplittableRandom(42);
        return new Sgemm(transA, transB, m, n, k, random(m * k, random), random(k * n, random));
    }

    private static float[] random(int size, SplittableRandom random) {
        float[] floats = new float[size];
        for (int i = 0; i < size; i++) {
            floats[i] = (float) random.nextDouble(-1, 1);
        }
        return floats;
    }

    int lda() {
        return transA ? m : k;
    }

    int ldb() {
        return transB ? k : n;
    }

    int ldc() {
        return n;
    }
}
