package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class CounterRandomTest {

    private static final long INCREMENT = 0x9e3779b97f4a7c15L;
    private static final int MANY = 100_000;

    @Test
    void keepsTheBitsThatItAlwaysHad() {
        assertEquals(0xfbe52e966b225133L, CounterRandom.bits(0, 0, 0));
        assertEquals(0xb4f59ce57d280391L, CounterRandom.bits(42, 7, 1));
        assertEquals(0xbd21712f4158c4fbL, CounterRandom.bits(-1, 1, 1L << 40));
    }

    /** The JDK's SplittableRandom is SplitMix64: its k-th number is the mix of its start plus k increments. */
    @Test
    void countsThroughTheSequenceOfSplitMix64() {
        long seed = 12345, purpose = 678;
        long mixedPurpose = new SplittableRandom(purpose).nextLong();
        long start = new SplittableRandom(seed + INCREMENT * mixedPurpose - INCREMENT).nextLong();
        SplittableRandom sequence = new SplittableRandom(start);
        for (int counter = 1; counter <= 1000; counter++) {
            assertEquals(sequence.nextLong(), CounterRandom.bits(seed, purpose, counter), "counter " + counter);
        }
    }

    @Test
    void givesUnrelatedBitsForNeighbouringSeedsPurposesAndCounters() {
        Set<Long> seen = new HashSet<>();
        for (long seed = -5; seed < 5; seed++) {
            for (long purpose = -5; purpose < 5; purpose++) {
                for (long counter = -5; counter < 5; counter++) {
                    seen.add(CounterRandom.bits(seed, purpose, counter));
                }
            }
        }
        assertEquals(1000, seen.size());
    }

    @Test
    void flipsHalfOfTheBitsWhenOneBitOfAnInputFlips() {
        double flipped = LongStream.range(0, 64 * 3).map(i -> {
            long bit = 1L << (i % 64);
            long other = switch ((int) i / 64) {
                case 0 -> CounterRandom.bits(99 ^ bit, 5, 17);
                case 1 -> CounterRandom.bits(99, 5 ^ bit, 17);
                default -> CounterRandom.bits(99, 5, 17 ^ bit);
            };
            return Long.bitCount(CounterRandom.bits(99, 5, 17) ^ other);
        }).average().orElseThrow();
        // 192 sums of 64 fair bits: standard error 4 / sqrt(192) = 0.29
        assertEquals(32, flipped, 1.5);
    }

    @Test
    void spreadsUniformNumbersEvenlyFromZeroToBelowOne() {
        int[] tenths = new int[10];
        double sum = 0;
        for (int i = 0; i < MANY; i++) {
            float u = CounterRandom.uniform(7, 1, i);
            assertTrue(u >= 0 && u < 1, "got " + u);
            assertEquals(u, StrictMath.rint(u * 0x1p24) * 0x1p-24, "a multiple of 2^-24");
            tenths[(int) (u * 10)]++;
            sum += u;
        }
        assertEquals(0.5, sum / MANY, 5 * 0.29 / StrictMath.sqrt(MANY));
        for (int count : tenths) {
            assertEquals(MANY / 10, count, 5 * StrictMath.sqrt(MANY * 0.09));
        }
    }

    @Test
    void givesNormalNumbersMeanZeroAndVarianceOne() {
        double sum = 0, squares = 0, cubes = 0, fourths = 0;
        for (int i = 0; i < MANY; i++) {
            double g = CounterRandom.gaussian(7, 2, i);
            assertTrue(Double.isFinite(g), "got " + g);
            sum += g;
            squares += g * g;
            cubes += g * g * g;
            fourths += g * g * g * g;
        }
        // standard errors of the four moments: sqrt(1, 2, 15, 96) / sqrt(n)
        double root = StrictMath.sqrt(MANY);
        assertEquals(0, sum / MANY, 5 * 1 / root);
        assertEquals(1, squares / MANY, 5 * 1.42 / root);
        assertEquals(0, cubes / MANY, 5 * 3.88 / root);
        assertEquals(3, fourths / MANY, 5 * 9.8 / root);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 10, 16})
    void drawsEveryWholeNumberBelowTheBoundEquallyOften(int bound) {
        int[] counts = new int[bound];
        for (int i = 0; i < MANY; i++) {
            counts[CounterRandom.below(3, 3, i, bound)]++;
        }
        for (int count : counts) {
            assertEquals((double) MANY / bound, count, 5 * StrictMath.sqrt((double) MANY / bound));
        }
    }

    @Test
    void staysBelowTheLargestBound() {
        int largest = IntStream.range(0, MANY).map(i -> CounterRandom.below(3, 4, i, Integer.MAX_VALUE)).max().orElseThrow();
        int smallest = IntStream.range(0, MANY).map(i -> CounterRandom.below(3, 4, i, Integer.MAX_VALUE)).min().orElseThrow();
        assertTrue(smallest >= 0 && smallest < Integer.MAX_VALUE / 1000, "got " + smallest);
        assertTrue(largest > Integer.MAX_VALUE / 1000 * 999, "got " + largest);
        assertNotEquals(Integer.MAX_VALUE, largest);
    }
}
