package dev.lanewise.bench.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.bench.Net;
import dev.lanewise.bench.gate.Floors.Floor;
import dev.lanewise.bench.gate.Row.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

    /** Of a product. */
    private static final Floor FLOOR = new Floor(0.9, 0.9);
    private static final double GOOD = 0.95, ONE_ROW = 0.35;

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 1, 1.3})
    void passesAGoodEngineBesideABusyNeighbour(double suffers) {
        for (long seed = 0; seed < 20; seed++) {
            assertEquals(Verdict.OK, verdict(SharedCore.RECORDED.train(GOOD, suffers, seed)), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.7, 1, 1.3})
    void refusesOneRowTilesBesideABusyNeighbour(double suffers) {
        for (long seed = 0; seed < 20; seed++) {
            assertEquals(Verdict.UNDER, verdict(SharedCore.RECORDED.train(ONE_ROW, suffers, seed)), "seed " + seed);
        }
    }

    @Test
    void refusesAnEngineThatIsATenthTooSlow() {
        for (long seed = 0; seed < 20; seed++) {
            assertEquals(Verdict.UNDER, verdict(SharedCore.RECORDED.train(0.82, 1, seed)), "seed " + seed);
        }
    }

    @Test
    void wouldRefuseAGoodEngineByItsMean() {
        Train train = SharedCore.RECORDED.train(GOOD, 1, 1);
        double mean = train.quietGflops() * train.quietNanos() / train.meanNanos() / train.peakGflops();
        assertTrue(mean < 0.8, "mean share " + mean);
        assertEquals(0.47, train.histogram().quiet(), 0.05);
    }

    @Test
    void passesAGoodEngineThatIsNeverQuiet() {
        assertEquals(Verdict.OK, verdict(SharedCore.CROWDED.train(GOOD, 1, 1)));
    }

    @Test
    void doesNotJudgeAnEngineThatFailsWhereNothingIsQuiet() {
        assertEquals(Verdict.BUSY, verdict(SharedCore.CROWDED.train(ONE_ROW, 1, 1)));
        assertEquals(Verdict.BUSY, verdict(SharedCore.CROWDED.train(GOOD, 1.5, 1)));
    }

    @Test
    void judgesSlicesThatWereRecordedBesideABusyThread() throws IOException {
        assertEquals(Verdict.OK, verdict(recorded(1)));
        assertEquals(Verdict.UNDER, verdict(recorded(GOOD / ONE_ROW)));
        assertEquals(Verdict.UNDER, verdict(recorded(1.2)));
    }

    /** A line is a slice of the tile and one of the peak in GFLOP/s, and nanoseconds of the case's slice before them, 0 in the first. */
    private static Train recorded(double slowness) throws IOException {
        var train = new Train(Net.W1.productFlops(1));
        try (InputStream file = JudgeTest.class.getResourceAsStream("W1-product-forward-1.txt")) {
            new String(file.readAllBytes(), StandardCharsets.US_ASCII).lines().forEach(line -> {
                double[] numbers = Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
                if (numbers[2] > 0) {
                    train.part(slowness * numbers[2]);
                }
                train.reference(numbers[0], numbers[1]);
                if (numbers[2] > 0) {
                    train.endRound();
                }
            });
        }
        return train;
    }

    private static Verdict verdict(Train train) {
        var measured = new Measured(1, train.quietGflops(), train.peakGflops(), train.ratio(), Double.NaN, train.referenceShare(), 1, 0,
                512, 32, train.histogram());
        return Row.ofShare("x", 1, measured, FLOOR).verdict();
    }
}
