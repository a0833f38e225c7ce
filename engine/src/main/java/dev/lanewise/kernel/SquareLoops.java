package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.F2D;

import dev.lanewise.panel.Panels;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums of the squares of columns, in double: one chain for each column, in the order of rows and from +0.0. The square of a float is exact
 * in double, so only the additions round.
 *
 * <p>Nothing is checked here. There is no state; any number of threads may call. The scalar and the vector loops give the same bits.
 */
public final class SquareLoops {

    private SquareLoops() {
    }

    /**
     * Of the columns of a matrix, padding included.
     *
     * @param kernels scalar ones or vector ones; the loops are of the same kind
     * @param m       P(rows x cols)
     * @param sums    sixteen are written for each panel
     * @param at      where in {@code sums} that of the first column goes
     */
    public static void ofColumns(Kernels kernels, Panels m, double[] sums, int at) {
        boolean scalar = kernels.vectorBits() == 0;
        for (int p = 0; p < m.panels(); p++) {
            if (scalar) {
                scalar(m.rows(), m.data(), m.panelAt(p), sums, at + p * LANES);
            } else {
                Vector.run(m.rows(), m.data(), m.panelAt(p), sums, at + p * LANES);
            }
        }
    }

    private static void scalar(int rows, float[] m, int mAt, double[] sums, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            double sum = 0;
            for (int i = mAt + lane; i < mAt + rows * LANES; i += LANES) {
                double number = m[i];
                sum += number * number;
            }
            sums[at + lane] = sum;
        }
    }

    /** Loaded only when wanted. */
    private static final class Vector {

        private static final VectorSpecies<Double> DOUBLES = VectorSpecies.of(double.class, S.vectorShape());
        private static final int HALF = LENGTH / 2;

        static void run(int rows, float[] m, int mAt, double[] sums, int at) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                DoubleVector low = DoubleVector.zero(DOUBLES), high = low;
                for (int i = mAt + lane; i < mAt + rows * LANES; i += LANES) {
                    FloatVector numbers = fromArray(S, m, i);
                    DoubleVector first = (DoubleVector) numbers.convertShape(F2D, DOUBLES, 0);
                    DoubleVector second = (DoubleVector) numbers.convertShape(F2D, DOUBLES, 1);
                    low = low.add(first.mul(first));
                    high = high.add(second.mul(second));
                }
                low.intoArray(sums, at + lane);
                high.intoArray(sums, at + lane + HALF);
            }
        }
    }
}
