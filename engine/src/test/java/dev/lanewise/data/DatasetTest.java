package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("once")
class DatasetTest {

    private static float[] counting(int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = i;
        }
        return floats;
    }

    private static Dataset labelled() {
        return Dataset.labelled(counting(8), 2, new int[] {2, 0, 1, 2}, 3);
    }

    private static Dataset withTargets() {
        return Dataset.withTargets(counting(8), 2, new float[] {10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 42}, 3);
    }

    @Test
    void tellsItsSizes() {
        assertEquals("4 2 3 true", sizes(labelled()));
        assertEquals("4 2 3 false", sizes(withTargets()));
    }

    private static String sizes(Dataset set) {
        return set.size() + " " + set.features() + " " + set.outputs() + " " + set.isLabelled();
    }

    @Test
    void givesEachSampleItsInputsAndLabel() {
        Dataset set = labelled();
        assertArrayEquals(new float[] {0, 1}, set.input(0));
        assertArrayEquals(new float[] {6, 7}, set.input(3));
        assertEquals(2, set.label(0));
        assertEquals(1, set.label(2));
    }

    @Test
    void givesTheTargetOfALabelAsOneAmongZeros() {
        assertArrayEquals(new float[] {0, 0, 1}, labelled().target(0));
        assertArrayEquals(new float[] {1, 0, 0}, labelled().target(1));
    }

    @Test
    void givesEachSampleItsRowOfTargets() {
        assertArrayEquals(new float[] {10, 11, 12}, withTargets().target(0));
        assertArrayEquals(new float[] {40, 41, 42}, withTargets().target(3));
    }

    @Test
    void handsOutCopiesOnly() {
        for (Dataset set : new Dataset[] {labelled(), withTargets()}) {
            float[] input = set.input(1), target = set.target(1);
            Arrays.fill(set.input(1), -1);
            Arrays.fill(set.target(1), -1);
            assertArrayEquals(input, set.input(1));
            assertArrayEquals(target, set.target(1));
        }
    }

    @Test
    void countsSamplesOfARangeFromItsBeginning() {
        Dataset part = labelled().range(1, 4);
        assertEquals(3, part.size());
        assertEquals(0, part.label(0));
        assertArrayEquals(new float[] {2, 3}, part.input(0));
        Dataset inner = part.range(1, 2);
        assertEquals(1, inner.size());
        assertEquals(1, inner.label(0));
        assertArrayEquals(new float[] {4, 5}, inner.input(0));
        assertArrayEquals(new float[] {30, 31, 32}, withTargets().range(1, 4).target(1));
        assertThrows(IndexOutOfBoundsException.class, () -> inner.input(1));
    }

    @Test
    void refusesRangesThatAreEmptyOrOutside() {
        for (int[] range : new int[][] {{-1, 2}, {0, 5}, {2, 2}, {3, 1}}) {
            assertSays("samples " + range[0] + " to " + range[1] + " are no part of a data set of 4 samples",
                    () -> labelled().range(range[0], range[1]));
        }
    }

    @Test
    void pointsABatchAtConsecutiveSamples() {
        Dataset part = labelled().range(1, 4);
        Batch batch = Batch.of(part, 2);
        part.fill(batch, 1, 3);
        assertEquals(2, batch.size());
        assertArrayEquals(new int[] {4, 6}, batch.inputAt());
        assertArrayEquals(new int[] {1, 2}, batch.labels());
        part.fill(batch, 0, 1);
        assertEquals(1, batch.size());
        assertEquals(2, batch.inputAt()[0]);
        assertEquals(0, batch.labels()[0]);
    }

    @Test
    void pointsABatchAtRowsOfTargets() {
        Dataset set = withTargets();
        Batch batch = Batch.of(set, 3);
        set.fill(batch, 2, 4);
        assertEquals(40, batch.targets()[1][batch.targetAt()[1]]);
        assertEquals(6, batch.inputs()[1][batch.inputAt()[1]]);
    }

    /** Rows 0 to 4 of 2 bytes: 0 1, 50 51, 100 101, 150 151, 200 201. */
    private static Dataset bytes() {
        List<byte[]> arrays = List.of(new byte[] {0, 1, 50, 51}, new byte[] {100, 101}, new byte[] {(byte) 150, (byte) 151, (byte) 200,
            (byte) 201});
        return Dataset.labelledBytes(arrays, 2, new int[] {3, 0, 1, 2, 3}, 4);
    }

    @Test
    void seesBytesAsFloatsFromZeroToOne() {
        Dataset set = bytes();
        assertEquals("5 2 4 true", sizes(set));
        for (int sample = 0; sample < 5; sample++) {
            assertArrayEquals(new float[] {50 * sample / 255f, (50 * sample + 1) / 255f}, set.input(sample));
        }
        assertArrayEquals(new float[] {1f, 1 / 255f}, Dataset.labelledBytes(new byte[] {-1, 1}, 2, new int[1], 1).input(0));
        assertEquals(2, set.label(3));
        assertArrayEquals(new float[] {0, 0, 1, 0}, set.target(3));
    }

    @Test
    void pointsABatchAtBytesInSeveralArrays() {
        Dataset part = bytes().range(1, 5);
        Batch batch = Batch.of(part, 4);
        part.fill(batch, 0, 4);
        assertTrue(batch.isOfBytes());
        assertArrayEquals(new int[] {2, 0, 0, 2}, batch.inputAt());
        for (int i = 0; i < 4; i++) {
            assertEquals(50 * (i + 1), batch.inputBytes()[i][batch.inputAt()[i]] & 255, "sample " + i);
        }
        assertArrayEquals(new int[] {0, 1, 2, 3}, batch.labels());
    }

    @Test
    void holdsFloatsAndTargetsInSeveralArrays() {
        List<float[]> inputs = List.of(new float[] {0, 1}, new float[] {2, 3, 4, 5}, new float[] {6, 7});
        Dataset labelled = Dataset.labelled(inputs, 2, new int[] {2, 0, 1, 2}, 3);
        Dataset withTargets = Dataset.withTargets(inputs, 2, List.of(new float[] {10, 11, 20, 21, 30, 31}, new float[] {40, 41}), 2);
        for (int sample = 0; sample < 4; sample++) {
            assertArrayEquals(labelled().input(sample), labelled.input(sample));
            assertArrayEquals(labelled().input(sample), withTargets.input(sample));
            assertArrayEquals(new float[] {10 * (sample + 1), 10 * (sample + 1) + 1}, withTargets.target(sample));
        }
        Batch batch = Batch.of(withTargets, 4);
        withTargets.fill(batch, 0, 4);
        for (int i = 0; i < 4; i++) {
            assertEquals(2 * i, batch.inputs()[i][batch.inputAt()[i]]);
            assertEquals(10 * (i + 1), batch.targets()[i][batch.targetAt()[i]]);
        }
    }

    @Test
    void saysWhichArrayDoesNotHoldWholeRows() {
        assertSays("inputs need whole rows of 2 floats in every array, but array 1 of 2 has 3 floats",
                () -> Dataset.labelled(List.of(counting(3), counting(5)), 2, new int[4], 3));
        assertSays("inputs need whole rows of 2 bytes in every array, but array 2 of 2 has 0 bytes",
                () -> Dataset.labelledBytes(List.of(new byte[8], new byte[0]), 2, new int[4], 3));
        assertSays("inputs of 4 samples with 2 bytes each need 8 bytes, got 9", () -> Dataset.labelledBytes(new byte[9], 2, new int[4], 3));
        assertSays("inputs of sample 2, float 1: expected a finite number, got NaN",
                () -> Dataset.labelled(List.of(counting(4), new float[] {1, Float.NaN}), 2, new int[3], 3));
        assertSays("inputs of 2000000000 samples with 2 floats each need 4000000000 floats, got 0",
                () -> new FloatRows("inputs", List.of(), 2, 2_000_000_000));
    }

    @Test
    void takesABatchOfTheSameArrays() {
        float[] inputs = counting(4);
        Dataset one = Dataset.labelled(inputs, 2, new int[] {0, 1}, 2), other = Dataset.labelled(inputs, 2, new int[] {1, 1}, 2);
        Batch batch = Batch.of(one, 2);
        other.fill(batch, 0, 2);
        assertArrayEquals(new int[] {1, 1}, batch.labels());
        assertThrows(IllegalArgumentException.class, () -> Dataset.labelled(inputs, 4, new int[1], 2).fill(batch, 0, 1));
    }

    @Test
    void refusesABatchOfAnotherSet() {
        assertSays("the batch was made for another data set", () -> labelled().fill(Batch.of(labelled(), 2), 0, 1));
    }

    @Test
    void refusesABatchOfAnotherSetOnTheSameInputs() {
        float[] inputs = counting(4);
        Dataset labelled = Dataset.labelled(inputs, 2, new int[] {0, 1}, 2), withTargets = Dataset.withTargets(inputs, 2, counting(4), 2);
        assertThrows(IllegalArgumentException.class, () -> withTargets.fill(Batch.of(labelled, 2), 0, 2));
        assertThrows(IllegalArgumentException.class, () -> labelled.fill(Batch.of(withTargets, 2), 0, 2));
    }

    @Test
    void fillsNoBatchFromOutsideOfItself() {
        Dataset part = labelled().range(1, 3);
        assertThrows(IndexOutOfBoundsException.class, () -> part.fill(Batch.of(part, 4), 0, 3));
        assertThrows(IndexOutOfBoundsException.class, () -> part.fill(Batch.of(part, 4), -1, 1));
    }

    @Test
    void refusesSamplesOutside() {
        for (int sample : new int[] {-1, 4}) {
            assertThrows(IndexOutOfBoundsException.class, () -> labelled().input(sample));
            assertThrows(IndexOutOfBoundsException.class, () -> labelled().label(sample));
            assertThrows(IndexOutOfBoundsException.class, () -> withTargets().target(sample));
        }
    }

    @Test
    void hasNoLabelWhereThereAreTargets() {
        Exception e = assertThrows(IllegalStateException.class, () -> withTargets().label(0));
        assertEquals("this data set has rows of targets, not labels", e.getMessage());
    }

    @Test
    void refusesToBeEmpty() {
        assertSays("a data set needs at least 1 sample, got none", () -> Dataset.labelled(new float[0], 2, new int[0], 3));
        assertSays("a data set needs at least 1 sample, got none", () -> Dataset.withTargets(new float[0], 2, new float[0], 3));
    }

    @Test
    void saysWhichLengthsDoNotFit() {
        assertSays("inputs of 4 samples with 2 floats each need 8 floats, got 7",
                () -> Dataset.labelled(counting(7), 2, new int[4], 3));
        assertSays("inputs of 2 samples with 3 floats each need 6 floats, got 8",
                () -> Dataset.withTargets(counting(8), 3, counting(4), 2));
        assertSays("targets need rows of 3 floats, but there are 4 floats", () -> Dataset.withTargets(counting(8), 2, counting(4), 3));
        assertSays("targets need rows of 0 floats, but there are 4 floats", () -> Dataset.withTargets(counting(8), 2, counting(4), 0));
        assertThrows(IllegalArgumentException.class, () -> Dataset.labelled(new float[0], 0, new int[4], 3));
    }

    @Test
    void saysWhichFloatIsNotFinite() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            float[] inputs = counting(6), targets = counting(9);
            inputs[5] = bad;
            assertSays("inputs of sample 2, float 1: expected a finite number, got " + bad,
                    () -> Dataset.labelled(inputs, 2, new int[3], 1));
            targets[3] = bad;
            assertSays("targets of sample 1, float 0: expected a finite number, got " + bad,
                    () -> Dataset.withTargets(counting(6), 2, targets, 3));
        }
    }

    @Test
    void saysWhichLabelIsOutOfRange() {
        for (int bad : new int[] {-1, 3}) {
            assertSays("sample 1 has label " + bad + ", but with 3 classes labels go from 0 to 2",
                    () -> Dataset.labelled(counting(4), 2, new int[] {0, bad}, 3));
        }
    }

    @Test
    void takesRowsAsTheyAre() {
        float[][] rows = {{1, 2}, {3, 4}, {5, 6}};
        Dataset labelled = Dataset.labelled(rows, new int[] {1, 0, 1}, 2);
        assertEquals("3 2 2 true", sizes(labelled));
        assertArrayEquals(new float[] {3, 4}, labelled.input(1));
        assertEquals(Dataset.labelled(new float[] {1, 2, 3, 4, 5, 6}, 2, new int[] {1, 0, 1}, 2).fingerprint(), labelled.fingerprint());
        Dataset withTargets = Dataset.withTargets(rows, new float[][] {{7}, {8}, {9}});
        assertEquals("3 2 1 false", sizes(withTargets));
        assertArrayEquals(new float[] {9}, withTargets.target(2));
    }

    @Test
    void saysWhichRowHasAnotherLength() {
        assertSays("inputs need rows of one length: row 0 has 2 floats, row 1 has 3",
                () -> Dataset.labelled(new float[][] {{1, 2}, {1, 2, 3}}, new int[2], 2));
        assertSays("targets need rows of one length: row 0 has 1 float, row 1 has 0",
                () -> Dataset.withTargets(new float[2][2], new float[][] {{1}, {}}));
        assertSays("expected a label for each of 2 rows, got 3 labels", () -> Dataset.labelled(new float[2][2], new int[3], 2));
        assertSays("expected a row of targets for each of 2 rows, got 1", () -> Dataset.withTargets(new float[2][2], new float[1][1]));
        assertSays("a data set needs at least 1 sample, got none", () -> Dataset.labelled(new float[0][], new int[0], 2));
        assertSays("a labelled data set needs at least 1 class, got 0", () -> Dataset.labelled(new float[2][2], new int[2], 0));
        assertEquals("inputs: row 1 is null", assertThrows(NullPointerException.class,
                () -> Dataset.labelled(new float[][] {{1, 2}, null}, new int[2], 2)).getMessage());
    }

    @Test
    void saysHowLargeItIs() {
        assertEquals("2 samples, 3 features, 4 classes", Dataset.labelled(new float[2][3], new int[2], 4).toString());
        assertEquals("1 sample, 1 feature, 1 target", Dataset.withTargets(new float[1][1], new float[1][1]).toString());
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }
}
