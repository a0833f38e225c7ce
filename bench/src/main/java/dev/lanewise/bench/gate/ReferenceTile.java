package dev.lanewise.bench.gate;

import static java.lang.invoke.VarHandle.acquireFence;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import dev.lanewise.bench.FmaPeak;
import dev.lanewise.kernel.KernelChoice;
import dev.lanewise.platform.Jvm;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of {@code C = A^T B} as every good matrix product has them, packed and within a first-level cache of 32 KiB: six rows by
 * two vectors for sixteen registers, eight by two for 32. They are frozen: the gate says how fast the engine is beside them, so a change
 * here would move every floor. They share nothing with the engine's own tiles.
 */
final class ReferenceTile {

    private static final VectorSpecies<Float> S = VectorSpecies.of(float.class,
            VectorShape.forBitSize(KernelChoice.kernels().vectorBits()));
    private static final int L = S.length();
    private static final int MOST_ROWS = 8;
    private static final int DEPTH_OF_SIX = 256;
    /** Half a cache of B at 512 bits; deeper where vectors are narrower, so that what comes before the first step does not count. */
    private static final int DEPTH_OF_EIGHT = L == 16 ? 128 : 256;

    private final float[] a = new float[MOST_ROWS * DEPTH_OF_SIX];
    private final float[] b = new float[2 * L * DEPTH_OF_SIX];
    private final float[] c = new float[MOST_ROWS * 2 * L];

    private ReferenceTile() {
        Arrays.fill(a, 0.5f);
        Arrays.fill(b, 0.25f);
    }

    /** The tile for the registers of this CPU, and the peak. */
    static Reference make() {
        var tile = new ReferenceTile();
        IntToDoubleFunction calls = Jvm.vectorRegisters() > 16 ? tile::eightByTwo : tile::sixByTwo;
        float[] sink = new float[1];
        return new Reference(calls, length -> {
            sink[0] += FmaPeak.chains(length);
            return FmaPeak.flops(length);
        });
    }

    private double sixByTwo(int calls) {
        for (int i = 0; i < calls; i++) {
            tile6x2(DEPTH_OF_SIX, a, b, c);
        }
        return 2.0 * 6 * 2 * L * DEPTH_OF_SIX * calls;
    }

    private double eightByTwo(int calls) {
        for (int i = 0; i < calls; i++) {
            tile8x2(DEPTH_OF_EIGHT, a, b, c);
        }
        return 2.0 * 8 * 2 * L * DEPTH_OF_EIGHT * calls;
    }

    /** The fences keep C2 from loading broadcasts early, for which sixteen registers have no room. */
    private static void tile6x2(int depth, float[] a, float[] b, float[] c) {
        FloatVector c00 = zero(S), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00;
        FloatVector c30 = c00, c31 = c00, c40 = c00, c41 = c00, c50 = c00, c51 = c00;
        for (int k = 0; k < depth; k++) {
            int at = k * 6, row = k * 2 * L;
            FloatVector x0 = fromArray(S, b, row), x1 = fromArray(S, b, row + L);
            FloatVector a0 = broadcast(S, a[at]); c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01); acquireFence();
            FloatVector a1 = broadcast(S, a[at + 1]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11); acquireFence();
            FloatVector a2 = broadcast(S, a[at + 2]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21); acquireFence();
            FloatVector a3 = broadcast(S, a[at + 3]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31); acquireFence();
            FloatVector a4 = broadcast(S, a[at + 4]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41); acquireFence();
            FloatVector a5 = broadcast(S, a[at + 5]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51);
        }
        c00.intoArray(c, 0); c01.intoArray(c, L); c10.intoArray(c, 2 * L); c11.intoArray(c, 3 * L);
        c20.intoArray(c, 4 * L); c21.intoArray(c, 5 * L); c30.intoArray(c, 6 * L); c31.intoArray(c, 7 * L);
        c40.intoArray(c, 8 * L); c41.intoArray(c, 9 * L); c50.intoArray(c, 10 * L); c51.intoArray(c, 11 * L);
    }

    private static void tile8x2(int depth, float[] a, float[] b, float[] c) {
        FloatVector c00 = zero(S), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
        FloatVector c40 = c00, c41 = c00, c50 = c00, c51 = c00, c60 = c00, c61 = c00, c70 = c00, c71 = c00;
        for (int k = 0; k < depth; k++) {
            int at = k * 8, row = k * 2 * L;
            FloatVector x0 = fromArray(S, b, row), x1 = fromArray(S, b, row + L);
            FloatVector a0 = broadcast(S, a[at]);     c00 = a0.fma(x0, c00); c01 = a0.fma(x1, c01);
            FloatVector a1 = broadcast(S, a[at + 1]); c10 = a1.fma(x0, c10); c11 = a1.fma(x1, c11);
            FloatVector a2 = broadcast(S, a[at + 2]); c20 = a2.fma(x0, c20); c21 = a2.fma(x1, c21);
            FloatVector a3 = broadcast(S, a[at + 3]); c30 = a3.fma(x0, c30); c31 = a3.fma(x1, c31);
            FloatVector a4 = broadcast(S, a[at + 4]); c40 = a4.fma(x0, c40); c41 = a4.fma(x1, c41);
            FloatVector a5 = broadcast(S, a[at + 5]); c50 = a5.fma(x0, c50); c51 = a5.fma(x1, c51);
            FloatVector a6 = broadcast(S, a[at + 6]); c60 = a6.fma(x0, c60); c61 = a6.fma(x1, c61);
            FloatVector a7 = broadcast(S, a[at + 7]); c70 = a7.fma(x0, c70); c71 = a7.fma(x1, c71);
        }
        c00.intoArray(c, 0); c01.intoArray(c, L); c10.intoArray(c, 2 * L); c11.intoArray(c, 3 * L);
        c20.intoArray(c, 4 * L); c21.intoArray(c, 5 * L); c30.intoArray(c, 6 * L); c31.intoArray(c, 7 * L);
        c40.intoArray(c, 8 * L); c41.intoArray(c, 9 * L); c50.intoArray(c, 10 * L); c51.intoArray(c, 11 * L);
        c60.intoArray(c, 12 * L); c61.intoArray(c, 13 * L); c70.intoArray(c, 14 * L); c71.intoArray(c, 15 * L);
    }
}
