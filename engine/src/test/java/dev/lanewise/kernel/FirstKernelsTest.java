package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.lanewise.panel.Panels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FirstKernelsTest {

    private static Panels random(int rows, int cols, SplittableRandom random) {
        Panels matrix = Panels.allocate(rows, cols);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                matrix.set(r, c, (float) random.nextDouble(-1, 1));
            }
        }
        return matrix;
    }

    private static float[] forward(Kernels kernels) {
        var random = new SplittableRandom(5);
        Panels w = random(37, 50, random), bias = random(1, 50, random), h = random(37, 20, random), z = Panels.allocate(50, 20);
        kernels.forward(w, Placement.IN_CACHE, bias, h, ElementwiseFunction.TANH, 0f, z, null);
        return z.data();
    }

    @Test
    void areCopiesThatShareNoCodeWithTheVectorKernels() {
        Kernels first = FirstKernels.scalar(null);
        assertEquals(ScalarKernels.class.getName(), first.getClass().getName());
        assertNotSame(ScalarKernels.class, first.getClass());
        assertNotSame(PanelKernels.class, first.getClass().getSuperclass());
        assertSame(first.getClass(), FirstKernels.scalar(new ScalarKernels()).getClass());
    }

    @Test
    void agreeBitForBitWithTheirOriginals() {
        float[] expected = forward(new ScalarKernels());
        assertArrayEquals(expected, forward(FirstKernels.scalar(null)));
        assertArrayEquals(expected, forward(FirstKernels.scalar(new ScalarKernels())));
    }

    @Test
    void runTheProductsThatTheyAreGiven() {
        Products products = KernelChoice.kernels() instanceof VectorKernels vectors ? vectors : new ScalarKernels();
        assertArrayEquals(forward(new ScalarKernels()), forward(FirstKernels.scalar(products)));
    }
}
