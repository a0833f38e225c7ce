package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import dev.lanewise.panel.Panels;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Inverted dropout: {@code to = kept ? from * scale : +0.0}, where what is kept is a function of a key, the sample and the feature.
 * Nothing is stored: the way back makes the same choice again, of the gradient.
 *
 * <p>With {@code low} and {@code high} the halves of the key, {@link #mix} and int arithmetic that wraps,
 * {@code bits(sample, feature) = mix(mix(low + sample) ^ (high + feature * WEYL))}. An element is kept where its bits, as a signed int,
 * are not below the threshold. So neither the form nor the cut into blocks can change the choice. It takes no 64-bit multiplication and
 * no unsigned comparison, since AVX2 has neither.
 *
 * <p>Padding columns that are +0.0 stay so. Nothing is checked here. An object has no state and serves any number of threads.
 *
 * @see <a href="https://jmlr.org/papers/v15/srivastava14a.html">Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov, Dropout: a
 *      simple way to prevent neural networks from overfitting, JMLR 15, 2014</a>
 */
public abstract class DropoutLoops {

    /** From one feature to the next: 2^32 divided by the golden ratio, so that features are far apart before they are mixed. */
    static final int WEYL = 0x9e3779b9;
    /** The multipliers of {@link #mix(int)}. */
    static final int MIX_1 = 0x7feb352d, MIX_2 = 0x846ca68b;

    DropoutLoops() {
    }

    /**
     * The loops that suit some kernels; one object for all calls, so that a step may ask.
     *
     * @param kernels scalar ones or vector ones
     * @return loops of the same kind
     */
    public static DropoutLoops of(Kernels kernels) {
        return kernels.vectorBits() == 0 ? Scalar.LOOPS : Vector.LOOPS;
    }

    /**
     * What the bits of a kept element are at least.
     *
     * @param p probability that an element is dropped, in [0, 1)
     * @return {@code floor(p * 2^32)} above the smallest int: of 2^32 patterns of bits exactly as many are dropped, and none at 0
     */
    public static int threshold(double p) {
        return (int) (Integer.MIN_VALUE + (long) (p * 0x1p32));
    }

    /**
     * The factor of a kept element, which keeps the mean.
     *
     * @param p probability that an element is dropped, in [0, 1)
     * @return {@code 1 / (1 - p)}, rounded once to double and once to float
     */
    public static float scale(double p) {
        return (float) (1 / (1 - p));
    }

    /**
     * Dropout where a lane is a sample.
     *
     * @param from        P(features x block)
     * @param to          P(features x block), written; may be {@code from} itself
     * @param key         sixty-four well mixed bits for the layer and the step
     * @param firstSample number in the whole batch of the block's first sample
     * @param threshold   of {@link #threshold}
     * @param scale       factor of what is kept
     */
    public final void lanes(Panels from, Panels to, long key, int firstSample, int threshold, float scale) {
        for (int p = 0; p < to.panels(); p++) {
            int column = p * LANES;
            strip(to.rows(), from.data(), from.index(0, column), LANES, to.data(), to.index(0, column), LANES,
                    (int) key + firstSample + column, 1, (int) (key >>> 32), 0, WEYL, threshold, scale);
        }
    }

    /**
     * Dropout where a row is a sample, for fewer than sixteen samples. It keeps the same elements as {@link #lanes}.
     *
     * @param from        P(batch x features)
     * @param to          P(batch x features), written; may be {@code from} itself
     * @param key         sixty-four well mixed bits for the layer and the step
     * @param firstSample number in the whole batch of the sample of the first row
     * @param threshold   of {@link #threshold}
     * @param scale       factor of what is kept
     */
    public final void rows(Panels from, Panels to, long key, int firstSample, int threshold, float scale) {
        for (int r = 0; r < to.rows(); r++) {
            strip(to.panels(), from.data(), from.index(r, 0), from.stride(), to.data(), to.index(r, 0), to.stride(),
                    (int) key + firstSample + r, 0, (int) (key >>> 32), WEYL, LANES * WEYL, threshold, scale);
        }
    }

    /**
     * The way back through dropout and the ReLU before it: what is left is positive where the ReLU's input was and nothing was dropped, so
     * {@code dIn = left <= 0 ? +0.0 : dOut * scale}.
     *
     * @param left  P(rows x cols), written by {@link #lanes} or {@link #rows}
     * @param dOut  P(rows x cols), gradients of what is left
     * @param dIn   P(rows x cols), written; may be {@code dOut} itself
     * @param scale factor of what is kept
     */
    public final void gradientBehindRelu(Panels left, Panels dOut, Panels dIn, float scale) {
        for (int p = 0; p < dIn.panels(); p++) {
            gradientBehindRelu(dIn.rows() * LANES, left.data(), left.panelAt(p), dOut.data(), dOut.panelAt(p), dIn.data(), dIn.panelAt(p),
                    scale);
        }
    }

    abstract void gradientBehindRelu(int floats, float[] left, int leftAt, float[] dOut, int dOutAt, float[] dIn, int dInAt, float scale);

    /**
     * Groups of sixteen lanes, some floats apart. A lane's sample is the same in all groups, its feature advances.
     *
     * @param groups      how many
     * @param sample      low half of the key and the sample of lane 0
     * @param sampleStep  from lane to lane
     * @param feature     high half of the key and, times WEYL, the feature of lane 0 of the first group
     * @param featureStep from lane to lane
     * @param featureJump from group to group
     */
    abstract void strip(int groups, float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride,
            int sample, int sampleStep, int feature, int featureStep, int featureJump, int threshold, float scale);

    /**
     * A bijection of 32 bits in which each bit of the argument turns each bit of the result with a probability near one half.
     *
     * @see <a href="https://github.com/skeeto/hash-prospector">Wellons, hash prospector: lowbias32</a>
     */
    static int mix(int x) {
        x = (x ^ x >>> 16) * MIX_1;
        x = (x ^ x >>> 15) * MIX_2;
        return x ^ x >>> 16;
    }

    private static final class Scalar extends DropoutLoops {

        private static final DropoutLoops LOOPS = new Scalar();

        @Override
        void gradientBehindRelu(int floats, float[] left, int leftAt, float[] dOut, int dOutAt, float[] dIn, int dInAt, float scale) {
            for (int i = 0; i < floats; i++) {
                dIn[dInAt + i] = left[leftAt + i] <= 0f ? 0f : dOut[dOutAt + i] * scale;
            }
        }

        @Override
        void strip(int groups, float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride,
                int sample, int sampleStep, int feature, int featureStep, int featureJump, int threshold, float scale) {
            for (int lane = 0; lane < LANES; lane++) {
                int ofSample = mix(sample + lane * sampleStep), ofFeature = feature + lane * featureStep;
                for (int g = 0; g < groups; g++, ofFeature += featureJump) {
                    // a branch that nobody can predict would take as long as all the rest
                    int keep = (int) ~((long) mix(ofSample ^ ofFeature) - threshold >> 63);
                    int bits = Float.floatToRawIntBits(from[fromAt + g * fromStride + lane] * scale);
                    to[toAt + g * toStride + lane] = Float.intBitsToFloat(bits & keep);
                }
            }
        }
    }

    /** A vector of lanes at a time; {@code mix} is written out, since no vector crosses a call of ours. Loaded only when wanted. */
    private static final class Vector extends DropoutLoops {

        private static final DropoutLoops LOOPS = new Vector();
        private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, S.vectorShape());
        private static final IntVector LANE = IntVector.zero(INTS).addIndex(1);

        @Override
        void gradientBehindRelu(int floats, float[] left, int leftAt, float[] dOut, int dOutAt, float[] dIn, int dInAt, float scale) {
            for (int i = 0; i < floats; i += LENGTH) {
                VectorMask<Float> none = fromArray(S, left, leftAt + i).compare(LE, 0f);
                fromArray(S, dOut, dOutAt + i).mul(scale).blend(0f, none).intoArray(dIn, dInAt + i);
            }
        }

        @Override
        void strip(int groups, float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride,
                int sample, int sampleStep, int feature, int featureStep, int featureJump, int threshold, float scale) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                IntVector ofSample = LANE.mul(sampleStep).add(sample + lane * sampleStep);
                ofSample = ofSample.lanewise(XOR, ofSample.lanewise(LSHR, 16)).mul(MIX_1);
                ofSample = ofSample.lanewise(XOR, ofSample.lanewise(LSHR, 15)).mul(MIX_2);
                ofSample = ofSample.lanewise(XOR, ofSample.lanewise(LSHR, 16));
                IntVector ofFeature = LANE.mul(featureStep).add(feature + lane * featureStep);
                for (int g = 0; g < groups; g++) {
                    IntVector x = ofSample.lanewise(XOR, ofFeature);
                    x = x.lanewise(XOR, x.lanewise(LSHR, 16)).mul(MIX_1);
                    x = x.lanewise(XOR, x.lanewise(LSHR, 15)).mul(MIX_2);
                    x = x.lanewise(XOR, x.lanewise(LSHR, 16));
                    fromArray(S, from, fromAt + g * fromStride + lane).mul(scale).blend(0f, x.compare(LT, threshold).cast(S))
                            .intoArray(to, toAt + g * toStride + lane);
                    ofFeature = ofFeature.add(featureJump);
                }
            }
        }
    }
}
