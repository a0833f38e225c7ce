package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class SplitsTest {

    /** Sample i has the input i and the class i % 3, but that of class 2 there are few. */
    private static Dataset labelled(int size) {
        float[] inputs = new float[size];
        int[] labels = new int[size];
        for (int i = 0; i < size; i++) {
            inputs[i] = i;
            labels[i] = i % 10 == 9 ? 2 : i % 2;
        }
        return Dataset.labelled(inputs, 1, labels, 3);
    }

    private static List<Integer> samples(Dataset part) {
        return IntStream.range(0, part.size()).mapToObj(i -> (int) part.input(i)[0]).toList();
    }

    private static void assertEachIsTriedOnce(Dataset dataset, List<Dataset.Split> folds) {
        List<Integer> tried = new ArrayList<>();
        for (Dataset.Split fold : folds) {
            Set<Integer> all = new TreeSet<>(samples(fold.train()));
            all.addAll(samples(fold.validation()));
            assertEquals(new TreeSet<>(samples(dataset)), all);
            assertEquals(dataset.size(), fold.train().size() + fold.validation().size());
            tried.addAll(samples(fold.validation()));
        }
        assertEquals(samples(dataset), tried.stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({"2,2", "3,2", "3,3", "10,3", "103,5", "100,10", "57,57"})
    void triesEachSampleInOneFoldWithItsShareOfEachClass(int size, int count) {
        Dataset dataset = labelled(size);
        List<Dataset.Split> folds = Splits.folds(dataset, count, 7);
        assertEquals(count, folds.size());
        assertEachIsTriedOnce(dataset, folds);
        for (int label = 0; label < 3; label++) {
            int chosen = label;
            long of = IntStream.range(0, size).filter(i -> dataset.label(i) == chosen).count();
            for (Dataset.Split fold : folds) {
                Dataset part = fold.validation();
                long here = IntStream.range(0, part.size()).filter(i -> part.label(i) == chosen).count();
                assertTrue(here >= of / count && here <= Math.ceilDiv(of, count), "class " + label + " has " + here + " of " + of);
                assertTrue(part.size() >= size / count && part.size() <= Math.ceilDiv(size, count));
            }
        }
    }

    @Test
    void makesTheSameFoldsOfOneSeedAndOthersOfAnother() {
        Dataset dataset = Dataset.withTargets(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, 1, new float[12], 1);
        assertEachIsTriedOnce(dataset, Splits.folds(dataset, 4, 1));
        assertEquals(validations(Splits.folds(dataset, 4, 1)), validations(Splits.folds(dataset, 4, 1)));
        assertNotEquals(validations(Splits.folds(dataset, 4, 1)), validations(Splits.folds(dataset, 4, 2)));
        // written down: what others have trained on must stay what it was
        assertEquals("[[0, 2, 3], [8, 9, 10], [1, 4, 11], [5, 6, 7]]", validations(Splits.folds(dataset, 4, 1)).toString());
    }

    private static List<List<Integer>> validations(List<Dataset.Split> folds) {
        return folds.stream().map(fold -> samples(fold.validation())).toList();
    }

    @Test
    void repeatsFoldsByOtherChoices() {
        Dataset dataset = labelled(40);
        List<Dataset.Split> folds = Splits.repeatedFolds(dataset, 4, 3, 5);
        assertEquals(12, folds.size());
        assertEquals(validations(Splits.folds(dataset, 4, 5)), validations(folds.subList(0, 4)));
        for (int repeat = 0; repeat < 3; repeat++) {
            assertEachIsTriedOnce(dataset, folds.subList(4 * repeat, 4 * repeat + 4));
        }
        assertEquals(12, validations(folds).stream().distinct().count());
    }

    @Test
    void keepsGroupsTogetherInFoldsOfLikeSizes() {
        Dataset dataset = labelled(60);
        int[] groups = new int[60];
        Arrays.setAll(groups, i -> i < 20 ? -7 : i % 9);
        List<Dataset.Split> folds = Splits.groupFolds(dataset, groups, 3, 2);
        assertEachIsTriedOnce(dataset, folds);
        for (Dataset.Split fold : folds) {
            Set<Integer> tried = samples(fold.validation()).stream().map(i -> groups[i]).collect(Collectors.toSet());
            assertTrue(samples(fold.train()).stream().noneMatch(i -> tried.contains(groups[i])));
        }
        // the largest group is alone, nine small ones of 4 or 5 share the other folds
        int largest = folds.stream().mapToInt(fold -> fold.validation().size()).max().orElseThrow();
        assertTrue(largest <= 22, largest + " of 60 in one of three folds");
        assertEquals(validations(folds), validations(Splits.groupFolds(dataset, groups, 3, 2)));
    }

    @Test
    void keepsGroupsTogetherInASplit() {
        Dataset dataset = labelled(50);
        int[] groups = new int[50];
        Arrays.setAll(groups, i -> i / 5);
        Dataset.Split split = Splits.byGroup(dataset, groups, 0.25, 3);
        assertEquals(15, split.validation().size());
        assertEquals(3, samples(split.validation()).stream().map(i -> groups[i]).distinct().count());
        assertEquals(7, samples(split.train()).stream().map(i -> groups[i]).distinct().count());
        assertEquals(samples(split.validation()), samples(Splits.byGroup(dataset, groups, 0.25, 3).validation()));
        int[] two = new int[50];
        two[49] = 1;
        for (long seed = 0; seed < 8; seed++) {
            Dataset.Split parts = Splits.byGroup(dataset, two, 0.9, seed);
            assertEquals(50, parts.train().size() + parts.validation().size());
            assertTrue(parts.train().size() == 1 || parts.validation().size() == 1);
        }
    }

    @Test
    void givesThePositionsThatASplitChooses() {
        Dataset dataset = labelled(103);
        int[] labels = IntStream.range(0, 103).map(dataset::label).toArray(), groups = IntStream.range(0, 103).map(i -> i % 11).toArray();
        Dataset plain = Dataset.withTargets(new float[103], 1, new float[103], 1);
        assertEquals(samples(dataset.split(0.2, 5).validation()), boxed(Splits.positionsByClass(labels, 3, 0.2, 5)));
        assertEquals(samples(Splits.byGroup(dataset, groups, 0.2, 5).validation()), boxed(Splits.positionsByGroup(groups, 0.2, 5)));
        assertEquals(plain.split(0.2, 5).validation().size(), Splits.positions(103, 0.2, 5).length);
        assertEquals(boxed(Splits.positions(103, 0.2, 5)), boxed(Splits.positionsByClass(new int[103], 1, 0.2, 5)));
    }

    private static List<Integer> boxed(int[] positions) {
        return Arrays.stream(positions).boxed().toList();
    }

    @Test
    void triesWithTheLastSamplesInOrder() {
        Dataset.Split split = Splits.inOrder(labelled(10).range(2, 10), 0.25);
        assertEquals(List.of(2, 3, 4, 5, 6, 7), samples(split.train()));
        assertEquals(List.of(8, 9), samples(split.validation()));
        assertEquals(1, Splits.inOrder(labelled(10), 0.001).validation().size());
        assertEquals(1, Splits.inOrder(labelled(10), 0.999).train().size());
    }

    @Test
    void saysWhatDoesNotFit() {
        Dataset ten = labelled(10);
        assertSays("folds of 10 samples expect a number from 2 to 10, got 1", () -> Splits.folds(ten, 1, 1));
        assertSays("folds of 10 samples expect a number from 2 to 10, got 11", () -> Splits.folds(ten, 11, 1));
        assertSays("folds expect to be repeated at least once, got 0", () -> Splits.repeatedFolds(ten, 2, 0, 1));
        assertSays("expected a group for each of 10 samples, got 9", () -> Splits.groupFolds(ten, new int[9], 2, 1));
        assertSays("a split by groups needs at least 2 groups, got 1", () -> Splits.byGroup(ten, new int[10], 0.5, 1));
        int[] groups = new int[10];
        groups[0] = 1;
        assertSays("folds of 2 groups expect a number from 2 to 2, got 3", () -> Splits.groupFolds(ten, groups, 3, 1));
        assertSays("the share of a split expects a number above 0 and below 1, got 1.0", () -> Splits.inOrder(ten, 1));
        assertSays("a split needs at least 2 samples, got 1 sample", () -> Splits.inOrder(labelled(1), 0.5));
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }

    @Test
    void tellsTheFoldOfEachSample() {
        Dataset labelled = labelled(50);
        int[] labels = IntStream.range(0, 50).map(labelled::label).toArray();
        int[] groups = IntStream.range(0, 50).map(i -> i * i % 11).toArray();
        float[][] rows = IntStream.range(0, 50).mapToObj(i -> new float[] {i}).toArray(float[][]::new);
        Dataset plain = Dataset.withTargets(rows, rows);
        assertEquals(validations(Splits.folds(plain, 4, 3)), validations(Splits.foldOf(50, 4, 3)));
        assertEquals(validations(Splits.folds(labelled, 4, 3)), validations(Splits.foldOfClass(labels, 3, 4, 3)));
        assertEquals(validations(Splits.groupFolds(plain, groups, 4, 3)), validations(Splits.foldOfGroup(groups, 4, 3)));
        assertThrows(IllegalArgumentException.class, () -> Splits.foldOf(3, 4, 1));
    }

    private static List<List<Integer>> validations(int[] foldOf) {
        return IntStream.range(0, 4).mapToObj(fold -> IntStream.range(0, foldOf.length).filter(i -> foldOf[i] == fold).boxed().toList())
                .toList();
    }
}
