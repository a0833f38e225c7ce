package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.CounterRandom;
import dev.lanewise.panel.Panels;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept looks like chance: shares within five standard deviations, and tables of two by two that show no connection. */
@Tag("once")
class DropoutMaskTest {

    private static final int SAMPLES = 512, FEATURES = 512;
    private static final long SEED = 42;
    private static final double SIGMAS = 5;
    private static final DropoutLoops LOOPS = DropoutLoops.of(KernelChoice.kernels());

    private static boolean[][] kept(long seed, int layer, long step, double p) {
        Panels ones = Panels.allocate(SAMPLES, FEATURES), to = Panels.allocate(SAMPLES, FEATURES);
        Arrays.fill(ones.data(), 1f);
        LOOPS.rows(ones, to, CounterRandom.bits(seed, 1_000 + layer, step), 0, DropoutLoops.threshold(p), DropoutLoops.scale(p));
        boolean[][] kept = new boolean[SAMPLES][FEATURES];
        for (int s = 0; s < SAMPLES; s++) {
            for (int f = 0; f < FEATURES; f++) {
                kept[s][f] = to.at(s, f) != 0f;
            }
        }
        return kept;
    }

    private static void assertShare(String what, long hits, long of, double share) {
        double sigma = Math.sqrt(of * share * (1 - share));
        assertTrue(Math.abs(hits - of * share) < SIGMAS * sigma,
                () -> what + ": " + hits + " of " + of + ", expected " + of * share + " +- " + SIGMAS * sigma);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.5, 0.9})
    void keepsItsShareOfEveryRowAndColumn(double p) {
        long all = 0;
        boolean[][] kept = kept(SEED, 1, 0, p);
        for (int i = 0; i < SAMPLES; i++) {
            int ofRow = 0, ofColumn = 0;
            for (int j = 0; j < FEATURES; j++) {
                ofRow += kept[i][j] ? 1 : 0;
                ofColumn += kept[j][i] ? 1 : 0;
            }
            assertShare("sample " + i, ofRow, FEATURES, 1 - p);
            assertShare("feature " + i, ofColumn, SAMPLES, 1 - p);
            all += ofRow;
        }
        assertShare("all", all, (long) SAMPLES * FEATURES, 1 - p);
    }

    /** Pearson's chi-square with one degree of freedom is the square of a normal number. */
    private static void assertIndependent(String what, boolean[][] a, boolean[][] b, int samplesApart, int featuresApart) {
        long[][] table = new long[2][2];
        for (int s = 0; s + samplesApart < SAMPLES; s++) {
            for (int f = 0; f + featuresApart < FEATURES; f++) {
                table[a[s][f] ? 1 : 0][b[s + samplesApart][f + featuresApart] ? 1 : 0]++;
            }
        }
        double total = 0, chiSquare = 0;
        for (long[] row : table) {
            total += row[0] + row[1];
        }
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                double expected = (table[i][0] + table[i][1]) * (double) (table[0][j] + table[1][j]) / total;
                chiSquare += (table[i][j] - expected) * (table[i][j] - expected) / expected;
            }
        }
        double found = chiSquare;
        assertTrue(found < SIGMAS * SIGMAS, () -> what + ": chi-square " + found + " of " + Arrays.deepToString(table));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5})
    void showsNoConnectionBetweenNeighbours(double p) {
        boolean[][] here = kept(SEED, 1, 0, p);
        for (int distance : new int[] {1, 2, 3, 4, 8, 16, 17, 32, 64, 128, 256}) {
            assertIndependent("samples " + distance + " apart", here, here, distance, 0);
            assertIndependent("features " + distance + " apart", here, here, 0, distance);
            assertIndependent("both " + distance + " apart", here, here, distance, distance);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5})
    void showsNoConnectionBetweenStepsLayersAndSeeds(double p) {
        boolean[][] here = kept(SEED, 1, 0, p);
        for (int distance = 1; distance <= 64; distance *= 2) {
            assertIndependent("steps " + distance + " apart", here, kept(SEED, 1, distance, p), 0, 0);
            assertIndependent("layers " + distance + " apart", here, kept(SEED, 1 + distance, 0, p), 0, 0);
            assertIndependent("seeds " + distance + " apart", here, kept(SEED + distance, 1, 0, p), 0, 0);
            assertIndependent("steps and samples " + distance + " apart", here, kept(SEED, 1, distance, p), distance, 0);
        }
    }

    /** The parity of four corners would give away bits that are a sum of a sample's and a feature's. */
    @Test
    void showsNoConnectionBetweenTheCornersOfARectangle() {
        boolean[][] kept = kept(SEED, 2, 7, 0.5);
        for (int high = 1; high <= 256; high *= 2) {
            for (int wide = 1; wide <= 256; wide *= 2) {
                long even = 0;
                for (int s = 0; s + high < SAMPLES; s++) {
                    for (int f = 0; f + wide < FEATURES; f++) {
                        even += kept[s][f] ^ kept[s + high][f] ^ kept[s][f + wide] ^ kept[s + high][f + wide] ? 0 : 1;
                    }
                }
                assertShare(high + " by " + wide, even, (long) (SAMPLES - high) * (FEATURES - wide), 0.5);
            }
        }
    }
}
