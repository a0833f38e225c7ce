package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.lanewise.panel.Panels;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Gradients of what each member of an ensemble has for itself: sums over the samples, in their order, from +0.0. A row of a batch is a
 * sample and member, and a lane a feature. The sums stand in memory, so that the rows are read in the order in which they stand.
 *
 * <p>Nothing is checked here. An object has no state and serves any number of threads.
 */
public abstract class MemberSumLoops {

    MemberSumLoops() {
    }

    /**
     * The loops that suit some kernels; one object for all calls, so that a step may ask.
     *
     * @param kernels scalar ones or vector ones
     * @return loops of the same kind
     */
    public static MemberSumLoops of(Kernels kernels) {
        return kernels.vectorBits() == 0 ? Scalar.LOOPS : Vector.LOOPS;
    }

    /**
     * Some rows of a gradient.
     *
     * @param kind    what is summed
     * @param d       gradients, P(samples * members x features), of {@link MemberSum#HEADS} P(samples * members x outputs)
     * @param x       what they are multiplied by: of {@link MemberSum#SCALE} samples, P(samples x features), of {@link MemberSum#HEADS}
     *                P(samples * members x features); else null
     * @param members how many there are
     * @param first   row of the tensor that is row 0 of {@code g}
     * @param g       P(rows x features), written; padding columns become +0.0 where those of {@code d} or {@code x} are
     * @param goesOn  whether the sums go on from what {@code g} holds
     */
    public final void run(MemberSum kind, Panels d, Panels x, int members, int first, Panels g, boolean goesOn) {
        for (int p = 0; p < g.panels(); p++) {
            if (!goesOn) {
                Arrays.fill(g.data(), g.panelAt(p), g.panelAt(p) + g.rows() * LANES, 0f);
            }
            switch (kind) {
                case SCALE -> scale(x.rows(), members, d.data(), d.panelAt(p) + first * LANES, x.data(), x.panelAt(p), g.rows(), g.data(),
                        g.panelAt(p));
                case HEADS -> heads(d, x, p, members, first, g);
                case BIASES -> biases(d.rows() / members, members, d.data(), d.panelAt(p) + first * LANES, g.rows(), g.data(),
                        g.panelAt(p));
            }
        }
        if (kind == MemberSum.HEADS) {
            clearPadding(g);
        }
    }

    /** Outputs of a layer may have anything in their padding columns. */
    private static void clearPadding(Panels g) {
        int used = g.cols() - (g.panels() - 1) * LANES;
        for (int row = 0; row < g.rows(); row++) {
            int at = g.panelAt(g.panels() - 1) + row * LANES;
            Arrays.fill(g.data(), at + used, at + LANES, 0f);
        }
    }

    private void heads(Panels d, Panels x, int p, int members, int first, Panels g) {
        int outputs = d.cols(), samples = d.rows() / members;
        for (int row = 0; row < g.rows(); row++) {
            int member = (first + row) / outputs, output = (first + row) % outputs;
            head(samples, members * LANES, d.data(), d.index(member, output), x.data(), x.panelAt(p) + member * LANES, g.data(),
                    g.panelAt(p) + row * LANES);
        }
    }

    abstract void scale(int samples, int members, float[] d, int dAt, float[] x, int xAt, int rows, float[] g, int gAt);

    /** One row of a panel; the rows of the member stand some floats apart. */
    abstract void head(int samples, int step, float[] d, int dAt, float[] h, int hAt, float[] g, int gAt);

    abstract void biases(int samples, int members, float[] d, int dAt, int rows, float[] g, int gAt);

    private static final class Scalar extends MemberSumLoops {

        private static final MemberSumLoops LOOPS = new Scalar();

        @Override
        void scale(int samples, int members, float[] d, int dAt, float[] x, int xAt, int rows, float[] g, int gAt) {
            for (int s = 0; s < samples; s++) {
                for (int i = 0; i < rows * LANES; i++) {
                    g[gAt + i] = Math.fma(d[dAt + s * members * LANES + i], x[xAt + s * LANES + i % LANES], g[gAt + i]);
                }
            }
        }

        @Override
        void head(int samples, int step, float[] d, int dAt, float[] h, int hAt, float[] g, int gAt) {
            for (int s = 0; s < samples; s++) {
                for (int lane = 0; lane < LANES; lane++) {
                    g[gAt + lane] = Math.fma(d[dAt + s * step], h[hAt + s * step + lane], g[gAt + lane]);
                }
            }
        }

        @Override
        void biases(int samples, int members, float[] d, int dAt, int rows, float[] g, int gAt) {
            for (int s = 0; s < samples; s++) {
                for (int i = 0; i < rows * LANES; i++) {
                    g[gAt + i] += d[dAt + s * members * LANES + i];
                }
            }
        }
    }

    /** A vector of lanes at a time. Loaded only when wanted. */
    private static final class Vector extends MemberSumLoops {

        private static final MemberSumLoops LOOPS = new Vector();

        @Override
        void scale(int samples, int members, float[] d, int dAt, float[] x, int xAt, int rows, float[] g, int gAt) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                for (int s = 0; s < samples; s++) {
                    FloatVector sample = fromArray(S, x, xAt + s * LANES + lane);
                    int from = dAt + s * members * LANES + lane, to = gAt + lane;
                    for (int i = 0; i < rows * LANES; i += LANES) {
                        fromArray(S, d, from + i).fma(sample, fromArray(S, g, to + i)).intoArray(g, to + i);
                    }
                }
            }
        }

        @Override
        void head(int samples, int step, float[] d, int dAt, float[] h, int hAt, float[] g, int gAt) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector sum = fromArray(S, g, gAt + lane);
                for (int s = 0; s < samples; s++) {
                    sum = fromArray(S, h, hAt + s * step + lane).fma(FloatVector.broadcast(S, d[dAt + s * step]), sum);
                }
                sum.intoArray(g, gAt + lane);
            }
        }

        @Override
        void biases(int samples, int members, float[] d, int dAt, int rows, float[] g, int gAt) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                for (int s = 0; s < samples; s++) {
                    int from = dAt + s * members * LANES + lane, to = gAt + lane;
                    for (int i = 0; i < rows * LANES; i += LANES) {
                        fromArray(S, g, to + i).add(fromArray(S, d, from + i)).intoArray(g, to + i);
                    }
                }
            }
        }
    }
}
