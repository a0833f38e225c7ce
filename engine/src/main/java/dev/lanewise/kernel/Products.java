package dev.lanewise.kernel;

import dev.lanewise.panel.Panels;

/**
 * The products that all of backpropagation is made of, for some rows and panels of what comes out; {@link PanelKernels} says for which,
 * in an order that keeps in cache what is read again. Sums go over all {@code depth} rows of B.
 */
public interface Products {

    /**
     * Some rows and panels of {@code C = start + A^T B}.
     *
     * @param a         P(depth x m)
     * @param placement where A is; of streamed weights as many columns are prefetched, those that follow
     * @param row       first row of C and column of A, a multiple of sixteen
     * @param rows      how many
     * @param start     P(1 x m): the sums of row r begin with its element r
     * @param b         P(depth x n)
     * @param panel     first panel of B and C
     * @param panels    how many
     * @param c         P(m x n), written
     */
    void rowProduct(Panels a, Placement placement, int row, int rows, Panels start, Panels b, int panel, int panels, Panels c);

    /**
     * Some rows and panels of {@code C = start + A B}.
     *
     * @param a         P(m x depth)
     * @param placement where A is; of streamed weights as many rows are prefetched, those that follow
     * @param row       first row of A and C
     * @param rows      how many
     * @param start     P(1 x n): the sums of every row begin with its elements
     * @param b         P(depth x n), or some panels of it
     * @param bPanel    first panel of B
     * @param c         P(m x n), written
     * @param cPanel    first panel of C and {@code start}
     * @param panels    how many
     */
    void columnProduct(Panels a, Placement placement, int row, int rows, Panels start, Panels b, int bPanel, Panels c, int cPanel,
            int panels);

    /**
     * {@code g = A^T B} and momentum at once; the operands are those of {@link Kernels#gradientMomentum}.
     *
     * @param h         A, P(batch x rows)
     * @param dz        B, P(batch x cols)
     * @param g         scratch for 512 floats
     * @param w         P(rows x cols), updated in place
     * @param v         P(rows x cols), velocities, updated in place
     * @param lr        learning rate
     * @param mu        momentum
     * @param placement where weights and velocities are
     * @return false where there is no tile for this shape and nothing was done
     */
    boolean momentumProduct(Panels h, Panels dz, Panels g, Panels w, Panels v, float lr, float mu, Placement placement);
}
