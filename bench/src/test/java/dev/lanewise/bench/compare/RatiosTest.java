package dev.lanewise.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RatiosTest {

    private static final double STEP = 0.98;
    private static final int RUNS = 60;

    @Test
    void leavesOutTheSlowestTenthAndTakesTheFastestTwentieth() {
        double[] baseline = IntStream.rangeClosed(1, 100).mapToDouble(i -> i <= 90 ? i : 1e6).toArray();
        double[] twice = Arrays.stream(baseline).map(nanos -> 2 * nanos).toArray();

        Ratios ratios = Ratios.of(List.of(new Slice(baseline, twice)));

        assertEquals(45.5, ratios.baselineMean());
        assertEquals(91, ratios.currentMean());
        assertEquals(5, ratios.baselineFastest());
        assertEquals(0.5, ratios.means());
        assertEquals(0.5, ratios.percentiles());
        assertEquals(0, ratios.spread());
        assertEquals(100, ratios.turns());
    }

    @Test
    void tellsHowFarApartSlicesAre() {
        List<Slice> slices = IntStream.rangeClosed(0, 4).mapToObj(s -> new Slice(new double[] {100 + s}, new double[] {100})).toList();
        assertEquals(1.03 - 1.01, Ratios.of(slices).spread(), 1e-12);
    }

    @Test
    void needsBothRatiosToBeBelowTheLimit() {
        assertTrue(new Ratios(97, 100, 97, 100, 0, 1).areBelow(STEP));
        assertFalse(new Ratios(97, 100, 99, 100, 0, 1).areBelow(STEP));
        assertFalse(new Ratios(99, 100, 97, 100, 0, 1).areBelow(STEP));
    }

    @Test
    void callsEqualBuildsEqualOnASharedCore() {
        long twice = IntStream.range(0, RUNS).filter(run -> isSlowerTwice(run, 1)).count();
        assertEquals(0, twice);
    }

    @Test
    void findsABuildThatIsFivePercentSlower() {
        long twice = IntStream.range(0, RUNS).filter(run -> isSlowerTwice(run, 1.05)).count();
        assertEquals(RUNS, twice);
    }

    private static boolean isSlowerTwice(int run, double slowness) {
        var random = new SplittableRandom(run);
        return Ratios.of(train(random, slowness)).areBelow(STEP) && Ratios.of(train(random, slowness)).areBelow(STEP);
    }

    /**
     * Fifty slices of forty rounds on a core whose neighbour takes a third of the speed away for periods of some rounds; a turn in fifty
     * is interrupted, and the places of arrays make a slice up to a twentieth slower for either build.
     */
    private static List<Slice> train(SplittableRandom random, double slowness) {
        return IntStream.range(0, 50).mapToObj(s -> {
            double baseline = 1000 * (1 + random.nextDouble(0.05)), current = 1000 * slowness * (1 + random.nextDouble(0.05));
            var slice = new Slice(new double[40], new double[40]);
            boolean disturbed = false;
            for (int r = 0; r < 40; r++) {
                disturbed = random.nextInt(4) == 0 ? random.nextInt(5) < 2 : disturbed;
                slice.baseline()[r] = turn(baseline, disturbed, random);
                slice.current()[r] = turn(current, disturbed, random);
            }
            return slice;
        }).toList();
    }

    private static double turn(double nanos, boolean disturbed, SplittableRandom random) {
        return nanos * (1 + random.nextDouble(0.03)) * (disturbed ? 1.5 : 1) + (random.nextInt(50) == 0 ? 4000 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W6-step", "W1-predict-1", "W1-product-update-1"})
    void judgesTurnsThatWereRecordedOfOneBuildTwiceOnABusyMachine(String name) throws IOException {
        assertFalse(Ratios.of(recorded(name, 1)).areBelow(STEP));
        assertTrue(Ratios.of(recorded(name, 1.05)).areBelow(STEP));
    }

    /** A line is a slice: nanoseconds of the baseline's turn, then of the working tree's, round by round. */
    private static List<Slice> recorded(String name, double slowness) throws IOException {
        try (InputStream file = RatiosTest.class.getResourceAsStream(name + ".txt")) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII).lines().map(line -> {
                double[] nanos = Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
                int rounds = nanos.length / 2;
                return new Slice(IntStream.range(0, rounds).mapToDouble(r -> nanos[2 * r]).toArray(),
                        IntStream.range(0, rounds).mapToDouble(r -> slowness * nanos[2 * r + 1]).toArray());
            }).toList();
        }
    }
}
