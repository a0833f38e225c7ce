package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static dev.lanewise.panel.Panels.column;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** {@link ScaleLoops} with a vector of lanes at a time. */
final class VectorScaleLoops extends ScaleLoops {

    static final ScaleLoops LOOPS = new VectorScaleLoops();

    @Override
    void lanes(int features, float[] from, int fromAt, float[] s, int sAt, int sStride, float[] to, int toAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            for (int f = 0; f < features; f++) {
                fromArray(S, from, fromAt + lane + f * LANES).mul(s[sAt + column(f, sStride)]).intoArray(to, toAt + lane + f * LANES);
            }
        }
    }

    @Override
    void rows(int samples, float[] from, int fromAt, float[] s, int sAt, float[] to, int toAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            FloatVector factors = fromArray(S, s, sAt + lane);
            for (int b = 0; b < samples; b++) {
                fromArray(S, from, fromAt + lane + b * LANES).mul(factors).intoArray(to, toAt + lane + b * LANES);
            }
        }
    }
}
