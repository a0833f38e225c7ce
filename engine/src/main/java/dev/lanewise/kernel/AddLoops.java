package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.lanewise.panel.Panels;

/**
 * Sums of two matrices, element by element, and copies; padding columns too. Nothing is checked here. An object has no state and serves any
 * number of threads.
 */
public abstract class AddLoops {

    AddLoops() {
    }

    /**
     * The loops that suit some kernels; one object for all calls, so that a step may ask.
     *
     * @param kernels scalar ones or vector ones
     * @return loops of the same kind
     */
    public static AddLoops of(Kernels kernels) {
        return kernels.vectorBits() == 0 ? Scalar.LOOPS : Vector.LOOPS;
    }

    /**
     * {@code sum = x + y}.
     *
     * @param x   P(rows x cols)
     * @param y   P(rows x cols)
     * @param sum P(rows x cols), written; may be x or y
     */
    public final void add(Panels x, Panels y, Panels sum) {
        for (int p = 0; p < sum.panels(); p++) {
            add(sum.rows() * LANES, x.data(), x.panelAt(p), y.data(), y.panelAt(p), sum.data(), sum.panelAt(p));
        }
    }

    /**
     * A copy.
     *
     * @param from P(rows x cols)
     * @param to   P(rows x cols), written
     */
    public static void copy(Panels from, Panels to) {
        for (int p = 0; p < to.panels(); p++) {
            System.arraycopy(from.data(), from.panelAt(p), to.data(), to.panelAt(p), to.rows() * LANES);
        }
    }

    abstract void add(int floats, float[] x, int xAt, float[] y, int yAt, float[] sum, int sumAt);

    private static final class Scalar extends AddLoops {

        private static final AddLoops LOOPS = new Scalar();

        @Override
        void add(int floats, float[] x, int xAt, float[] y, int yAt, float[] sum, int sumAt) {
            for (int i = 0; i < floats; i++) {
                sum[sumAt + i] = x[xAt + i] + y[yAt + i];
            }
        }
    }

    /** A vector of lanes at a time. Loaded only when wanted. */
    private static final class Vector extends AddLoops {

        private static final AddLoops LOOPS = new Vector();

        @Override
        void add(int floats, float[] x, int xAt, float[] y, int yAt, float[] sum, int sumAt) {
            for (int i = 0; i < floats; i += LENGTH) {
                fromArray(S, x, xAt + i).add(fromArray(S, y, yAt + i)).intoArray(sum, sumAt + i);
            }
        }
    }
}
