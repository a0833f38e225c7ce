package dev.lanewise.samples.tutorial;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.data.Dataset;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TutorialDigitsTest {

    /** Samples that are all alike but for their label, which is their number. */
    private static Dataset numbered(int count) {
        return Dataset.labelled(new float[2 * count], 2, IntStream.range(0, count).toArray(), count);
    }

    /** The labels of both parts, those to learn from first. */
    private static int[] labels(TutorialDigits digits) {
        return IntStream.concat(IntStream.range(0, digits.train().size()).map(digits.train()::label),
                IntStream.range(0, digits.test().size()).map(digits.test()::label)).toArray();
    }

    @Test
    void standardizesEachFeatureOverAllSamples() {
        Dataset result = Standardized.of(Dataset.labelled(new float[] {1, 7, 0, 2, 7, 0, 3, 7, 12}, 3, new int[] {0, 1, 2}, 3));
        float one = (float) Math.sqrt(1.5), half = (float) Math.sqrt(0.5), two = (float) Math.sqrt(2);
        assertArrayEquals(new float[] {-one, 0, -half}, result.input(0), 1e-6f);
        assertArrayEquals(new float[] {0, 0, -half}, result.input(1), 1e-6f);
        assertArrayEquals(new float[] {one, 0, two}, result.input(2), 1e-6f);
        assertEquals(2, result.label(2));
    }

    @ParameterizedTest(name = "{0} digits")
    @CsvSource({"2, 1, 1", "3, 1, 2", "5, 3, 2", "6, 3, 3", "1797, 1078, 719"})
    void givesEveryDigitToOnePart(int all, int train, int test) {
        TutorialDigits digits = TutorialDigits.of(numbered(all), 1);
        assertEquals(train, digits.train().size());
        assertEquals(test, digits.test().size());
        int[] labels = labels(digits);
        Arrays.sort(labels);
        assertArrayEquals(IntStream.range(0, all).toArray(), labels);
    }

    @Test
    void dividesBySeed() {
        Dataset all = numbered(100);
        assertArrayEquals(labels(TutorialDigits.of(all, 1)), labels(TutorialDigits.of(all, 1)));
        assertFalse(Arrays.equals(labels(TutorialDigits.of(all, 1)), labels(TutorialDigits.of(all, 2))));
        assertFalse(Arrays.equals(IntStream.range(0, 100).toArray(), labels(TutorialDigits.of(all, 1))));
    }

    @Test
    void keepsInputsWithTheirLabels() {
        TutorialDigits digits = TutorialDigits.of(Dataset.labelled(new float[] {0, 1, 2, 3, 4}, 1, new int[] {0, 1, 2, 3, 4}, 5), 3);
        for (Dataset part : new Dataset[] {digits.train(), digits.test()}) {
            for (int i = 0; i < part.size(); i++) {
                assertEquals((part.label(i) - 2) / Math.sqrt(2), part.input(i)[0], 1e-6);
            }
        }
    }

    @Test
    void needsTwoDigits() {
        String message = assertThrows(IllegalArgumentException.class, () -> TutorialDigits.of(numbered(1), 1)).getMessage();
        assertEquals("to learn from some and test on others takes at least 2 digits, got 1", message);
    }
}
