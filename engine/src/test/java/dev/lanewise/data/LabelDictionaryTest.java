package dev.lanewise.data;

import static org.junit.jupiter.api.Assertions.*;

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
    void namesAClassThatItDoesNotKnow() {
        labels.add("cat");
        labels.add("dog");
        assertEquals("[cat, dog]", labels.toString());
        assertEquals("expected a class from 0 to 1, got 2",
                assertThrows(IndexOutOfBoundsException.class, () -> labels.label(2)).getMessage());
        assertEquals("label", assertThrows(NullPointerException.class, () -> labels.add(null)).getMessage());
        assertEquals(2, labels.size());
    }

    @Test
    void listsTheFirstOfManyLabels() {
        for (int i = 0; i < 1000; i++) {
            labels.add("label " + i);
        }
        Exception e = assertThrows(IllegalArgumentException.class, () -> labels.index("cow\n"));
        assertTrue(e.getMessage().startsWith("unknown label 'cow?'; the 1000 known ones are [label 0, label 1, "), e.getMessage());
        assertTrue(e.getMessage().length() < 300, e.getMessage());
    }

    @Test
    void usesFastutilWhereItIsThereAndTheJdkElse() {
        assertInstanceOf(LabelIndex.OfFastutil.class, LabelIndex.create());
        for (LabelIndex index : new LabelIndex[] {new LabelIndex.OfFastutil(), new LabelIndex.OfTheJdk()}) {
            assertEquals(LabelIndex.UNKNOWN, index.get("cat"));
            index.put("cat", 3);
            index.put(null, 4);
            assertEquals(3, index.get("cat"));
            assertEquals(4, index.get(null));
            assertEquals(LabelIndex.UNKNOWN, index.get("dog"));
        }
    }

    @Test
    void hasNoOtherClasses() {
        labels.add("cat");
        assertThrows(IndexOutOfBoundsException.class, () -> labels.label(1));
        assertThrows(IndexOutOfBoundsException.class, () -> labels.label(-1));
    }
}
