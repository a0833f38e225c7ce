package dev.lanewise.kernel;

/**
 * The products that all of backpropagation is made of, on strips of some panels; {@link PanelKernels} cuts matrices into strips.
 * A panel of A, B or C begins {@code stride} floats after the one before it.
 */
public interface Products {

    /**
     * {@code C = start + A^T B}.
     *
     * @param rows      rows of C, columns of A
     * @param depth     rows of A and B
     * @param a         array of A
     * @param aAt       where A begins
     * @param aStride   of A
     * @param start     array of what the sums begin with
     * @param startAt   where the start of row 0 is; row r begins with {@code start[startAt + r * startStep]}
     * @param startStep 1 for a bias, 0 for sums that begin with +0.0
     * @param b         array of B
     * @param bAt       where B begins
     * @param bStride   of B
     * @param c         array of C, written
     * @param cAt       where C begins
     * @param cStride   of C
     * @param panels    panels of B and C
     * @param aheadAt   where the first stream that a tile reads ahead begins in the array of A
     * @param gap       from one of these streams to the next
     */
    void rowProduct(int rows, int depth, float[] a, int aAt, int aStride, float[] start, int startAt, int startStep,
            float[] b, int bAt, int bStride, float[] c, int cAt, int cStride, int panels, int aheadAt, int gap);

    /**
     * {@code C = start + A B}.
     *
     * @param rows        rows of A and C
     * @param depth       columns of A, rows of B
     * @param a           array of A
     * @param aAt         where A begins
     * @param aStride     of A
     * @param start       array of what the sums begin with
     * @param startAt     where the start of panel 0 is, the same sixteen floats for every row
     * @param startStride from there to the start of the next panel; 0 for sums that begin with +0.0
     * @param b           array of B
     * @param bAt         where B begins
     * @param bStride     of B
     * @param c           array of C, written
     * @param cAt         where C begins
     * @param cStride     of C
     * @param panels      panels of B and C
     * @param aheadAt     where the first stream that a tile reads ahead begins in the array of A
     * @param gap         from one of these streams to the next
     */
    void columnProduct(int rows, int depth, float[] a, int aAt, int aStride, float[] start, int startAt, int startStride,
            float[] b, int bAt, int bStride, float[] c, int cAt, int cStride, int panels, int aheadAt, int gap);

    /**
     * Whether products read streamed weights ahead.
     *
     * @return whether they do
     */
    boolean readsAhead();

    /**
     * {@code g = A^T B} and momentum at once.
     *
     * @param rows       rows of the weights, columns of A
     * @param depth      rows of A and B
     * @param x          the array of A, B and scratch
     * @param aAt        where A begins
     * @param aStride    of A
     * @param bAt        where B begins
     * @param bStride    of B
     * @param gAt        scratch for 512 floats
     * @param w          array of weights and velocities, updated in place
     * @param wAt        where the weights begin
     * @param wStride    of the weights and velocities
     * @param toVelocity from a weight to its velocity, on the same array
     * @param panels     panels of B and the weights
     * @param lr         learning rate
     * @param mu         momentum
     * @param placement  where weights and velocities are
     * @return false where there is no tile for this shape and nothing was done
     */
    boolean momentumProduct(int rows, int depth, float[] x, int aAt, int aStride, int bAt, int bStride, int gAt,
            float[] w, int wAt, int wStride, int toVelocity, int panels, float lr, float mu, Placement placement);
}
