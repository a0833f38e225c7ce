package dev.lanewise.bench;

import dev.lanewise.panel.Panels;
import java.util.SplittableRandom;

/** Operands of products: random numbers from -1 to 1. */
public final class RandomPanels {

    private RandomPanels() {
    }

    /**
     * A new matrix.
     *
     * @param rows   of the matrix
     * @param cols   of the matrix
     * @param random where the numbers come from, row by row
     * @return P(rows x cols)
     */
    public static Panels filled(int rows, int cols, SplittableRandom random) {
        return fill(Panels.allocate(rows, cols), random);
    }

    /**
     * Fills a matrix.
     *
     * @param panels P(rows x cols), overwritten but for its padding
     * @param random where the numbers come from, row by row
     * @return the same matrix
     */
    public static Panels fill(Panels panels, SplittableRandom random) {
        for (int r = 0; r < panels.rows(); r++) {
            for (int c = 0; c < panels.cols(); c++) {
                panels.set(r, c, (float) random.nextDouble(-1, 1));
            }
        }
        return panels;
    }
}
