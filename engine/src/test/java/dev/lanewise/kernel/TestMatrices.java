package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.lanewise.panel.Panels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random matrices as windows amid canaries, and comparisons by bits. */
final class TestMatrices {

    private static final float CANARY = Float.intBitsToFloat(0x7fabcdef);
    private static final float[] SPECIALS = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f, 0f, Float.MIN_VALUE,
        -Float.MIN_VALUE, Float.MIN_NORMAL, 1e-39f, Float.MAX_VALUE, -Float.MAX_VALUE, 1f, -1f, 100f, -100f, 88.7f, -103.9f};

    private TestMatrices() {
    }

    /** A view of a larger matrix on an array with an offset; everything around it and its padding are canaries. */
    static Panels window(int rows, int cols) {
        int stride = (rows + 3) * Panels.LANES;
        float[] data = new float[48 + Panels.panels(cols) * stride];
        Arrays.fill(data, CANARY);
        return new Panels(data, 32, rows, cols, stride);
    }

    static Panels random(int rows, int cols, SplittableRandom random) {
        return filled(rows, cols, () -> (float) (random.nextDouble() * 2 - 1));
    }

    /** One in eight is an infinity, a NaN, a zero, a subnormal or the like. */
    static Panels special(int rows, int cols, SplittableRandom random) {
        return filled(rows, cols, () -> random.nextInt(8) == 0 ? SPECIALS[random.nextInt(SPECIALS.length)]
                : (float) (random.nextDouble() * 20 - 10));
    }

    interface Floats {
        float next();
    }

    static Panels filled(int rows, int cols, Floats floats) {
        Panels m = window(rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                m.set(r, c, floats.next());
            }
            for (int c = cols; c < m.panels() * Panels.LANES; c++) {
                m.set(r, c, 0f);
            }
        }
        return m;
    }

    static Panels copy(Panels m) {
        return new Panels(m.data().clone(), m.offset(), m.rows(), m.cols(), m.stride());
    }

    /** Copies of matrices, with all that surrounds them, behind each other on one array. */
    static List<Panels> together(Panels... matrices) {
        float[] data = new float[Arrays.stream(matrices).mapToInt(m -> m.data().length).sum()];
        List<Panels> copies = new ArrayList<>();
        int at = 0;
        for (Panels m : matrices) {
            System.arraycopy(m.data(), 0, data, at, m.data().length);
            copies.add(new Panels(data, at + m.offset(), m.rows(), m.cols(), m.stride()));
            at += m.data().length;
        }
        return copies;
    }

    static void assertSameBits(Panels expected, Panels actual) {
        for (int r = 0; r < expected.rows(); r++) {
            for (int c = 0; c < expected.cols(); c++) {
                assertSameBits(expected.at(r, c), actual.at(r, c), "row " + r + ", column " + c);
            }
        }
    }

    static void assertSameBits(float expected, float actual, String where) {
        if (Float.floatToIntBits(expected) != Float.floatToIntBits(actual)) {
            fail(where + ": expected " + expected + " (" + Float.toHexString(expected) + "), got " + actual + " ("
                    + Float.toHexString(actual) + ")");
        }
    }

    static void assertPaddingZero(Panels m) {
        for (int r = 0; r < m.rows(); r++) {
            for (int c = m.cols(); c < m.panels() * Panels.LANES; c++) {
                assertSameBits(0f, m.at(r, c), "padding at row " + r + ", column " + c);
            }
        }
    }

    /** Whatever is not in a panel row of the matrices, which share an array, still holds its canary. */
    static void assertCanariesUntouched(Panels... matrices) {
        float[] data = matrices[0].data();
        boolean[] inside = new boolean[data.length];
        for (Panels m : matrices) {
            for (int p = 0; p < m.panels(); p++) {
                int from = m.index(0, p * Panels.LANES);
                Arrays.fill(inside, from, from + m.rows() * Panels.LANES, true);
            }
        }
        for (int i = 0; i < inside.length; i++) {
            if (!inside[i]) {
                assertEquals(Float.floatToRawIntBits(CANARY), Float.floatToRawIntBits(data[i]), "canary at " + i);
            }
        }
    }

    /** The twins that this JVM can run. */
    static List<Kernels> twins() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors ? List.of(new ScalarKernels(), new VectorKernels()) : List.of(new ScalarKernels());
    }

    /** Every triple of the sizes around the edges of tiles that differs from the others in an interesting way, and random ones. */
    static List<int[]> shapes() {
        int[] edges = {1, 2, 3, 4, 5, 7, 8, 9, 11, 12, 13, 15, 16, 17, 24, 31, 32, 33, 47, 48, 49};
        SplittableRandom random = new SplittableRandom(7);
        List<int[]> fixed = List.of(new int[] {1, 1, 1}, new int[] {3, 3, 1}, new int[] {16, 16, 16}, new int[] {48, 32, 32},
                new int[] {17, 10, 64}, new int[] {130, 260, 33}, new int[] {257, 129, 17}, new int[] {10, 12, 257},
                new int[] {784, 10, 16}, new int[] {8, 32, 8}, new int[] {16, 32, 9}, new int[] {24, 64, 50}, new int[] {76, 48, 65},
                new int[] {600, 480, 24}, new int[] {1030, 270, 33}); // the last two are far weights, more than a cache holds
        return Stream.concat(fixed.stream(), IntStream.range(0, 60).mapToObj(i -> new int[] {
            edges[random.nextInt(edges.length)], edges[random.nextInt(edges.length)], edges[random.nextInt(edges.length)]})).toList();
    }
}
