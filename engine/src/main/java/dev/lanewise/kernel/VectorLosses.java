package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** What softmax and the losses do over the outputs of the sixteen samples of a panel: one chain in every lane. */
final class VectorLosses {

    /** All bits of sixteen lanes, and none of the sixteen behind them. */
    private static final float[] BITS = new float[2 * LANES];

    static {
        Arrays.fill(BITS, 0, LANES, Float.intBitsToFloat(-1));
    }

    private VectorLosses() {
    }

    static void subtractMax(int out, float[] z, int zAt, float[] h, int hAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            FloatVector max = broadcast(S, Float.NEGATIVE_INFINITY);
            for (int o = 0; o < out; o++) {
                max = max.max(fromArray(S, z, zAt + lane + o * LANES));
            }
            for (int o = 0; o < out; o++) {
                fromArray(S, z, zAt + lane + o * LANES).sub(max).intoArray(h, hAt + lane + o * LANES);
            }
        }
    }

    static void normalize(int out, float[] h, int hAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            FloatVector sum = FloatVector.zero(S);
            for (int o = 0; o < out; o++) {
                sum = sum.add(fromArray(S, h, hAt + lane + o * LANES));
            }
            for (int o = 0; o < out; o++) {
                fromArray(S, h, hAt + lane + o * LANES).div(sum).intoArray(h, hAt + lane + o * LANES);
            }
        }
    }

    static void crossEntropy(int out, float[] z, int zAt, float[] y, int yAt, float[] losses, int at) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            FloatVector max = broadcast(S, Float.NEGATIVE_INFINITY);
            for (int o = 0; o < out; o++) {
                max = max.max(fromArray(S, z, zAt + lane + o * LANES));
            }
            FloatVector logSum = fromArray(S, losses, at + lane), loss = FloatVector.zero(S);
            for (int o = 0; o < out; o++) {
                FloatVector distance = max.sub(fromArray(S, z, zAt + lane + o * LANES));
                loss = fromArray(S, y, yAt + lane + o * LANES).fma(distance.add(logSum), loss);
            }
            loss.intoArray(losses, at + lane);
        }
    }

    static void sigmoidLosses(int out, float[] z, int zAt, float[] y, int yAt, float[] logs, int logsAt, float[] losses, int at) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            FloatVector loss = FloatVector.zero(S);
            for (int o = 0; o < out; o++) {
                FloatVector x = fromArray(S, z, zAt + lane + o * LANES), target = fromArray(S, y, yAt + lane + o * LANES);
                FloatVector linear = x.neg().fma(target, x.blend(0f, x.compare(VectorOperators.LE, 0f)));
                loss = loss.add(linear.add(fromArray(S, logs, logsAt + lane + o * LANES)));
            }
            loss.intoArray(losses, at + lane);
        }
    }

    static void squaredError(int out, float[] h, int hAt, float[] y, int yAt, float[] dz, int dzAt, float[] losses, int at) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            FloatVector loss = FloatVector.zero(S);
            for (int o = 0; o < out; o++) {
                FloatVector d = fromArray(S, h, hAt + lane + o * LANES).sub(fromArray(S, y, yAt + lane + o * LANES));
                loss = d.mul(0.5f).fma(d, loss);
                d.intoArray(dz, dzAt + lane + o * LANES);
            }
            loss.intoArray(losses, at + lane);
        }
    }

    /** Of rows of one panel; padding becomes +0.0. */
    static void differences(int rows, int cols, float[] h, int hAt, float[] y, int yAt, float[] d, int dAt, int one) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            IntVector bits = fromArray(S, BITS, LANES - cols + lane).reinterpretAsInts();
            for (int r = 0; r < rows; r += one) {
                int at = lane + r * LANES;
                FloatVector difference = fromArray(S, h, hAt + at).sub(fromArray(S, y, yAt + at));
                difference.reinterpretAsInts().and(bits).reinterpretAsFloats().intoArray(d, dAt + at);
            }
        }
    }
}
