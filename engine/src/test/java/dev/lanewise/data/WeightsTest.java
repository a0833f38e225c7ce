package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("once")
class WeightsTest {

    private static final Dataset FOUR = Dataset.labelled(new float[] {1, 2, 3, 4}, 1, new int[] {0, 1, 1, 1}, 3);

    private static void assertSays(String sentence, Executable refused) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, refused).getMessage());
    }

    @Test
    void areOneWithoutWeights() {
        assertFalse(FOUR.hasWeights());
        assertEquals(1, FOUR.weight(3));
        assertThrows(IndexOutOfBoundsException.class, () -> FOUR.weight(4));
    }

    @Test
    void areCopied() {
        float[] weights = {1, 0, 2, 3};
        Dataset weighted = FOUR.withWeights(weights);
        weights[2] = 9;
        assertEquals(2, weighted.weight(2));
        assertThrows(IndexOutOfBoundsException.class, () -> weighted.weight(4));
    }

    @Test
    void stayWithTheirSamplesInPartsAndSplits() {
        float[] weights = {10, 20, 30, 40};
        Dataset weighted = FOUR.withWeights(weights), part = weighted.range(1, 3);
        assertEquals(30, part.weight(1));
        assertEquals(7, part.withWeights(new float[] {5, 7}).weight(1));
        Dataset.Split split = weighted.split(0.5, 3);
        for (Dataset half : new Dataset[] {split.train(), split.validation()}) {
            assertTrue(half.hasWeights());
            IntStream.range(0, half.size()).forEach(i -> assertEquals(10 * half.input(i)[0], half.weight(i)));
            Dataset end = half.range(1, half.size());
            assertEquals(10 * end.input(0)[0], end.weight(0));
        }
    }

    @Test
    void goIntoBatches() {
        Dataset weighted = FOUR.withWeights(new float[] {1, 0, 2, 3});
        Batch batch = Batch.of(weighted, 3);
        weighted.fill(batch, 1, 4);
        assertEquals(5, batch.weightSum());
        assertEquals(2, batch.weight(1));
        weighted.fill(batch, 0, 1);
        assertEquals(1, batch.weightSum());
        assertSays("the batch was made for another data set", () -> FOUR.fill(batch, 0, 1));
        Batch without = Batch.of(FOUR, 3);
        FOUR.fill(without, 0, 3);
        assertEquals(3, without.weightSum());
    }

    @Test
    void areInTheFingerprint() {
        DataFingerprint without = FOUR.fingerprint(), one = FOUR.withWeights(new float[] {1, 2, 3, 4}).fingerprint();
        assertNotEquals(without, one);
        assertEquals(one, FOUR.withWeights(new float[] {1, 2, 3, 4}).fingerprint());
        assertNotEquals(one, FOUR.withWeights(new float[] {1, 2, 4, 3}).fingerprint());
        assertEquals("other labels, targets or weights", one.differenceTo(without));
    }

    @Test
    void saysWhatIsWrongWithThem() {
        assertSays("expected a weight for each of 4 samples, got 3", () -> FOUR.withWeights(new float[3]));
        for (float wrong : new float[] {-1, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertSays("sample 2 has the weight " + wrong + ", but weights are finite numbers of at least 0",
                    () -> FOUR.withWeights(new float[] {1, 1, wrong, 1}));
        }
        assertSays("expected at least one weight above 0, but the weights of all 4 samples are 0", () -> FOUR.withWeights(new float[4]));
    }

    /** Of the three classes two have samples: 4 / (2 * 1) and 4 / (2 * 3), as scikit-learn counts. */
    @Test
    void balanceTheClassesThatHaveSamples() {
        assertEquals(ClassWeights.of(2, (float) (2 / 3.0), 1), ClassWeights.balanced(FOUR));
        Dataset weighted = FOUR.withClassWeights(ClassWeights.balanced(FOUR));
        assertEquals(2, weighted.weight(0));
        assertEquals((float) (2 / 3.0), weighted.weight(3));
    }

    @Test
    void multiplyThoseOfTheSamplesByThoseOfTheClasses() {
        Dataset weighted = FOUR.withWeights(new float[] {1, 2, 0, 3}).withClassWeights(ClassWeights.of(0.5f, 4, 1));
        assertEquals(0.5f, weighted.weight(0));
        assertEquals(8, weighted.weight(1));
        assertEquals(0, weighted.weight(2));
        assertEquals(12, weighted.weight(3));
    }

    @Test
    void saysWhatIsWrongWithThoseOfClasses() {
        assertSays("expected a weight for each class, got none", ClassWeights::of);
        assertSays("class 1 has the weight -1.0, but weights are finite numbers of at least 0", () -> ClassWeights.of(1, -1));
        assertSays("expected a weight for each of 3 classes, got 2", () -> FOUR.withClassWeights(ClassWeights.of(1, 1)));
        assertSays("expected at least one weight above 0, but the weights of all 4 samples are 0",
                () -> FOUR.withClassWeights(ClassWeights.of(0, 0, 1)));
        Dataset targets = Dataset.withTargets(new float[2], 1, new float[2], 1);
        assertSays("weights of classes expect samples with labels, but these have rows of targets", () -> ClassWeights.balanced(targets));
        assertSays("weights of classes expect samples with labels, but these have rows of targets",
                () -> targets.withClassWeights(ClassWeights.of(1)));
    }
}
