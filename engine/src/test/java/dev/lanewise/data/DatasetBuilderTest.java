package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@Tag("once")
class DatasetBuilderTest {

    private static float[] row(int sample, int features) {
        float[] row = new float[features];
        for (int f = 0; f < features; f++) {
            row[f] = sample * 10 + f;
        }
        return row;
    }

    @Test
    void holdsTheRowsThatWereAdded() {
        for (int size : new int[] {1, 63, 64, 65, 1000}) {
            DatasetBuilder builder = new DatasetBuilder();
            float[] row = {};
            for (int i = 0; i < size; i++) {
                row = row(i, 3);
                builder.add(row, i % 5);
            }
            row[0] = Float.NaN;
            Dataset dataset = builder.labelled(7);
            assertEquals(size + " 3 7", dataset.size() + " " + dataset.features() + " " + dataset.outputs());
            for (int i = 0; i < size; i++) {
                assertArrayEquals(row(i, 3), dataset.input(i));
                assertEquals(i % 5, dataset.label(i));
            }
        }
    }

    @Test
    void holdsMoreThanOneArray() {
        DatasetBuilder builder = new DatasetBuilder();
        int features = 999_999;
        for (int i = 0; i < 11; i++) {
            builder.add(row(i, features), row(i, 2));
        }
        Dataset dataset = builder.withTargets();
        for (int i = 0; i < 11; i++) {
            assertArrayEquals(row(i, features), dataset.input(i));
            assertArrayEquals(row(i, 2), dataset.target(i));
        }
    }

    @Test
    void takesSamplesFromIteratorsAndStreams() {
        Dataset labelled = new DatasetBuilder().addLabelled(IntStream.range(0, 100).boxed().iterator(), i -> row(i, 2), i -> i % 3)
                .labelled();
        assertEquals("100 2 3", labelled.size() + " " + labelled.features() + " " + labelled.outputs());
        assertArrayEquals(row(99, 2), labelled.input(99));
        Dataset numbers = new DatasetBuilder().addWithTargets(List.of(4, 5).iterator(), i -> row(i, 2), i -> row(i, 1)).withTargets();
        assertArrayEquals(row(5, 1), numbers.target(1));
    }

    @Test
    void numbersTextsInTheirOrder() {
        DatasetBuilder builder = new DatasetBuilder().add(row(0, 1), "setosa").add(row(1, 1), "virginica").add(row(2, 1), "setosa");
        Dataset dataset = builder.labelled();
        assertEquals("2 0 1 0", dataset.outputs() + " " + dataset.label(0) + " " + dataset.label(1) + " " + dataset.label(2));
        assertEquals(List.of("setosa", "virginica"), builder.labels().labels());
    }

    @Test
    void makesDataSetsThatLaterSamplesDoNotChange() {
        DatasetBuilder builder = new DatasetBuilder().add(row(0, 2), 0);
        Dataset one = builder.labelled();
        builder.add(row(1, 2), 1);
        assertEquals("1 1", one.size() + " " + one.outputs());
        assertEquals("2 2", builder.labelled().size() + " " + builder.labelled().outputs());
    }

    @Test
    void refusesASampleAndStaysAsItWas() {
        DatasetBuilder builder = new DatasetBuilder().add(row(0, 2), 0).add(row(1, 2), 1);
        assertSays("inputs of sample 2: expected 2 floats as in the samples before it, got 3", () -> builder.add(row(2, 3), 0));
        assertSays("inputs of sample 2, float 1: expected a finite number, got NaN", () -> builder.add(new float[] {1, Float.NaN}, 0));
        assertSays("sample 2 has label -1, but labels go from 0 to 2147483646", () -> builder.add(row(2, 2), -1));
        assertSays("sample 2 has label 2147483647, but labels go from 0 to 2147483646", () -> builder.add(row(2, 2), Integer.MAX_VALUE));
        assertSays("sample 2: expected a class number as in the samples before it, got a row of targets",
                () -> builder.add(row(2, 2), row(2, 1)));
        assertSays("sample 2: expected a class number as in the samples before it, got a label that is a text",
                () -> builder.add(row(2, 2), "setosa"));
        assertEquals(2, builder.size());
        assertEquals(0, builder.labels().size());
        assertEquals(2, builder.labelled().size());
        assertSays("sample 1 has label 1, but with 1 classes labels go from 0 to 0", () -> builder.labelled(1));
        assertSays("expected samples with targets, but each has a class number", builder::withTargets);

        DatasetBuilder targets = new DatasetBuilder().add(row(0, 2), row(0, 2));
        assertSays("targets of sample 1: expected 2 floats as in the samples before it, got 1", () -> targets.add(row(1, 2), row(1, 1)));
        assertEquals(1, targets.withTargets().size());
        assertSays("expected samples with labels, but each has a row of targets", targets::labelled);

        assertSays("inputs of sample 0: expected at least 1 float, got 0", () -> new DatasetBuilder().add(new float[0], 0));
        assertSays("a data set needs at least 1 sample, got none", () -> new DatasetBuilder().labelled());
        assertSays("a data set needs at least 1 sample, got none", () -> new DatasetBuilder().withTargets());
    }

    private static void assertSays(String sentence, Executable mistake) {
        assertEquals(sentence, assertThrows(IllegalArgumentException.class, mistake).getMessage());
    }
}
