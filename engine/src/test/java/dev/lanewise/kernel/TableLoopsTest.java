package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertCanariesUntouched;
import static dev.lanewise.kernel.TestMatrices.assertPaddingZero;
import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static dev.lanewise.kernel.TestMatrices.copy;
import static dev.lanewise.kernel.TestMatrices.special;
import static dev.lanewise.kernel.TestMatrices.window;

import dev.lanewise.panel.Panels;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("once")
class TableLoopsTest {

    private static final int CATEGORIES = 7, FEATURES = 21, COLUMN = 18;

    /** Samples, dims of a category, and the column where they begin. */
    static Stream<Arguments> shapes() {
        return IntStream.of(1, 15, 16, 17, 50).boxed().flatMap(samples -> IntStream.of(1, 15, 16, 17, 40).boxed()
                .flatMap(dims -> IntStream.of(0, 1, 9, 15, 16, 35).mapToObj(at -> Arguments.of(samples, dims, at))));
    }

    private static Panels samples(int samples, SplittableRandom random) {
        Panels from = special(samples, FEATURES, random);
        for (int b = 0; b < samples; b++) {
            from.set(b, COLUMN, random.nextInt(CATEGORIES));
        }
        return from;
    }

    private static int category(Panels from, int b) {
        return (int) from.at(b, COLUMN);
    }

    @ParameterizedTest(name = "{0} samples of {1} dims at column {2}")
    @MethodSource("shapes")
    void looksUpTheRowOfEachCategory(int samples, int dims, int at) {
        var random = new SplittableRandom(samples * 100L + dims + at);
        Panels table = special(CATEGORIES, dims, random), from = samples(samples, random), to = window(samples, at + dims);

        TableLoops.lookUp(table, from, COLUMN, to, at);

        for (int b = 0; b < samples; b++) {
            for (int j = 0; j < dims; j++) {
                assertSameBits(table.at(category(from, b), j), to.at(b, at + j), "sample " + b + ", dim " + j);
            }
        }
        assertPaddingZero(to);
        assertCanariesUntouched(to);
    }

    @ParameterizedTest(name = "{0} samples of {1} dims at column {2}")
    @MethodSource("shapes")
    void leavesOtherColumnsAlone(int samples, int dims, int at) {
        var random = new SplittableRandom(samples * 100L + dims + at);
        Panels to = special(samples, at + dims + 4, random), before = copy(to), from = samples(samples, random);

        TableLoops.lookUp(special(CATEGORIES, dims, random), from, COLUMN, to, at);
        TableLoops.copyColumns(from, IntStream.range(0, dims).map(k -> k % FEATURES).toArray(), to, at);

        for (int b = 0; b < samples; b++) {
            for (int c = 0; c < to.panels() * Panels.LANES; c++) {
                if (c < at || c >= at + dims) {
                    assertSameBits(before.at(b, c), to.at(b, c), "sample " + b + ", column " + c);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} samples, {1} columns at column {2}")
    @MethodSource("shapes")
    void copiesColumnsInAnyOrder(int samples, int columns, int at) {
        var random = new SplittableRandom(samples * 100L + columns + at);
        Panels from = samples(samples, random);
        int[] any = random.ints(columns, 0, FEATURES).toArray(), following = IntStream.range(0, columns).map(k -> k % FEATURES).toArray();
        for (int[] chosen : new int[][] {any, following}) {
            Panels to = window(samples, at + columns);

            TableLoops.copyColumns(from, chosen, to, at);

            for (int b = 0; b < samples; b++) {
                for (int k = 0; k < columns; k++) {
                    assertSameBits(from.at(b, chosen[k]), to.at(b, at + k), "sample " + b + ", column " + k);
                }
            }
            assertPaddingZero(to);
            assertCanariesUntouched(to);
        }
    }

    private static Panels specification(Panels from, Panels dz, int at, int dims) {
        Panels g = Panels.allocate(CATEGORIES, dims);
        for (int category = 0; category < CATEGORIES; category++) {
            for (int j = 0; j < dims; j++) {
                float sum = 0f;
                for (int b = 0; b < from.rows(); b++) {
                    sum = category(from, b) == category ? sum + dz.at(b, at + j) : sum;
                }
                g.set(category, j, sum);
            }
        }
        return g;
    }

    @ParameterizedTest(name = "{0} samples of {1} dims at column {2}")
    @MethodSource("shapes")
    void sumsGradientsOfACategoryInTheOrderOfSamples(int samples, int dims, int at) {
        var random = new SplittableRandom(samples * 100L + dims + at);
        Panels from = samples(samples, random), dz = special(samples, at + dims + 3, random), whole = window(CATEGORIES, dims);
        Panels expected = specification(from, dz, at, dims), parts = window(CATEGORIES, dims);

        TableLoops.gradient(from, COLUMN, dz, at, 0, whole);
        TableLoops.gradient(from, COLUMN, dz, at, 0, parts.rowsFrom(0, 3));
        TableLoops.gradient(from, COLUMN, dz, at, 3, parts.rowsFrom(3, CATEGORIES - 3));

        for (Panels g : new Panels[] {whole, parts}) {
            assertSameBits(expected, g);
            assertPaddingZero(g);
            assertCanariesUntouched(g);
        }
        Panels inTwo = window(CATEGORIES, dims);
        int half = samples / 2;
        TableLoops.gradient(from.rowsFrom(0, half), COLUMN, dz.rowsFrom(0, half), at, 0, inTwo);
        TableLoops.accumulate(from.rowsFrom(half, samples - half), COLUMN, dz.rowsFrom(half, samples - half), at, 0, inTwo);
        assertSameBits(expected, inTwo);
        assertCanariesUntouched(inTwo);
    }

    @Test
    void readsAndWritesSomeSamplesOfABatch() {
        var random = new SplittableRandom(3);
        Panels table = special(CATEGORIES, 20, random), from = samples(50, random), whole = window(50, 20), parts = window(50, 20);

        TableLoops.lookUp(table, from, COLUMN, whole, 0);
        TableLoops.lookUp(table, from.rowsFrom(0, 33), COLUMN, parts.rowsFrom(0, 33), 0);
        TableLoops.lookUp(table, from.rowsFrom(33, 17), COLUMN, parts.rowsFrom(33, 17), 0);

        assertSameBits(whole, parts);
        assertCanariesUntouched(parts);
    }
}
