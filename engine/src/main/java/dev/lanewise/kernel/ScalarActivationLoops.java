package dev.lanewise.kernel;

import static dev.lanewise.panel.Panels.LANES;
import static dev.lanewise.panel.Panels.SHIFT;

/** Without the vector module: one float after the other, and no scratch. */
final class ScalarActivationLoops extends ActivationLoops {

    @Override
    void plain(ActivationFunction f, float p, int floats, float[] z, int zAt, float[] h, int hAt, float[] slope, int slopeAt,
            float[] s, int sAt) {
        for (int i = 0; i < floats; i++) {
            float x = z[zAt + i];
            h[hAt + i] = f.value(p, x);
            if (slope != null) {
                slope[slopeAt + i] = f.slope(p, x);
            }
        }
    }

    @Override
    void parametric(ActivationFunction f, float p, int floats, float[] a, int aAt, float[] z, int zAt, float[] h, int hAt,
            float[] slope, int slopeAt, float[] term, int termAt, float[] s, int sAt) {
        for (int i = 0; i < floats; i++) {
            float x = z[zAt + i], change = f.value(p, x) - x;
            h[hAt + i] = Math.fma(a[aAt + i], change, x);
            if (slope != null) {
                slope[slopeAt + i] = Math.fma(a[aAt + i], f.slope(p, x) - 1f, 1f);
                term[termAt + i] = change;
            }
        }
    }

    @Override
    void prelu(int floats, float[] a, int aAt, float[] z, int zAt, float[] h, int hAt, float[] slope, int slopeAt,
            float[] term, int termAt, float[] s, int sAt) {
        for (int i = 0; i < floats; i++) {
            float x = z[zAt + i];
            h[hAt + i] = x <= 0f ? a[aAt + i] * x : x;
            if (slope != null) {
                slope[slopeAt + i] = x <= 0f ? a[aAt + i] : 1f;
                term[termAt + i] = x <= 0f ? x : 0f;
            }
        }
    }

    @Override
    void spread(int rows, float[] a, int aAt, boolean byRows, float[] to, int at) {
        for (int i = 0; i < rows * LANES; i++) {
            to[at + i] = a[aAt + (byRows ? i & LANES - 1 : i >> SHIFT)];
        }
    }

    @Override
    void multiply(int floats, float[] x, int xAt, float[] y, int yAt, float[] product, int productAt) {
        for (int i = 0; i < floats; i++) {
            product[productAt + i] = x[xAt + i] * y[yAt + i];
        }
    }
}
