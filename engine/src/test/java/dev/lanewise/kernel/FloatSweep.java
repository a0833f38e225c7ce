package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holds an approximated function against its bound, and both twins against it bit for bit, over bit patterns of floats.
 *
 * @param x     where the error is largest
 * @param error there, in ulp
 */
record FloatSweep(float x, double error) {

    private static final long PATTERNS = 1L << 32;
    /** Floats that a kernel gets at a time. */
    private static final int BLOCK = 4096;
    private static final int PARTS = 512;
    private static final List<Kernels> TWINS = TestMatrices.twins();

    /** Every float whose pattern is a multiple of the stride; on all processors. */
    static FloatSweep over(Approximated f, int stride) {
        long blocks = Math.ceilDiv(PATTERNS, (long) stride * BLOCK);
        return IntStream.range(0, PARTS).parallel()
                .mapToObj(part -> overBlocks(f, stride, blocks * part / PARTS, blocks * (part + 1) / PARTS))
                .max(Comparator.comparingDouble(FloatSweep::error)).orElseThrow();
    }

    /** The floats beside one, so many on each side. */
    static FloatSweep around(Approximated f, float x) {
        return overBlock(f, Float.floatToRawIntBits(x) - BLOCK / 2, 1);
    }

    private static FloatSweep overBlocks(Approximated f, int stride, long from, long end) {
        FloatSweep worst = new FloatSweep(0f, 0);
        for (long block = from; block < end; block++) {
            FloatSweep next = overBlock(f, (int) (block * stride * BLOCK), stride);
            worst = next.error > worst.error ? next : worst;
        }
        return worst;
    }

    private static FloatSweep overBlock(Approximated f, int first, int stride) {
        float[] x = new float[BLOCK], expected = new float[BLOCK];
        FloatSweep worst = new FloatSweep(0f, 0);
        for (int i = 0; i < BLOCK; i++) {
            x[i] = Float.intBitsToFloat(first + i * stride);
            expected[i] = f.at(x[i]);
            double error = f.errorInUlps(x[i], expected[i]);
            worst = error > worst.error ? new FloatSweep(x[i], error) : worst;
        }
        assertTrue(worst.error <= f.bound(), f + ": " + worst);
        for (Kernels twin : TWINS) {
            float[] y = x.clone();
            f.apply(twin, y);
            for (int i = 0; i < BLOCK; i++) {
                if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(y[i])) {
                    TestMatrices.assertSameBits(expected[i], y[i], f + " of " + x[i] + " by " + twin.getClass().getSimpleName());
                }
            }
        }
        return worst;
    }

    @Override
    public String toString() {
        return error + " ulp at " + x + " (" + Float.toHexString(x) + ")";
    }
}
