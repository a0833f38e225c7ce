package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class ShuffledSourceTest {

    private static Dataset samples(int count) {
        return Dataset.labelled(new float[3 * count], 3, IntStream.range(0, count).toArray(), count);
    }

    /** The samples of an epoch in their order; inputs and labels must tell of the same ones. */
    private static List<Integer> epoch(ShuffledSource source, int epoch, Batch batch) {
        List<Integer> order = new ArrayList<>();
        source.startEpoch(epoch);
        while (source.fill(batch)) {
            for (int i = 0; i < batch.size(); i++) {
                assertEquals(batch.inputAt()[i], 3 * batch.labels()[i]);
                order.add(batch.labels()[i]);
            }
        }
        return order;
    }

    private static List<Integer> epoch(int count, long seed, int epoch) {
        Dataset samples = samples(count);
        return epoch(new ShuffledSource(samples, seed), epoch, Batch.of(samples, 7));
    }

    @ParameterizedTest(name = "{0} samples in batches of {1}")
    @CsvSource({"1, 1", "1, 5", "10, 5", "11, 5", "9, 5", "100, 1", "257, 64"})
    void handsOutEverySampleOnceAnEpoch(int count, int batch) {
        Dataset samples = samples(count);
        ShuffledSource source = new ShuffledSource(samples, 3);
        for (int epoch = 1; epoch <= 3; epoch++) {
            List<Integer> order = epoch(source, epoch, Batch.of(samples, batch));
            assertEquals(IntStream.range(0, count).boxed().toList(), order.stream().sorted().toList());
        }
    }

    @Test
    void goesOnFromAnyPositionOfAnEpoch() {
        Dataset samples = samples(20);
        ShuffledSource source = new ShuffledSource(samples, 3);
        List<Integer> whole = epoch(source, 2, Batch.of(samples, 4));
        for (int taken = 0; taken <= 20; taken++) {
            source.startEpoch(2, taken);
            Batch rest = Batch.of(samples, 20);
            assertEquals(taken < 20, source.fill(rest));
            assertEquals(whole.subList(taken, 20), IntStream.of(rest.labels()).limit(rest.size()).boxed().toList());
        }
        assertEquals("an epoch of 20 samples has no position 21",
                assertThrows(IllegalArgumentException.class, () -> source.startEpoch(2, 21)).getMessage());
    }

    @Test
    void fillsEveryBatchButTheLast() {
        Dataset samples = samples(11);
        ShuffledSource source = new ShuffledSource(samples, 3);
        Batch batch = Batch.of(samples, 4);
        source.startEpoch(1);
        for (int size : new int[] {4, 4, 3}) {
            assertTrue(source.fill(batch));
            assertEquals(size, batch.size());
        }
        for (int again = 0; again < 2; again++) {
            assertFalse(source.fill(batch));
            assertEquals(0, batch.size());
        }
    }

    @Test
    void hasNothingBeforeItsFirstEpoch() {
        Dataset samples = samples(11);
        assertFalse(new ShuffledSource(samples, 3).fill(Batch.of(samples, 4)));
    }

    @Test
    void keepsToItsSeedAndEpochAlone() {
        Dataset samples = samples(100);
        ShuffledSource used = new ShuffledSource(samples, 3);
        epoch(used, 1, Batch.of(samples, 64));
        assertEquals(epoch(100, 3, 2), epoch(used, 2, Batch.of(samples, 9)));
    }

    @Test
    void ordersAnotherSeedOrEpochInAnotherWay() {
        assertNotEquals(epoch(100, 3, 1), epoch(100, 3, 2));
        assertNotEquals(epoch(100, 3, 1), epoch(100, 4, 1));
    }

    @Test
    void givesEachOrderOfThreeSamplesItsShare() {
        Map<List<Integer>, Integer> counts = new HashMap<>();
        for (int epoch = 0; epoch < 6000; epoch++) {
            counts.merge(epoch(3, 5, epoch), 1, Integer::sum);
        }
        assertEquals(6, counts.size());
        // a binomial of 6000 times 1/6 has a standard deviation of 29
        counts.values().forEach(count -> assertEquals(1000, count, 5 * 29));
    }

    @Test
    void shufflesWithinARangeOnly() {
        Dataset range = samples(20).range(5, 9);
        List<Integer> order = epoch(new ShuffledSource(range, 3), 1, Batch.of(range, 3));
        assertEquals(List.of(5, 6, 7, 8), order.stream().sorted().toList());
    }

    @Test
    void refusesABatchOfAnotherSet() {
        ShuffledSource source = new ShuffledSource(samples(10), 3);
        source.startEpoch(1);
        assertThrows(IllegalArgumentException.class, () -> source.fill(Batch.of(samples(10), 4)));
    }
}
