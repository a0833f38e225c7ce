package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class LabelDictionaryTest {

    private final LabelDictionary labels = new LabelDictionary();

    @Test
    void numbersLabelsAsTheyAreFirstSeen() {
        int[] classes = {labels.add("setosa"), labels.add("virginica"), labels.add("setosa"), labels.add(""), labels.add("virginica")};
        assertEquals("[0, 1, 0, 2, 1]", Arrays.toString(classes));
        assertEquals(3, labels.size());
    }

    @Test
    void findsLabelsAndClasses() {
        for (int i = 0; i < 1000; i++) {
            labels.add("label " + i);
        }
        assertEquals(1000, labels.size());
        for (int i = 0; i < 1000; i++) {
            assertEquals(i, labels.index("label " + i));
            assertEquals("label " + i, labels.label(i));
        }
    }

    @Test
    void saysWhichLabelsItKnows() {
        labels.add("cat");
        labels.add("dog");
        Exception e = assertThrows(IllegalArgumentException.class, () -> labels.index("cow"));
        assertEquals("unknown label 'cow'; the 2 known ones are [cat, dog]", e.getMessage());
        assertEquals(2, labels.size());
    }

    @Test
    void hasNoOtherClasses() {
        labels.add("cat");
        assertThrows(IndexOutOfBoundsException.class, () -> labels.label(1));
        assertThrows(IndexOutOfBoundsException.class, () -> labels.label(-1));
    }
}
