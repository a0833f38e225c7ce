package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class StandardScalerTest {

    /** Means 4, 100 and 7; deviations 2, 0 and sqrt(2/3). */
    private static final float[][] ROWS = {{2, 100, 6}, {2, 100, 7}, {6, 100, 8}, {6, 100, 6}, {4, 100, 7}, {4, 100, 8}};
    private static final int[] LABELS = {0, 1, 0, 1, 1, 0};
    private static final float[][] TARGETS = {{10}, {20}, {30}, {10}, {20}, {30}};

    @Test
    void givesColumnsAMeanOfZeroAndADeviationOfOne() {
        StandardScaler scaler = StandardScaler.ofInputs(Dataset.labelled(ROWS, LABELS, 2));
        double[] deviations = {Math.sqrt(8.0 / 3), 1, Math.sqrt(2.0 / 3)};
        float[] row = scaler.transform(new float[] {9, 101, 6});
        assertEquals(5 / deviations[0], row[0], 1e-6);
        assertEquals(1, row[1], "a constant column is only shifted");
        assertEquals(-1 / deviations[2], row[2], 1e-6);
        assertArrayEquals(new float[] {9, 101, 6}, scaler.inverseTransform(row), 1e-5f);
    }

    @Test
    void keepsLabelsTargetsAndTheOrderOfSamples() {
        Dataset labelled = Dataset.labelled(ROWS, LABELS, 2).split(0.5, 1).validation();
        Dataset scaled = StandardScaler.ofInputs(labelled).transformInputs(labelled);
        for (int i = 0; i < labelled.size(); i++) {
            assertEquals(labelled.label(i), scaled.label(i));
            assertArrayEquals(StandardScaler.ofInputs(labelled).transform(labelled.input(i)), scaled.input(i));
        }
        Dataset weighted = Dataset.labelled(ROWS, LABELS, 2).withWeights(new float[] {1, 2, 3, 4, 5, 6}).range(1, 4);
        assertEquals(4, StandardScaler.ofInputs(weighted).transformInputs(weighted).weight(2));
        Dataset numbers = Dataset.withTargets(ROWS, TARGETS);
        StandardScaler ofTargets = StandardScaler.ofTargets(numbers);
        Dataset both = ofTargets.transformTargets(StandardScaler.ofInputs(numbers).transformInputs(numbers));
        for (int i = 0; i < numbers.size(); i++) {
            assertArrayEquals(ofTargets.transform(TARGETS[i]), both.target(i));
            assertArrayEquals(StandardScaler.ofInputs(numbers).transform(ROWS[i]), both.input(i));
            assertArrayEquals(TARGETS[i], ofTargets.inverseTransform(both.target(i)), 1e-5f);
        }
    }

    @Test
    void isTheSameAfterATextOfIt() {
        StandardScaler scaler = StandardScaler.ofInputs(Dataset.labelled(new float[][] {{1e-30f, 3.3f}, {1e30f, -0.1f}}, new int[2], 1));
        assertEquals(scaler, StandardScaler.parse(scaler.toText()));
        assertEquals(2, scaler.columns());
        assertEquals("4.0,1.0 100.0,1.0", StandardScaler.ofInputs(Dataset.labelled(new float[][] {{4, 100}}, new int[1], 1)).toText());
    }

    @Test
    void scalesTheLargestFloats() {
        float[][] rows = {{3e38f, 1e-45f}, {-3e38f, 0}, {0, 0}};
        StandardScaler scaler = StandardScaler.ofInputs(Dataset.labelled(rows, new int[3], 1));
        assertEquals(1.2247449f, scaler.transform(rows[0])[0]);
        assertEquals(-1.2247449f, scaler.transform(rows[1])[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1,0", "1,-2", "1,NaN", "NaN,1", "1,2,3", "x,1", "1,Infinity"})
    void refusesTextsThatAreNoScaler(String text) {
        assertEquals("column 1 of a scaler expects a mean and a deviation above 0, such as 5.8,0.8, got '" + text + "'",
                assertThrows(IllegalArgumentException.class, () -> StandardScaler.parse(text)).getMessage());
    }

    @Test
    void refusesOtherWidthsAndLabelsAsTargets() {
        Dataset labelled = Dataset.labelled(ROWS, LABELS, 2);
        StandardScaler scaler = StandardScaler.ofInputs(labelled);
        assertEquals("this scaler expects 3 numbers in a row, got 2",
                assertThrows(IllegalArgumentException.class, () -> scaler.transform(new float[2])).getMessage());
        assertEquals("targets are scaled where they are numbers, but these samples have labels",
                assertThrows(IllegalArgumentException.class, () -> StandardScaler.ofTargets(labelled)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> scaler.transformTargets(labelled));
    }
}
