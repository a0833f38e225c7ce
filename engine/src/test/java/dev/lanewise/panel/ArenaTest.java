package dev.lanewise.panel;

import static org.junit.jupiter.api.Assertions.*;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class ArenaTest {

    @Test
    void handsOutMatricesThatDoNotOverlap() {
        Arena arena = new Arena(Panels.size(3, 17) + Panels.size(5, 1) + Panels.size(2, 16), "a test");
        Panels[] matrices = {arena.panels(3, 17), arena.panels(5, 1), arena.panels(2, 16)};
        for (int m = 0; m < 3; m++) {
            for (int r = 0; r < matrices[m].rows(); r++) {
                for (int c = 0; c < 16 * matrices[m].panels(); c++) {
                    assertEquals(0f, matrices[m].at(r, c), "matrix " + m + " overlaps another");
                    matrices[m].set(r, c, m + 1);
                }
            }
        }
        assertEquals("3 x 17, 5 x 1, 2 x 16", sizes(matrices[0]) + ", " + sizes(matrices[1]) + ", " + sizes(matrices[2]));
        for (Panels matrix : matrices) {
            assertSame(matrices[0].data(), matrix.data());
            assertEquals(matrices[0].offset() % 16, matrix.offset() % 16);
        }
    }

    private static String sizes(Panels matrix) {
        return matrix.rows() + " x " + matrix.cols();
    }

    /** Elements of an array begin 16 bytes after its address, which is a multiple of 64 for arrays that are not moved. */
    @Test
    void beginsOnACacheLineOfALargeArray() {
        assertEquals(0, (16 + 4 * new Arena(16, "a test").panels(1, 1).offset()) % 64);
    }

    @Test
    void saysWhatIsLeftWhenItIsExhausted() {
        Arena arena = new Arena(100, "a test");
        Panels first = arena.panels(4, 16);
        Exception e = assertThrows(IllegalStateException.class, () -> arena.panels(3, 10));
        assertEquals("the arena has 36 floats left, asked for 48", e.getMessage());
        assertEquals(first.offset() + 64, arena.panels(2, 16).offset());
        assertThrows(IllegalStateException.class, () -> arena.panels(Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    @Test
    void beginsAnewAfterAReset() {
        Arena arena = new Arena(64, "a test");
        Panels first = arena.panels(4, 16);
        first.set(0, 0, 7);
        arena.reset();
        Panels again = arena.panels(2, 20);
        assertEquals(first.offset(), again.offset());
        assertEquals(7, again.at(0, 0), "it holds what was there before");
    }

    @Test
    void saysWhatDoesNotFitAnArray() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> new Arena(1L << 33, "the moon"));
        assertEquals("the moon needs 8589934592 floats, but an array holds at most 2147483627", e.getMessage());
    }
}
