package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("once")
class BatchTest {

    @Test
    void pointsAtEveryLabelledRow() {
        float[] inputs = new float[6];
        int[] labels = {1, 0, 3};
        Batch batch = Batch.labelled(inputs, 2, labels, 4);
        labels[0] = 99;

        assertEquals("3 of 3, 2 features, 4 outputs", sizes(batch));
        assertAll(Arrays.stream(batch.inputs()).map(array -> () -> assertSame(inputs, array)));
        assertHasOthers("expected a batch of unsigned bytes, but it has floats", batch::inputBytes);
        assertArrayEquals(new int[] {0, 2, 4}, batch.inputAt());
        assertArrayEquals(new int[] {1, 0, 3}, batch.labels());
        assertHasOthers("expected a batch of rows of targets, but it has labels", batch::targets);
        assertHasOthers("expected a batch of rows of targets, but it has labels", batch::targetAt);
    }

    @Test
    void pointsAtEveryRowWithTargets() {
        float[] inputs = new float[6], targets = new float[9];
        Batch batch = Batch.withTargets(inputs, 2, targets, 3);

        assertEquals("3 of 3, 2 features, 3 outputs", sizes(batch));
        assertAll(Arrays.stream(batch.inputs()).map(array -> () -> assertSame(inputs, array)));
        assertAll(Arrays.stream(batch.targets()).map(array -> () -> assertSame(targets, array)));
        assertArrayEquals(new int[] {0, 2, 4}, batch.inputAt());
        assertArrayEquals(new int[] {0, 3, 6}, batch.targetAt());
        assertFalse(batch.isLabelled());
        assertHasOthers("expected a batch of labels, but it has rows of targets", batch::labels);
    }

    @Test
    void isEmptyUntilItIsFilledAndAfterItIsCleared() {
        Dataset set = Dataset.labelled(new float[10], 2, new int[5], 4);
        Batch batch = Batch.of(set, 4);
        assertEquals("0 of 4, 2 features, 4 outputs", sizes(batch));
        set.fill(batch, 0, 4);
        assertEquals(4, batch.size());
        batch.clear();
        assertEquals("0 of 4, 2 features, 4 outputs", sizes(batch));
    }

    /** A range stands on the arrays of the whole set, for which its batches are good, too. */
    @Test
    void hasRoomForNoMoreThanThereIs() {
        Dataset set = Dataset.labelled(new float[10], 2, new int[5], 4);
        assertEquals(5, Batch.of(set, 1_000_000_000).capacity());
        Batch batch = Batch.of(set.range(1, 3), Integer.MAX_VALUE);
        set.fill(batch, 0, 5);
        assertEquals(5, batch.size());
    }

    @Test
    void isLeftAsItIsWhereThereIsNoRoom() {
        Dataset set = Dataset.labelled(new float[10], 2, new int[5], 4);
        Batch batch = Batch.of(set, 2);
        set.fill(batch, 0, 1);
        assertSays("a batch with room for 2 samples cannot take 3", () -> set.fill(batch, 1, 4));
        assertEquals(1, batch.size());
    }

    @Test
    void copiesWhereSamplesOfABatchOfTheSameFormStand() {
        Dataset set = Dataset.labelled(new float[10], 2, new int[] {0, 1, 2, 3, 0}, 4).withWeights(new float[] {1, 2, 3, 4, 5});
        Batch batch = Batch.of(set, 5), some = batch.another(3);
        set.fill(batch, 0, 5);
        assertEquals("0 of 3, 2 features, 4 outputs", sizes(some));

        some.copy(batch, 1, 2);

        assertEquals("2 of 3, 2 features, 4 outputs", sizes(some));
        assertArrayEquals(new int[] {2, 4, 0}, some.inputAt());
        assertArrayEquals(new int[] {1, 2, 0}, some.labels());
        assertEquals(3, some.weight(1));
        assertEquals(5, some.weightSum());
        assertSays("expected some of the 5 samples of the other batch, at most 3, got 4 from sample 0 on", () -> some.copy(batch, 0, 4));
        assertSays("expected some of the 5 samples of the other batch, at most 3, got 2 from sample 4 on", () -> some.copy(batch, 4, 2));
        assertSays("expected samples of a batch of the same form, with as many inputs and outputs",
                () -> some.copy(Batch.labelled(new float[6], 2, new int[3], 4), 0, 1));
        assertEquals(2, some.size());
    }

    private static String sizes(Batch batch) {
        return batch.size() + " of " + batch.capacity() + ", " + batch.features() + " features, " + batch.outputs() + " outputs";
    }

    @Test
    void saysWhatDoesNotFit() {
        assertSays("inputs of a batch of 3 samples with 2 floats each need 6 floats, got 7",
                () -> Batch.labelled(new float[7], 2, new int[3], 4));
        assertSays("sample 1 of the batch has label 4, but with 4 outputs labels go from 0 to 3",
                () -> Batch.labelled(new float[6], 2, new int[] {0, 4, 0}, 4));
        assertSays("sample 2 of the batch has label -1, but with 4 outputs labels go from 0 to 3",
                () -> Batch.labelled(new float[6], 2, new int[] {0, 0, -1}, 4));
        assertSays("inputs of a batch of 3 samples with 2 floats each need 6 floats, got 5",
                () -> Batch.withTargets(new float[5], 2, new float[9], 3));
        assertSays("targets of a batch of 3 samples with 3 floats each need 9 floats, got 10",
                () -> Batch.withTargets(new float[6], 2, new float[10], 3));
        assertSays("a batch needs room for at least 1 sample, got 0", () -> Batch.labelled(new float[0], 2, new int[0], 4));
        assertSays("a batch needs room for at least 1 sample, got -1",
                () -> Batch.of(Dataset.labelled(new float[2], 2, new int[1], 1), -1));
    }

    @Test
    void refusesSamplesWithoutFeaturesOrOutputs() {
        assertThrows(IllegalArgumentException.class, () -> Batch.withTargets(new float[6], 2, new float[6], 0));
        assertThrows(IllegalArgumentException.class, () -> Batch.labelled(new float[0], 0, new int[3], 4));
    }

    private static void assertHasOthers(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalStateException.class, mistake).getMessage());
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }
}
