package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertCanariesUntouched;
import static dev.lanewise.kernel.TestMatrices.assertPaddingZero;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static dev.lanewise.kernel.TestMatrices.window;

import dev.lanewise.panel.Panels;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GatherTest {

    private static final int FIRST = 2;

    /** Far weights are no matter of samples. */
    static Stream<Arguments> shapes() {
        return TestMatrices.twins().stream().flatMap(kernels -> TestMatrices.shapes().stream().filter(s -> s[0] * s[1] < 40_000)
                .map(s -> Arguments.of(kernels.vectorBits(), s[0], s[1], kernels)));
    }

    static Stream<Arguments> twins() {
        return TestMatrices.twins().stream().map(kernels -> Arguments.of(kernels.vectorBits(), kernels));
    }

    /** Gathers, with the transposed samples or without. */
    private interface Gathering {
        void run(Panels to, Panels lanes);
    }

    /** The number of a sample's feature. */
    private interface Expected {
        float at(int sample, int feature);
    }

    private static void assertGathers(int rows, int cols, Expected expected, Gathering gathering) {
        Panels to = window(rows, cols), lanes = window(cols, rows), again = window(rows, cols);

        gathering.run(to, lanes);
        gathering.run(again, null);

        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                assertSameBits(expected.at(r, c), to.at(r, c), "row " + r + ", column " + c);
            }
        }
        assertSameBits(to, again);
        assertSameBits(Specification.transposed(to), lanes);
        for (Panels written : new Panels[] {to, again, lanes}) {
            assertPaddingZero(written);
            assertCanariesUntouched(written);
        }
    }

    /** Rows at the front of an array, at its end, and anywhere. */
    private static int[] positions(int count, int length, int cols, SplittableRandom random) {
        int[] at = random.ints(count, 0, length - cols + 1).toArray();
        at[count - 1] = length - cols;
        at[FIRST] = 0;
        return at;
    }

    private static float[] floats(int count, SplittableRandom random) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) random.nextDouble();
        }
        return floats;
    }

    private static byte[] bytes(int count, SplittableRandom random) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void gathersRowsOfAFlatArray(int bits, int rows, int cols, Kernels kernels) {
        var random = new SplittableRandom(31L * rows + cols);
        float[] source = floats(5 * cols + 3, random);
        int[] at = positions(rows + FIRST, source.length, cols, random);

        assertGathers(rows, cols, (r, c) -> source[at[r + FIRST] + c], (to, lanes) -> kernels.gather(source, at, FIRST, to, lanes));
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void gathersSamplesThatFollowEachOtherAsLanes(int bits, int rows, int cols, Kernels kernels) {
        float[] source = floats(FIRST + rows * cols, new SplittableRandom(31L * rows + cols));
        Panels lanes = window(cols, rows);

        kernels.gatherLanes(source, FIRST, lanes);

        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                assertSameBits(source[FIRST + r * cols + c], lanes.at(c, r), "sample " + r + ", feature " + c);
            }
        }
        assertPaddingZero(lanes);
        assertCanariesUntouched(lanes);
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void gathersRowsOfSeveralArrays(int bits, int rows, int cols, Kernels kernels) {
        var random = new SplittableRandom(31L * rows + cols);
        float[][] arrays = {floats(3 * cols, random), floats(3 * cols, random), floats(3 * cols, random)};
        int[] at = positions(rows + FIRST, 3 * cols, cols, random);
        float[][] sources = random.ints(at.length, 0, arrays.length).mapToObj(a -> arrays[a]).toArray(float[][]::new);

        assertGathers(rows, cols, (r, c) -> sources[r + FIRST][at[r + FIRST] + c],
                (to, lanes) -> kernels.gather(sources, at, FIRST, to, lanes));
    }

    @ParameterizedTest(name = "{0} bits, {1} x {2}")
    @MethodSource("shapes")
    void gathersBytesAsFloatsFromZeroToOne(int bits, int rows, int cols, Kernels kernels) {
        var random = new SplittableRandom(31L * rows + cols);
        byte[][] arrays = {bytes(3 * cols, random), bytes(3 * cols, random), bytes(3 * cols, random)};
        int[] at = positions(rows + FIRST, 3 * cols, cols, random);
        byte[][] sources = random.ints(at.length, 0, arrays.length).mapToObj(a -> arrays[a]).toArray(byte[][]::new);

        assertGathers(rows, cols, (r, c) -> Byte.toUnsignedInt(sources[r + FIRST][at[r + FIRST] + c]) / 255f,
                (to, lanes) -> kernels.gather(sources, at, FIRST, to, lanes));
    }

    @ParameterizedTest(name = "{0} bits")
    @MethodSource("twins")
    void dividesEveryByteInEveryLane(int bits, Kernels kernels) {
        byte[] all = new byte[256 + Panels.LANES];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        byte[][] sources = new byte[256 + FIRST][];
        int[] at = new int[256 + FIRST];
        for (int i = 0; i < 256; i++) {
            sources[i + FIRST] = all;
            at[i + FIRST] = i;
        }

        assertGathers(256, Panels.LANES, (r, c) -> (r + c) % 256 / 255f, (to, lanes) -> kernels.gather(sources, at, FIRST, to, lanes));
    }
}
