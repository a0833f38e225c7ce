package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class RandomSplitTest {

    /** Sample i has the input i, and the label 0 three times of four. */
    private static Dataset labelled(int size) {
        int[] labels = IntStream.range(0, size).map(i -> i % 4 == 3 ? 1 : 0).toArray();
        return Dataset.labelled(rows(size), labels, 2);
    }

    private static float[][] rows(int size) {
        return IntStream.range(0, size).mapToObj(i -> new float[] {i}).toArray(float[][]::new);
    }

    private static Dataset withTargets(int size) {
        return Dataset.withTargets(rows(size), rows(size));
    }

    private static int[] numbers(Dataset part) {
        return IntStream.range(0, part.size()).map(i -> (int) part.input(i)[0]).toArray();
    }

    private static long ones(Dataset part) {
        return IntStream.range(0, part.size()).filter(i -> part.label(i) == 1).count();
    }

    @Test
    void putsEachSampleIntoOnePart() {
        for (int size = 2; size < 60; size++) {
            for (Dataset whole : new Dataset[] {labelled(size), withTargets(size)}) {
                Dataset.Split split = whole.split(0.2, size);
                Set<Integer> all = new TreeSet<>();
                for (Dataset part : new Dataset[] {split.train(), split.validation()}) {
                    int[] numbers = numbers(part);
                    assertArrayEquals(Arrays.stream(numbers).sorted().toArray(), numbers);
                    Arrays.stream(numbers).forEach(number -> assertTrue(all.add(number)));
                }
                assertEquals(size, all.size());
                assertEquals(Math.max(1, Math.round(0.2 * size)), split.validation().size());
            }
        }
    }

    @Test
    void givesEachClassItsShare() {
        for (int size = 8; size < 400; size += 7) {
            Dataset whole = labelled(size);
            Dataset.Split split = whole.split(0.3, 5);
            double expected = (double) ones(whole) * split.validation().size() / size;
            assertEquals(expected, ones(split.validation()), 1);
        }
    }

    @Test
    void choosesByTheSeed() {
        int[] first = numbers(withTargets(100).split(0.2, 1).validation());
        assertArrayEquals(first, numbers(withTargets(100).split(0.2, 1).validation()));
        assertFalse(Arrays.equals(first, numbers(withTargets(100).split(0.2, 2).validation())));
        assertEquals("[15, 19, 26, 35, 36]", Arrays.toString(Arrays.copyOf(first, 5)));
    }

    @Test
    void keepsLabelsTargetsAndFingerprintsOfItsSamples() {
        Dataset part = labelled(40).split(0.5, 9).validation();
        int[] numbers = numbers(part);
        int[] labels = Arrays.stream(numbers).map(i -> i % 4 == 3 ? 1 : 0).toArray();
        float[][] rows = Arrays.stream(numbers).mapToObj(i -> new float[] {i}).toArray(float[][]::new);
        for (int i = 0; i < part.size(); i++) {
            assertEquals(labels[i], part.label(i));
        }
        assertEquals(Dataset.labelled(rows, labels, 2).fingerprint(), part.fingerprint());
        Dataset targets = withTargets(40).split(0.5, 9).train();
        assertArrayEquals(targets.input(7), targets.target(7));
        float[][] kept = Arrays.stream(numbers(targets)).mapToObj(i -> new float[] {i}).toArray(float[][]::new);
        assertEquals(Dataset.withTargets(kept, kept).fingerprint(), targets.fingerprint());
    }

    @Test
    void fillsBatchesAndIsSplitAgain() {
        Dataset train = withTargets(50).split(0.4, 3).train();
        Batch batch = Batch.of(train, 4);
        train.fill(batch, 10, 14);
        assertEquals(train.input(12)[0], batch.inputs()[2][batch.inputAt()[2]]);
        Dataset.Split again = train.range(5, 25).split(0.5, 1);
        Set<Integer> inside = new TreeSet<>(Arrays.stream(numbers(train.range(5, 25))).boxed().toList());
        Set<Integer> found = new TreeSet<>();
        Arrays.stream(numbers(again.train())).forEach(found::add);
        Arrays.stream(numbers(again.validation())).forEach(found::add);
        assertEquals(inside, found);
    }

    @Test
    void saysWhatItExpects() {
        for (double share : new double[] {0, 1, -0.5, Double.NaN}) {
            String message = assertThrows(IllegalArgumentException.class, () -> labelled(8).split(share, 1)).getMessage();
            assertEquals("the share of a split expects a number above 0 and below 1, got " + share, message);
        }
        assertEquals("a split needs at least 2 samples, got 1 sample",
                assertThrows(IllegalArgumentException.class, () -> labelled(1).split(0.5, 1)).getMessage());
    }
}
