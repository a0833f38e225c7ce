package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;

import dev.lanewise.panel.Panels;
import jdk.incubator.vector.FloatVector;

/**
 * Piecewise-linear embeddings of one number of each sample. A row is a sample. Floats, in this order, where w has a row for each bin and
 * one for the number:
 *
 * <pre>{@code
 * sums[0] = bias
 * sums[t + 1] = sums[t] + w[t]                                      the bins below each bin
 * e = fma(w[bins], x, fma(w[bin], position - bin, sums[bin]))
 * }</pre>
 *
 * <p>These are the bits of a product of w and what {@link #expand} writes, whose terms of a factor 0 are left out. A sum that is -0.0
 * keeps its sign here, and a weight of a bin above that of the position, NaN and infinite ones too, changes nothing.
 *
 * <p>Nothing is checked here. An object has no state and serves any number of threads.
 */
public abstract class PiecewiseLinearLoops {

    PiecewiseLinearLoops() {
    }

    /**
     * The loops that suit some kernels; one object for all calls, so that a step may ask.
     *
     * @param kernels scalar ones or vector ones
     * @return loops of the same kind
     */
    public static PiecewiseLinearLoops of(Kernels kernels) {
        return kernels.vectorBits() == 0 ? Scalar.LOOPS : Vector.LOOPS;
    }

    /**
     * The bin of a position: the first has no lower end and the last no upper one.
     *
     * @param position the position
     * @param bins     how many there are
     * @return from 0 to one less than {@code bins}; 0 of NaN
     */
    public static int bin(float position, int bins) {
        return Math.clamp((int) position, 0, bins - 1);
    }

    /**
     * What the weights of a column are multiplied by: 1 for the bins below that of the position, the rest of the position for that bin, 0
     * for those above it, and the number itself at the end.
     *
     * @param from     P(samples x features)
     * @param input    column of {@code from}: numbers
     * @param position column of {@code from}: their positions
     * @param to       P(samples x (bins + 1)), written with its padding columns
     */
    public final void expand(Panels from, int input, int position, Panels to) {
        int bins = to.cols() - 1, inputAt = from.index(0, input), numberAt = to.index(0, bins);
        for (int p = 0; p < to.panels(); p++) {
            expand(to.rows(), bins, p * LANES, from.data(), from.index(0, position), to.data(), to.panelAt(p));
        }
        for (int b = 0; b < to.rows() * LANES; b += LANES) {
            to.data()[numberAt + b] = from.data()[inputAt + b];
        }
    }

    /**
     * The embeddings.
     *
     * @param w        P((bins + 1) x dims)
     * @param bias     P(1 x dims)
     * @param from     P(samples x features)
     * @param input    column of {@code from}: numbers
     * @param position column of {@code from}: their positions
     * @param sums     P(bins x dims) or with more rows, overwritten with the sums of the bins below each bin
     * @param to       P(samples x width), columns [at, at + dims) written, and those behind them up to the end of the panel with anything
     * @param at       where in {@code to} the dims begin, a multiple of sixteen
     */
    public final void embed(Panels w, Panels bias, Panels from, int input, int position, Panels sums, Panels to, int at) {
        int bins = w.rows() - 1, inputAt = from.index(0, input), positionAt = from.index(0, position);
        for (int p = 0; p < w.panels(); p++) {
            int wAt = w.panelAt(p), sumsAt = sums.panelAt(p);
            sum(bins, bias.data(), bias.panelAt(p), w.data(), wAt, sums.data(), sumsAt);
            embed(to.rows(), bins, from.data(), inputAt, positionAt, w.data(), wAt, sums.data(), sumsAt,
                    to.data(), to.index(0, at + p * LANES));
        }
    }

    /**
     * The gradients by numbers and positions: the number goes through its own weights, the position through those of its bin.
     * Scalar in every implementation: few networks want it.
     *
     * @param w        P((bins + 1) x dims)
     * @param from     P(samples x features)
     * @param input    column of {@code from} and {@code to}: numbers
     * @param position column of {@code from} and {@code to}: their positions
     * @param dz       P(samples x width)
     * @param at       where in {@code dz} the dims begin
     * @param to       P(samples x features), two columns written
     */
    public static void gradient(Panels w, Panels from, int input, int position, Panels dz, int at, Panels to) {
        int bins = w.rows() - 1;
        for (int b = 0; b < from.rows(); b++) {
            int bin = bin(from.at(b, position), bins);
            float byInput = 0f, byPosition = 0f;
            for (int d = 0; d < w.cols(); d++) {
                byInput = Math.fma(w.at(bins, d), dz.at(b, at + d), byInput);
                byPosition = Math.fma(w.at(bin, d), dz.at(b, at + d), byPosition);
            }
            to.set(b, input, byInput);
            to.set(b, position, byPosition);
        }
    }

    /** Sixteen bins of each sample, from {@code first} on; behind the last bin zeros. */
    abstract void expand(int samples, int bins, int first, float[] from, int positionAt, float[] to, int toAt);

    abstract void sum(int bins, float[] bias, int biasAt, float[] w, int wAt, float[] sums, int sumsAt);

    abstract void embed(int samples, int bins, float[] from, int inputAt, int positionAt, float[] w, int wAt, float[] sums, int sumsAt,
            float[] to, int toAt);

    private static final class Scalar extends PiecewiseLinearLoops {

        private static final PiecewiseLinearLoops LOOPS = new Scalar();

        @Override
        void expand(int samples, int bins, int first, float[] from, int positionAt, float[] to, int toAt) {
            for (int b = 0; b < samples * LANES; b += LANES) {
                float p = from[positionAt + b];
                int bin = bin(p, bins);
                for (int lane = 0; lane < LANES; lane++) {
                    int t = first + lane;
                    to[toAt + b + lane] = t < bin ? 1f : t > bin ? 0f : p - bin;
                }
            }
        }

        @Override
        void sum(int bins, float[] bias, int biasAt, float[] w, int wAt, float[] sums, int sumsAt) {
            for (int lane = 0; lane < LANES; lane++) {
                sums[sumsAt + lane] = bias[biasAt + lane];
            }
            for (int i = 0; i < (bins - 1) * LANES; i++) {
                sums[sumsAt + LANES + i] = sums[sumsAt + i] + w[wAt + i];
            }
        }

        @Override
        void embed(int samples, int bins, float[] from, int inputAt, int positionAt, float[] w, int wAt, float[] sums, int sumsAt,
                float[] to, int toAt) {
            int last = wAt + bins * LANES;
            for (int b = 0; b < samples * LANES; b += LANES) {
                float x = from[inputAt + b], p = from[positionAt + b];
                int bin = bin(p, bins), row = bin * LANES;
                for (int lane = 0; lane < LANES; lane++) {
                    float sum = Math.fma(w[wAt + row + lane], p - bin, sums[sumsAt + row + lane]);
                    to[toAt + b + lane] = Math.fma(w[last + lane], x, sum);
                }
            }
        }
    }

    /** A vector of lanes at a time. Loaded only when wanted. */
    private static final class Vector extends PiecewiseLinearLoops {

        private static final PiecewiseLinearLoops LOOPS = new Vector();
        /** As floats, which hold all numbers of bins. */
        private static final FloatVector LANE = FloatVector.zero(S).addIndex(1);

        @Override
        void expand(int samples, int bins, int first, float[] from, int positionAt, float[] to, int toAt) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector t = LANE.add(first + lane);
                for (int b = 0; b < samples * LANES; b += LANES) {
                    float p = from[positionAt + b];
                    int bin = bin(p, bins);
                    FloatVector ofSample = broadcast(S, (float) bin);
                    broadcast(S, p - bin).blend(1f, t.compare(LT, ofSample)).blend(0f, t.compare(GT, ofSample))
                            .intoArray(to, toAt + b + lane);
                }
            }
        }

        @Override
        void sum(int bins, float[] bias, int biasAt, float[] w, int wAt, float[] sums, int sumsAt) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector sum = fromArray(S, bias, biasAt + lane);
                sum.intoArray(sums, sumsAt + lane);
                for (int i = lane; i < (bins - 1) * LANES; i += LANES) {
                    sum = sum.add(fromArray(S, w, wAt + i));
                    sum.intoArray(sums, sumsAt + LANES + i);
                }
            }
        }

        @Override
        void embed(int samples, int bins, float[] from, int inputAt, int positionAt, float[] w, int wAt, float[] sums, int sumsAt,
                float[] to, int toAt) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                FloatVector last = fromArray(S, w, wAt + bins * LANES + lane);
                for (int b = 0; b < samples * LANES; b += LANES) {
                    float p = from[positionAt + b];
                    int bin = bin(p, bins), row = bin * LANES + lane;
                    FloatVector sum = fromArray(S, w, wAt + row).fma(broadcast(S, p - bin), fromArray(S, sums, sumsAt + row));
                    last.fma(broadcast(S, from[inputAt + b]), sum).intoArray(to, toAt + b + lane);
                }
            }
        }
    }
}
