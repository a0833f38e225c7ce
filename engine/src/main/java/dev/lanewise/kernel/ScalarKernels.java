package dev.lanewise.kernel;

import static dev.lanewise.panel.Panels.LANES;
import static dev.lanewise.panel.Panels.SHIFT;

import dev.lanewise.panel.Panels;
import dev.lanewise.panel.UnsignedBytes;
import java.util.Arrays;

/**
 * The fallback without the vector module: the same chains in plain loops, register tiles of four rows by four lanes.
 *
 * <p>Also what vector kernels grow out of: with vector products and everything else in plain loops, which the JVM compiles soonest.
 */
final class ScalarKernels extends PanelKernels {

    /** Whose products these kernels run, or null for plain loops throughout. */
    private final Products products;

    /** Plain loops throughout. */
    ScalarKernels() {
        this(null);
    }

    ScalarKernels(Products products) {
        this.products = products;
    }

    @Override
    public int vectorBits() {
        return 0;
    }

    @Override
    public void rowProduct(Panels a, Placement placement, int row, int rows, Panels start, Panels b, int panel, int panels, Panels c) {
        if (products != null) {
            products.rowProduct(a, placement, row, rows, start, b, panel, panels, c);
            return;
        }
        float[] sums = c.data(), first = start.data();
        for (int p = panel; p < panel + panels; p++) {
            for (int r = row; r < row + rows; r += LANES) {
                int high = Math.min(LANES, row + rows - r), at = c.index(r, p * LANES), from = start.index(0, r);
                for (int i = 0; i < high * LANES; i++) {
                    sums[at + i] = first[from + (i >> SHIFT)];
                }
                accumulate(high, b.rows(), a.data(), a.index(0, r), 1, LANES, b.data(), b.panelAt(p), sums, at);
            }
        }
    }

    @Override
    public void columnProduct(Panels a, Placement placement, int row, int rows, Panels start, Panels b, int bPanel, Panels c, int cPanel,
            int panels) {
        if (products != null) {
            products.columnProduct(a, placement, row, rows, start, b, bPanel, c, cPanel, panels);
            return;
        }
        float[] sums = c.data(), first = start.data();
        int depth = b.rows(), aAt = a.index(row, 0), aStride = a.stride();
        for (int p = 0; p < panels; p++) {
            int at = c.panelAt(cPanel + p) + row * LANES, from = start.panelAt(cPanel + p), bAt = b.panelAt(bPanel + p);
            for (int i = 0; i < rows * LANES; i++) {
                sums[at + i] = first[from + (i & LANES - 1)];
            }
            for (int k = 0; k < depth; k += LANES) {
                accumulate(rows, Math.min(LANES, depth - k), a.data(), aAt + (k >> SHIFT) * aStride, LANES, 1,
                        b.data(), bAt + k * LANES, sums, at);
            }
        }
    }

    /** Chains of {@code rows} rows by sixteen lanes, continued from what C holds: element (row, k) of A is at row * aRow + k * aStep. */
    static void accumulate(int rows, int depth, float[] a, int aAt, int aRow, int aStep, float[] b, int bAt, float[] c, int cAt) {
        int r = 0;
        for (; r + 4 <= rows; r += 4) {
            for (int lane = 0; lane < LANES; lane += 4) {
                tile4x4(depth, a, aAt + r * aRow, aRow, aStep, b, bAt + lane, c, cAt + r * LANES + lane);
            }
        }
        for (; r < rows; r++) {
            for (int lane = 0; lane < LANES; lane += 4) {
                tile1x4(depth, a, aAt + r * aRow, aStep, b, bAt + lane, c, cAt + r * LANES + lane);
            }
        }
    }

    private static void tile4x4(int depth, float[] a, int aAt, int aRow, int aStep, float[] b, int bAt, float[] c, int cAt) {
        int at1 = cAt + LANES, at2 = at1 + LANES, at3 = at2 + LANES;
        float c00 = c[cAt], c01 = c[cAt + 1], c02 = c[cAt + 2], c03 = c[cAt + 3];
        float c10 = c[at1], c11 = c[at1 + 1], c12 = c[at1 + 2], c13 = c[at1 + 3];
        float c20 = c[at2], c21 = c[at2 + 1], c22 = c[at2 + 2], c23 = c[at2 + 3];
        float c30 = c[at3], c31 = c[at3 + 1], c32 = c[at3 + 2], c33 = c[at3 + 3];
        for (int k = 0; k < depth; k++) {
            int at = aAt + k * aStep, row = bAt + k * LANES;
            float a0 = a[at], a1 = a[at + aRow], a2 = a[at + 2 * aRow], a3 = a[at + 3 * aRow];
            float b0 = b[row], b1 = b[row + 1], b2 = b[row + 2], b3 = b[row + 3];
            c00 = Math.fma(a0, b0, c00); c01 = Math.fma(a0, b1, c01); c02 = Math.fma(a0, b2, c02); c03 = Math.fma(a0, b3, c03);
            c10 = Math.fma(a1, b0, c10); c11 = Math.fma(a1, b1, c11); c12 = Math.fma(a1, b2, c12); c13 = Math.fma(a1, b3, c13);
            c20 = Math.fma(a2, b0, c20); c21 = Math.fma(a2, b1, c21); c22 = Math.fma(a2, b2, c22); c23 = Math.fma(a2, b3, c23);
            c30 = Math.fma(a3, b0, c30); c31 = Math.fma(a3, b1, c31); c32 = Math.fma(a3, b2, c32); c33 = Math.fma(a3, b3, c33);
        }
        c[cAt] = c00; c[cAt + 1] = c01; c[cAt + 2] = c02; c[cAt + 3] = c03;
        c[at1] = c10; c[at1 + 1] = c11; c[at1 + 2] = c12; c[at1 + 3] = c13;
        c[at2] = c20; c[at2 + 1] = c21; c[at2 + 2] = c22; c[at2 + 3] = c23;
        c[at3] = c30; c[at3 + 1] = c31; c[at3 + 2] = c32; c[at3 + 3] = c33;
    }

    private static void tile1x4(int depth, float[] a, int aAt, int aStep, float[] b, int bAt, float[] c, int cAt) {
        float c0 = c[cAt], c1 = c[cAt + 1], c2 = c[cAt + 2], c3 = c[cAt + 3];
        for (int k = 0; k < depth; k++) {
            int row = bAt + k * LANES;
            float x = a[aAt + k * aStep];
            c0 = Math.fma(x, b[row], c0); c1 = Math.fma(x, b[row + 1], c1);
            c2 = Math.fma(x, b[row + 2], c2); c3 = Math.fma(x, b[row + 3], c3);
        }
        c[cAt] = c0; c[cAt + 1] = c1; c[cAt + 2] = c2; c[cAt + 3] = c3;
    }

    @Override
    void activate(ElementwiseFunction f, float slope, int floats, float[] z, int at) {
        switch (f) {
            case IDENTITY -> { }
            case SIGMOID -> {
                for (int i = at; i < at + floats; i++) {
                    z[i] = Elementary.sigmoid(z[i]);
                }
            }
            case TANH -> {
                for (int i = at; i < at + floats; i++) {
                    z[i] = Elementary.tanh(z[i]);
                }
            }
            case RELU -> {
                for (int i = at; i < at + floats; i++) {
                    z[i] = z[i] <= 0f ? 0f : z[i];
                }
            }
            case LEAKY_RELU -> {
                for (int i = at; i < at + floats; i++) {
                    z[i] = z[i] <= 0f ? slope * z[i] : z[i];
                }
            }
        }
    }

    @Override
    void derive(ElementwiseFunction f, float slope, int floats, float[] h, int hAt, float[] dh, int dhAt) {
        switch (f) {
            case IDENTITY -> { }
            case SIGMOID -> {
                for (int i = 0; i < floats; i++) {
                    float y = h[hAt + i];
                    dh[dhAt + i] *= y * (1f - y);
                }
            }
            case TANH -> {
                for (int i = 0; i < floats; i++) {
                    float y = h[hAt + i];
                    dh[dhAt + i] *= Math.fma(-y, y, 1f);
                }
            }
            case RELU -> {
                for (int i = 0; i < floats; i++) {
                    dh[dhAt + i] = h[hAt + i] <= 0f ? 0f : dh[dhAt + i];
                }
            }
            case LEAKY_RELU -> {
                for (int i = 0; i < floats; i++) {
                    dh[dhAt + i] = h[hAt + i] <= 0f ? slope * dh[dhAt + i] : dh[dhAt + i];
                }
            }
        }
    }

    @Override
    void scale(int floats, float factor, float[] x, int at) {
        for (int i = at; i < at + floats; i++) {
            x[i] *= factor;
        }
    }

    @Override
    void transposeBlock(float[] from, int fromAt, float[] to, int toAt) {
        for (int c = 0; c < LANES; c++) {
            for (int r = 0; r < LANES; r++) {
                to[toAt + c * LANES + r] = from[fromAt + r * LANES + c];
            }
        }
    }

    @Override
    void copyLanes(float[] from, int fromAt, float[] to, int toAt) {
        System.arraycopy(from, fromAt, to, toAt, LANES);
    }

    @Override
    void widenLanes(byte[] from, int fromAt, float[] to, int toAt) {
        for (int i = 0; i < LANES; i++) {
            to[toAt + i] = UnsignedBytes.toFloat(from[fromAt + i]);
        }
    }

    @Override
    void clearLanes(float[] to, int toAt) {
        Arrays.fill(to, toAt, toAt + LANES, 0f);
    }

    @Override
    void columnSums(int rows, float[] m, int mAt, float[] sums, int sumsAt) {
        for (int lane = 0; lane < LANES; lane++) {
            sums[sumsAt + lane] = 0f;
        }
        for (int i = 0; i < rows * LANES; i++) {
            sums[sumsAt + (i & LANES - 1)] += m[mAt + i];
        }
    }

    @Override
    void exp(int floats, float[] x, int at) {
        for (int i = at; i < at + floats; i++) {
            x[i] = Elementary.exp(x[i]);
        }
    }

    @Override
    void log(int floats, float[] x, int at) {
        for (int i = at; i < at + floats; i++) {
            x[i] = Elementary.log(x[i]);
        }
    }

    @Override
    void subtractMax(int out, float[] z, int zAt, float[] h, int hAt) {
        for (int lane = 0; lane < LANES; lane++) {
            float max = max(out, z, zAt + lane);
            for (int o = lane; o < out * LANES; o += LANES) {
                h[hAt + o] = z[zAt + o] - max;
            }
        }
    }

    private static float max(int out, float[] z, int at) {
        float max = Float.NEGATIVE_INFINITY;
        for (int o = 0; o < out; o++) {
            max = Math.max(max, z[at + o * LANES]);
        }
        return max;
    }

    @Override
    void normalize(int out, float[] h, int hAt) {
        for (int lane = 0; lane < LANES; lane++) {
            float sum = 0f;
            for (int o = lane; o < out * LANES; o += LANES) {
                sum += h[hAt + o];
            }
            for (int o = lane; o < out * LANES; o += LANES) {
                h[hAt + o] /= sum;
            }
        }
    }

    @Override
    void crossEntropy(int out, float[] z, int zAt, float[] y, int yAt, float[] losses, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            float max = max(out, z, zAt + lane), logSum = losses[at + lane], loss = 0f;
            for (int o = lane; o < out * LANES; o += LANES) {
                loss = Math.fma(y[yAt + o], (max - z[zAt + o]) + logSum, loss);
            }
            losses[at + lane] = loss;
        }
    }

    @Override
    void subtractAndScale(int floats, float[] y, int yAt, float scale, float[] d, int dAt) {
        for (int i = 0; i < floats; i++) {
            d[dAt + i] = (d[dAt + i] - y[yAt + i]) * scale;
        }
    }

    @Override
    void negatedSize(int floats, float[] z, int zAt, float[] x, int xAt) {
        for (int i = 0; i < floats; i++) {
            x[xAt + i] = -Math.abs(z[zAt + i]);
        }
    }

    @Override
    void addOne(int floats, float[] x, int at) {
        for (int i = at; i < at + floats; i++) {
            x[i] += 1f;
        }
    }

    @Override
    void sigmoidLosses(int out, float[] z, int zAt, float[] y, int yAt, float[] logs, int logsAt, float[] losses, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            float loss = 0f;
            for (int o = lane; o < out * LANES; o += LANES) {
                float x = z[zAt + o];
                loss += Math.fma(-x, y[yAt + o], x <= 0f ? 0f : x) + logs[logsAt + o];
            }
            losses[at + lane] = loss;
        }
    }

    @Override
    void squaredError(int out, float[] h, int hAt, float[] y, int yAt, float[] dz, int dzAt, float[] losses, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            float loss = 0f;
            for (int o = lane; o < out * LANES; o += LANES) {
                float d = h[hAt + o] - y[yAt + o];
                loss = Math.fma(0.5f * d, d, loss);
                dz[dzAt + o] = d;
            }
            losses[at + lane] = loss;
        }
    }

    @Override
    void differences(int rows, int cols, float[] h, int hAt, float[] y, int yAt, float[] d, int dAt) {
        for (int row = 0; row < rows * LANES; row += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                d[dAt + row + lane] = lane < cols ? h[hAt + row + lane] - y[yAt + row + lane] : 0f;
            }
        }
    }

    @Override
    void sgd(int floats, float[] g, int gAt, float[] w, int wAt, float lr) {
        for (int i = 0; i < floats; i++) {
            w[wAt + i] = Math.fma(-lr, g[gAt + i], w[wAt + i]);
        }
    }

    @Override
    void momentum(int floats, float[] g, int gAt, float[] w, int wAt, float[] v, int vAt, float lr, float mu) {
        for (int i = 0; i < floats; i++) {
            float velocity = Math.fma(mu, v[vAt + i], g[gAt + i]);
            v[vAt + i] = velocity;
            w[wAt + i] = Math.fma(-lr, velocity, w[wAt + i]);
        }
    }

    @Override
    void columnMomentum(int rows, float[] m, int mAt, float[] g, int gAt, float[] w, int wAt, float[] v, int vAt, float lr, float mu) {
        columnSums(rows, m, mAt, g, gAt);
        momentum(LANES, g, gAt, w, wAt, v, vAt, lr, mu);
    }

    @Override
    public boolean sampleMomentum(Panels h, Panels dz, Panels w, Panels v, Panels bias, Panels biasV, float lr, float mu) {
        return false;
    }

    @Override
    public boolean momentumProduct(Panels h, Panels dz, Panels g, Panels w, Panels v, float lr, float mu, Placement placement) {
        return products != null && products.momentumProduct(h, dz, g, w, v, lr, mu, placement);
    }

    @Override
    void adam(int floats, float[] g, int gAt, float[] w, int wAt, float[] m, int mAt, float[] v, int vAt, AdamConstants c) {
        float rest1 = 1f - c.beta1(), rest2 = 1f - c.beta2();
        for (int i = 0; i < floats; i++) {
            float gradient = g[gAt + i], weight = w[wAt + i];
            float first = Math.fma(c.beta1(), m[mAt + i], rest1 * gradient);
            float second = Math.fma(c.beta2(), v[vAt + i], (rest2 * gradient) * gradient);
            m[mAt + i] = first;
            v[vAt + i] = second;
            float d = (first * c.mScale()) / ((float) Math.sqrt(second * c.vScale()) + c.eps());
            w[wAt + i] = Math.fma(-c.lr(), Math.fma(c.decay(), weight, d), weight);
        }
    }
}
