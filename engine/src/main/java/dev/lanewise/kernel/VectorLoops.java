package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.S;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Element-wise loops without an elementary function, over floats that are a multiple of sixteen. */
final class VectorLoops {

    private VectorLoops() {
    }

    static void relu(int floats, float[] z, int at) {
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, at + i);
            x.blend(0f, x.compare(VectorOperators.LE, 0f)).intoArray(z, at + i);
        }
    }

    static void leakyRelu(float slope, int floats, float[] z, int at) {
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector x = fromArray(S, z, at + i);
            x.blend(x.mul(slope), x.compare(VectorOperators.LE, 0f)).intoArray(z, at + i);
        }
    }

    static void sigmoidDerivative(int floats, float[] h, int hAt, float[] dh, int dhAt) {
        FloatVector one = broadcast(S, 1f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector y = fromArray(S, h, hAt + i);
            fromArray(S, dh, dhAt + i).mul(y.mul(one.sub(y))).intoArray(dh, dhAt + i);
        }
    }

    static void tanhDerivative(int floats, float[] h, int hAt, float[] dh, int dhAt) {
        FloatVector one = broadcast(S, 1f);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector y = fromArray(S, h, hAt + i);
            fromArray(S, dh, dhAt + i).mul(y.neg().fma(y, one)).intoArray(dh, dhAt + i);
        }
    }

    static void reluDerivative(int floats, float[] h, int hAt, float[] dh, int dhAt) {
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector y = fromArray(S, h, hAt + i);
            fromArray(S, dh, dhAt + i).blend(0f, y.compare(VectorOperators.LE, 0f)).intoArray(dh, dhAt + i);
        }
    }

    static void leakyReluDerivative(float slope, int floats, float[] h, int hAt, float[] dh, int dhAt) {
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector y = fromArray(S, h, hAt + i), d = fromArray(S, dh, dhAt + i);
            d.blend(d.mul(slope), y.compare(VectorOperators.LE, 0f)).intoArray(dh, dhAt + i);
        }
    }

    static void scale(int floats, float factor, float[] x, int at) {
        for (int i = 0; i < floats; i += LENGTH) {
            fromArray(S, x, at + i).mul(factor).intoArray(x, at + i);
        }
    }

    static void subtractAndScale(int floats, float[] y, int yAt, float scale, float[] d, int dAt) {
        for (int i = 0; i < floats; i += LENGTH) {
            fromArray(S, d, dAt + i).sub(fromArray(S, y, yAt + i)).mul(scale).intoArray(d, dAt + i);
        }
    }

    static void negatedSize(int floats, float[] z, int zAt, float[] x, int xAt) {
        for (int i = 0; i < floats; i += LENGTH) {
            fromArray(S, z, zAt + i).abs().neg().intoArray(x, xAt + i);
        }
    }

    static void addOne(int floats, float[] x, int at) {
        for (int i = 0; i < floats; i += LENGTH) {
            fromArray(S, x, at + i).add(1f).intoArray(x, at + i);
        }
    }
}
