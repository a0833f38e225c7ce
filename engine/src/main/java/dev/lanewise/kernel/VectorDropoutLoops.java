package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link DropoutLoops} with a vector of lanes at a time; {@code mix} is written out, since no vector crosses a call of ours. */
final class VectorDropoutLoops extends DropoutLoops {

    static final DropoutLoops LOOPS = new VectorDropoutLoops();
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, S.vectorShape());
    private static final IntVector LANE = IntVector.zero(INTS).addIndex(1);

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
