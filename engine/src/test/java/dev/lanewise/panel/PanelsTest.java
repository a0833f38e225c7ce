package dev.lanewise.panel;

import static org.junit.jupiter.api.Assertions.*;

import java.util.BitSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class PanelsTest {

    private static Panels counting(int rows, int cols) {
        Panels matrix = Panels.allocate(rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                matrix.set(r, c, 1000 * r + c);
            }
        }
        return matrix;
    }

    @ParameterizedTest(name = "{0} x {1}")
    @CsvSource({"1, 1", "1, 16", "3, 17", "5, 15", "4, 48", "16, 16", "2, 100"})
    void standsWhereTheDesignSays(int rows, int cols) {
        Panels matrix = counting(rows, cols);
        int panels = (cols + 15) / 16;
        assertEquals(panels, matrix.panels());
        assertEquals(16 * panels * rows, Panels.size(rows, cols));
        assertEquals(matrix.data().length, matrix.offset() + Panels.size(rows, cols));
        BitSet seen = new BitSet();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                int index = matrix.offset() + (c / 16) * rows * 16 + r * 16 + c % 16;
                assertEquals(index, matrix.index(r, c));
                assertEquals(1000 * r + c, matrix.data()[index]);
                assertEquals(1000 * r + c, matrix.at(r, c));
                seen.set(index);
            }
        }
        assertEquals(rows * cols, seen.cardinality());
        for (int i = 0; i < matrix.data().length; i++) {
            assertTrue(seen.get(i) || matrix.data()[i] == 0, "padding is zero");
        }
    }

    @Test
    void countsPanels() {
        assertEquals("0 1 1 2 2 3", Panels.panels(0) + " " + Panels.panels(1) + " " + Panels.panels(16) + " " + Panels.panels(17) + " "
                + Panels.panels(32) + " " + Panels.panels(33));
        assertEquals(1 << 27, Panels.panels(Integer.MAX_VALUE));
    }

    @Test
    void countsFloatsInLong() {
        assertEquals(10_000_000_000L, Panels.size(100_000, 100_000));
        assertEquals((1L << 31) * Integer.MAX_VALUE, Panels.size(Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    @Test
    void viewsSomeOfItsRows() {
        Panels matrix = counting(10, 35), view = matrix.rowsFrom(3, 4);
        assertEquals("4 x 35, 3 panels", view.rows() + " x " + view.cols() + ", " + view.panels() + " panels");
        for (int r = 0; r < 4; r++) {
            for (int c = 0; c < 35; c++) {
                assertEquals(1000 * (3 + r) + c, view.at(r, c));
            }
        }
        view.set(3, 34, -1);
        assertEquals(-1, matrix.at(6, 34));
    }

    @Test
    void viewsSomeOfItsPanels() {
        Panels matrix = counting(10, 35);
        assertPanels(matrix.panelsFrom(1, 1), 16, 16);
        assertPanels(matrix.panelsFrom(1, 2), 16, 19);
        assertPanels(matrix.panelsFrom(2, 1), 32, 3);
        assertPanels(matrix.panelsFrom(0, 3), 0, 35);
        matrix.panelsFrom(2, 1).set(9, 2, -1);
        assertEquals(-1, matrix.at(9, 34));
    }

    private static void assertPanels(Panels view, int fromColumn, int cols) {
        assertEquals("10 x " + cols, view.rows() + " x " + view.cols());
        for (int r = 0; r < 10; r++) {
            for (int c = 0; c < cols; c++) {
                assertEquals(1000 * r + fromColumn + c, view.at(r, c));
            }
        }
    }

    @Test
    void viewsRowsOfPanelsOfRows() {
        Panels matrix = counting(10, 35), view = matrix.rowsFrom(2, 7).panelsFrom(1, 2).rowsFrom(1, 3);
        assertEquals("3 x 19", view.rows() + " x " + view.cols());
        assertEquals(1000 * 3 + 16, view.at(0, 0));
        assertEquals(1000 * 5 + 34, view.at(2, 18));
    }

    @Test
    void saysThatAMatrixDoesNotFitAnArray() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Panels.allocate(100_000, 100_000));
        assertEquals("a matrix of 100000 x 100000 with its padding needs 10000000000 floats, but an array holds at most 2147483627",
                e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Panels.allocate(1, Integer.MAX_VALUE));
    }
}
