package dev.lanewise.kernel;

import static dev.lanewise.kernel.TestMatrices.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.panel.Panels;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PeriodicLoopsTest {

    /** A prime: some 430,000 floats, of every exponent. */
    private static final int STRIDE = 9973;
    private static final long PATTERNS = 1L << 32;
    private static final float[] ENDS = {0f, -0f, 0.25f, 0.5f, 0.75f, 1f, 1.5f, Float.MIN_VALUE, Elementary.MOST_TURNS,
        Math.nextDown(Elementary.MOST_TURNS), -Elementary.MOST_TURNS, Float.MAX_VALUE, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY,
        Float.NaN, 0x1.8p20f, -1234.5678f, 3000.124f};

    static Stream<Arguments> shapes() {
        return LoopShapes.each((kernels, samples, features) ->
                Arguments.of(kernels.vectorBits(), samples, features, PeriodicLoops.of(kernels)));
    }

    /** The rest of turns is exact in double, too, so the sine and cosine of any float are known. */
    private static double angle(float turns) {
        return Math.abs(turns) >= Elementary.MOST_TURNS ? 0 : 2 * StrictMath.PI * StrictMath.IEEEremainder(turns, 1);
    }

    private static void assertWaves(float turns) {
        if (Float.isFinite(turns)) {
            float cosine = Elementary.cosineOfTurns(turns), slope = Elementary.minusSineOfTurns(turns);
            assertEquals(StrictMath.cos(angle(turns)), cosine, Elementary.COSINE_ERROR, "turns " + turns);
            assertEquals(-StrictMath.sin(angle(turns)), slope, Elementary.SINE_ERROR, "turns " + turns);
            assertTrue(Math.abs(cosine) <= 1, "turns " + turns);
        } else {
            assertTrue(Float.isNaN(Elementary.cosineOfTurns(turns)) && Float.isNaN(Elementary.minusSineOfTurns(turns)));
        }
    }

    @Test
    @Tag("once")
    void hasWavesWithinTheirErrorOverAllFloats() {
        for (long bits = 0; bits < PATTERNS; bits += STRIDE) {
            assertWaves(Float.intBitsToFloat((int) bits));
        }
        for (float end : ENDS) {
            assertWaves(end);
        }
        // angles of some thousands, and every float of a part of the first turn
        for (int i = 0; i < 400_000; i++) {
            assertWaves(i * 0.0025f - 500);
            assertWaves(Float.intBitsToFloat(Float.floatToRawIntBits(0.24f) + i));
        }
    }

    @Test
    @Tag("once")
    void hasWavesOfEachQuarterOfATurn() {
        float[] cosines = {1, 0, -1, 0}, slopes = {0, -1, 0, 1};
        for (int quarter = -9; quarter < 9; quarter++) {
            assertEquals(cosines[quarter & 3], Elementary.cosineOfTurns(quarter / 4f), 1e-7f);
            assertEquals(slopes[quarter & 3], Elementary.minusSineOfTurns(quarter / 4f), 2e-7f);
        }
        assertSameBits(0f, Elementary.minusSineOfTurns(0f), "at 0");
    }

    /** Small numbers, and now and then one that makes a turn of a size of its own. */
    private static Panels numbers(int rows, int cols, SplittableRandom random) {
        Panels numbers = Panels.allocate(rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                float end = ENDS[random.nextInt(ENDS.length)];
                numbers.set(r, c, random.nextInt(8) == 0 && Float.isFinite(end) ? end : (float) random.nextGaussian());
            }
        }
        return numbers;
    }

    @ParameterizedTest(name = "{0} bits, {1} samples of {2} frequencies")
    @MethodSource("shapes")
    void agreesBitForBitWithTheSpecification(int bits, int samples, int frequencies, PeriodicLoops loops) {
        var random = new SplittableRandom(31L * samples + frequencies);
        Panels x = numbers(samples, 19, random), frequency = numbers(1, frequencies, random), phase = numbers(1, frequencies, random);
        // which must not reach the padding of terms
        x.set(samples - 1, 17, Float.NaN);
        Panels wave = Panels.allocate(samples, frequencies), slope = Panels.allocate(samples, frequencies);
        Panels dWave = numbers(samples, frequencies, random), byFrequency = Panels.allocate(samples, frequencies);
        float turn = (float) (2 * Math.PI), oneOverTurn = (float) (1 / (2 * Math.PI));

        loops.waves(x, 17, frequency, phase, wave);
        loops.slopes(x, 17, frequency, phase, slope);

        for (int b = 0; b < samples; b++) {
            for (int f = 0; f < frequencies; f++) {
                float turns = Math.fma(x.at(b, 17), frequency.at(0, f), phase.at(0, f) * oneOverTurn);
                assertSameBits(Elementary.cosineOfTurns(turns), wave.at(b, f), "cosine of " + turns);
                assertSameBits(Elementary.minusSineOfTurns(turns), slope.at(b, f), "slope of " + turns);
            }
        }

        Panels byPhase = TestMatrices.copy(slope), dx = numbers(samples, 19, random), before = TestMatrices.copy(dx);
        loops.terms(dWave, x, 17, byPhase, byFrequency);
        PeriodicLoops.addGradient(byPhase, frequency, dx, 16);

        for (int b = 0; b < samples; b++) {
            float sum = before.at(b, 16);
            for (int f = 0; f < frequencies; f++) {
                float term = dWave.at(b, f) * slope.at(b, f);
                assertSameBits(term, byPhase.at(b, f), "by phase");
                assertSameBits(term * (x.at(b, 17) * turn), byFrequency.at(b, f), "by frequency");
                sum = Math.fma(term, frequency.at(0, f) * turn, sum);
            }
            assertSameBits(sum, dx.at(b, 16), "by number");
            for (int lane = frequencies % Panels.LANES; lane > 0 && lane < Panels.LANES; lane++) {
                int at = byPhase.index(b, frequencies - frequencies % Panels.LANES) + lane;
                assertSameBits(0f, byPhase.data()[at], "padding");
                assertSameBits(0f, byFrequency.data()[byFrequency.index(b, frequencies - frequencies % Panels.LANES) + lane], "padding");
            }
        }
    }
}
