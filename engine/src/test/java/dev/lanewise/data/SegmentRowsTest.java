package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class SegmentRowsTest {

    private static float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = i / 7f;
        }
        return numbers;
    }

    @Test
    void holdsTheFloatsOfASegment() {
        float[] inputs = numbers(15), targets = numbers(10);
        int[] labels = {0, 1, 2, 0, 1};
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment in = arena.allocateFrom(ValueLayout.JAVA_FLOAT, inputs);
            // at an odd address
            MemorySegment out = arena.allocate(41).asSlice(1).copyFrom(MemorySegment.ofArray(targets));
            assertEquals(Dataset.labelled(inputs, 3, labels, 3).fingerprint(), Dataset.labelled(in, 3, labels, 3).fingerprint());
            Dataset dataset = Dataset.withTargets(in, 3, out, 2);
            assertEquals(Dataset.withTargets(inputs, 3, targets, 2).fingerprint(), dataset.fingerprint());
            in.fill((byte) 0);
            assertEquals(14 / 7f, dataset.input(4)[2]);
        }
    }

    @Test
    void holdsTheBytesOfASegment() {
        byte[] pixels = {0, 127, -1, 64, 3, -128};
        int[] labels = {1, 0};
        assertEquals(Dataset.labelledBytes(pixels, 3, labels, 2).fingerprint(),
                Dataset.labelledBytes(MemorySegment.ofArray(pixels), 3, labels, 2).fingerprint());
    }

    @Test
    void holdsMoreThanOneArray() {
        int features = 5_000_000, rows = 8;
        byte[] bytes = new byte[features * rows * Float.BYTES];
        MemorySegment segment = MemorySegment.ofArray(bytes);
        for (int row = 0; row < rows; row++) {
            segment.set(ValueLayout.JAVA_FLOAT_UNALIGNED, ((long) row * features + row) * Float.BYTES, row + 1);
        }
        Dataset dataset = Dataset.labelled(segment, features, new int[rows], 1);
        for (int row = 0; row < rows; row++) {
            assertEquals(row + 1, dataset.input(row)[row]);
            assertEquals(0, dataset.input(row)[row + 1]);
        }
    }

    @Test
    void saysWhatDoesNotFit() {
        MemorySegment segment = MemorySegment.ofArray(new byte[13]);
        assertEquals("inputs need whole rows of 3 floats, but the memory segment has 13 bytes",
                assertThrows(IllegalArgumentException.class, () -> Dataset.labelled(segment, 3, new int[1], 1)).getMessage());
        assertEquals("inputs need whole rows of 3 bytes, but the memory segment has 13 bytes",
                assertThrows(IllegalArgumentException.class, () -> Dataset.labelledBytes(segment, 3, new int[4], 1)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> Dataset.labelled(segment, 0, new int[1], 1));
        assertThrows(IllegalArgumentException.class, () -> Dataset.labelledBytes(segment, 1, new int[12], 1));
        assertThrows(IllegalArgumentException.class, () -> Dataset.labelledBytes(MemorySegment.NULL, 1, new int[0], 1));
    }
}
