package dev.lanewise.kernel;

import static dev.lanewise.panel.Panels.LANES;
import static dev.lanewise.panel.Panels.SHIFT;

import dev.lanewise.panel.Panels;
import dev.lanewise.panel.UnsignedBytes;
import dev.lanewise.platform.Overrides;

/**
 * What the twins share: how an operation on matrices is cut into strips of one or two panels, in an order that keeps what
 * is read again in cache. A twin computes the strips.
 */
abstract class PanelKernels implements Kernels, Products {

    /** Rows of the tiles at 512 bits, of a row product and of a column product. */
    static final int ROW_TILE = 8, COLUMN_TILE = 12;
    /** A group of rows of weights has a multiple of these: whole tiles of columns, and whole panels of their transposed copy. */
    private static final int GROUP_ROWS = 4 * COLUMN_TILE;

    /** A row of +0.0 of any length, since all of its panels are the same one: sums without a bias begin here. */
    static final Panels ZEROS = new Panels(new float[LANES], 0, 1, LANES, 0);

    /** Floats of the operand that is read again for every strip: a quarter of a common second-level cache of 1 MiB. */
    private static final int CACHED_FLOATS = Overrides.size("cachedFloats", Placement.CACHE_FLOATS / 4, 1);

    /**
     * One, of which C2 does not know that it is. Loops that are often short advance by it, so that C2 compiles them as they stand: the
     * checks and copies that make a long loop fast take longer than three rounds.
     */
    final int one;

    PanelKernels() {
        one = 1;
    }

    @Override
    public final void forward(Panels w, Placement placement, Panels bias, Panels h, ElementwiseFunction f, float slope, Panels z,
            Panels zRows) {
        int group = Math.max(1, CACHED_FLOATS / (w.rows() * LANES)) * LANES;
        for (int row = 0; row < w.cols(); row += group) {
            int rows = Math.min(group, w.cols() - row);
            for (int panel = 0; panel < h.panels(); panel += 2) {
                int panels = Math.min(2, h.panels() - panel);
                rowProduct(w, placement, row, rows, bias, h, panel, panels, z);
                activate(f, slope, z, row, rows, panel, panels);
                if (zRows != null) {
                    transposeStrips(z, row, rows, panel, panels, zRows);
                }
            }
        }
    }

    @Override
    public final void backward(Panels w, Placement placement, Panels dz, Panels h, ElementwiseFunction f, float slope, Panels dh,
            Panels dhRows) {
        int group = Math.max(1, CACHED_FLOATS / (w.cols() * GROUP_ROWS)) * GROUP_ROWS;
        for (int row = 0; row < w.rows(); row += group) {
            int rows = Math.min(group, w.rows() - row);
            for (int panel = 0; panel < dz.panels(); panel += 2) {
                int panels = Math.min(2, dz.panels() - panel);
                columnProduct(w, placement, row, rows, ZEROS, dz, panel, dh, panel, panels);
                derive(f, slope, h, dh, row, rows, panel, panels);
                if (dhRows != null) {
                    transposeStrips(dh, row, rows, panel, panels, dhRows);
                }
            }
        }
    }

    @Override
    public final void weightGradient(Panels h, Panels dz, Panels dW) {
        for (int p = 0; p < dz.panels(); p += 2) {
            rowProduct(h, Placement.IN_CACHE, 0, h.cols(), ZEROS, dz, p, Math.min(2, dz.panels() - p), dW);
        }
    }

    @Override
    public final void forwardRows(Panels w, Panels bias, Panels h, ElementwiseFunction f, float slope, Panels z, Panels zLanes) {
        // few samples want many chains side by side; many fill the tiles of two panels, which are finished while they are in cache
        if (z.rows() < LANES) {
            forwardRows(w, bias, h, f, slope, z, zLanes, 0, z.panels());
            return;
        }
        for (int p = 0; p < z.panels(); p += 2) {
            forwardRows(w, bias, h, f, slope, z, zLanes, p, Math.min(2, z.panels() - p));
        }
    }

    private void forwardRows(Panels w, Panels bias, Panels h, ElementwiseFunction f, float slope, Panels z, Panels zLanes, int panel,
            int panels) {
        columnProduct(h, Placement.IN_CACHE, 0, h.rows(), bias, w, panel, z, panel, panels);
        activate(f, slope, z, 0, z.rows(), panel, panels);
        if (zLanes != null) {
            transposeStrips(z, 0, z.rows(), panel, panels, zLanes);
        }
    }

    @Override
    public final void backwardRows(Panels w, Panels dz, Panels h, ElementwiseFunction f, float slope, Panels scratch, Panels dh) {
        for (int p = 0; p < dh.panels(); p += SCRATCH_COLUMNS / LANES) {
            int panels = Math.min(SCRATCH_COLUMNS / LANES, dh.panels() - p), row = p * LANES;
            transpose(w, row, Math.min(panels * LANES, w.rows() - row), 0, w.cols(), scratch, 0);
            columnProduct(dz, Placement.IN_CACHE, 0, dz.rows(), ZEROS, scratch, 0, dh, p, panels);
        }
        derive(f, slope, h, dh, 0, dh.rows(), 0, dh.panels());
    }

    @Override
    public final void backwardTransposed(Panels transposed, Panels dz, Panels h, ElementwiseFunction f, float slope, Panels dh) {
        columnProduct(dz, Placement.IN_CACHE, 0, dz.rows(), ZEROS, transposed, 0, dh, 0, dh.panels());
        derive(f, slope, h, dh, 0, dh.rows(), 0, dh.panels());
    }

    @Override
    public final void activate(Panels z, ElementwiseFunction f, float slope) {
        activate(f, slope, z, 0, z.rows(), 0, z.panels());
    }

    /** Some rows of some strips of z, at once where one follows the other: the more floats, the more vectors are under way. */
    private void activate(ElementwiseFunction f, float slope, Panels z, int row, int rows, int panel, int panels) {
        int floats = rows * LANES;
        if (floats == z.stride()) {
            activate(f, slope, panels * floats, z.data(), z.index(row, panel * LANES));
            return;
        }
        for (int p = panel; p < panel + panels; p++) {
            activate(f, slope, floats, z.data(), z.index(row, p * LANES));
        }
    }

    /** Some rows of some strips of dh. */
    private void derive(ElementwiseFunction f, float slope, Panels h, Panels dh, int row, int rows, int panel, int panels) {
        int floats = rows * LANES;
        if (floats == h.stride() && floats == dh.stride()) {
            derive(f, slope, panels * floats, h.data(), h.index(row, panel * LANES), dh.data(), dh.index(row, panel * LANES));
            return;
        }
        for (int p = panel; p < panel + panels; p++) {
            derive(f, slope, floats, h.data(), h.index(row, p * LANES), dh.data(), dh.index(row, p * LANES));
        }
    }

    /** Some rows of some strips, from a multiple of sixteen on, to where they stand in the transposed matrix. */
    private void transposeStrips(Panels from, int row, int rows, int panel, int panels, Panels to) {
        int column = panel * LANES;
        transpose(from, row, rows, column, Math.min(panels * LANES, to.rows() - column), to, row);
    }

    @Override
    public final void derive(Panels h, ElementwiseFunction f, float slope, Panels dh) {
        for (int p = 0; f != ElementwiseFunction.IDENTITY && p < dh.panels(); p++) {
            derive(f, slope, dh.rows() * LANES, h.data(), h.index(0, p * LANES), dh.data(), dh.index(0, p * LANES));
        }
    }

    @Override
    public final void transpose(Panels from, Panels to) {
        transpose(from, 0, from.rows(), 0, from.cols(), to, 0);
    }

    /**
     * A part of a matrix.
     *
     * @param toColumn where the first row goes, a multiple of sixteen; columns keep their numbers as rows
     */
    private void transpose(Panels from, int row, int rows, int column, int cols, Panels to, int toColumn) {
        int fromAt = from.index(row, column), toAt = to.index(column, toColumn);
        for (int r = 0; r < rows; r += LANES) {
            int high = Math.min(LANES, rows - r);
            for (int c = 0; c < cols; c += LANES) {
                int wide = Math.min(LANES, cols - c);
                int source = fromAt + (c >> SHIFT) * from.stride() + r * LANES, target = toAt + (r >> SHIFT) * to.stride() + c * LANES;
                if (high == LANES && wide == LANES) {
                    transposeBlock(from.data(), source, to.data(), target);
                } else if (high == 1) {
                    transposeRow(wide, from.data(), source, to.data(), target);
                } else if (high * wide > LANES) {
                    transposeEdge(high, wide, from.data(), source, to.data(), target, 1);
                } else {
                    transposeEdge(high, wide, from.data(), source, to.data(), target, one);
                }
            }
        }
    }

    private void transposeEdge(int rows, int cols, float[] from, int fromAt, float[] to, int toAt, int step) {
        for (int c = 0; c < cols; c += step) {
            clearLanes(to, toAt + c * LANES);
            for (int r = 0; r < rows; r += step) {
                to[toAt + c * LANES + r] = from[fromAt + r * LANES + c];
            }
        }
    }

    /** Sixteen samples at a time, so that what is written is contiguous: the panels of one sample are far apart. */
    @Override
    public final void gather(float[] source, int[] at, int first, Panels to, Panels lanes) {
        for (int from = 0; from < to.rows(); from += LANES) {
            int end = Math.min(from + LANES, to.rows());
            for (int column = 0; column < to.cols(); column += LANES) {
                int width = Math.min(LANES, to.cols() - column);
                for (int b = from; b < end; b++) {
                    copy(width, source, at[first + b] + column, to.data(), to.index(b, column));
                }
                transposeGathered(from, end, column, width, to, lanes);
            }
        }
    }

    @Override
    public final void gather(float[][] sources, int[] at, int first, Panels to, Panels lanes) {
        for (int from = 0; from < to.rows(); from += LANES) {
            int end = Math.min(from + LANES, to.rows());
            for (int column = 0; column < to.cols(); column += LANES) {
                int width = Math.min(LANES, to.cols() - column);
                for (int b = from; b < end; b++) {
                    copy(width, sources[first + b], at[first + b] + column, to.data(), to.index(b, column));
                }
                transposeGathered(from, end, column, width, to, lanes);
            }
        }
    }

    @Override
    public final void gather(byte[][] sources, int[] at, int first, Panels to, Panels lanes) {
        for (int from = 0; from < to.rows(); from += LANES) {
            int end = Math.min(from + LANES, to.rows());
            for (int column = 0; column < to.cols(); column += LANES) {
                int width = Math.min(LANES, to.cols() - column);
                for (int b = from; b < end; b++) {
                    widen(width, sources[first + b], at[first + b] + column, to.data(), to.index(b, column));
                }
                transposeGathered(from, end, column, width, to, lanes);
            }
        }
    }

    @Override
    public final void gatherLanes(float[] source, int at, Panels lanes) {
        int features = lanes.rows();
        float[] to = lanes.data();
        for (int from = 0; from < lanes.cols(); from += LANES) {
            int samples = Math.min(LANES, lanes.cols() - from);
            for (int feature = 0; feature < features; feature++) {
                int row = lanes.index(feature, from), first = at + from * features + feature;
                if (samples < LANES) {
                    clearLanes(to, row);
                }
                for (int lane = 0; lane < samples; lane++) {
                    to[row + lane] = source[first + lane * features];
                }
            }
        }
    }

    private void transposeGathered(int from, int end, int column, int width, Panels rows, Panels lanes) {
        if (lanes != null) {
            transpose(rows, from, end - from, column, width, lanes, from);
        }
    }

    private void copy(int count, float[] from, int fromAt, float[] to, int toAt) {
        if (count == LANES) {
            copyLanes(from, fromAt, to, toAt);
            return;
        }
        clearLanes(to, toAt);
        for (int i = 0; i < count; i += one) {
            to[toAt + i] = from[fromAt + i];
        }
    }

    private void widen(int count, byte[] from, int fromAt, float[] to, int toAt) {
        if (count == LANES) {
            widenLanes(from, fromAt, to, toAt);
            return;
        }
        clearLanes(to, toAt);
        for (int i = 0; i < count; i++) {
            to[toAt + i] = UnsignedBytes.toFloat(from[fromAt + i]);
        }
    }

    @Override
    public final void columnSums(Panels m, Panels sums) {
        for (int p = 0; p < m.panels(); p++) {
            columnSums(m.rows(), m.data(), m.panelAt(p), sums.data(), sums.panelAt(p));
        }
    }

    @Override
    public final void softmax(Panels z, Panels h) {
        if (z.cols() == 1) {
            softmaxOfOne(z.rows(), z.data(), z.offset(), h.data(), h.offset());
            return;
        }
        for (int t = 0; t < z.panels(); t++) {
            int hAt = h.panelAt(t);
            exponentials(z.rows(), z.data(), z.panelAt(t), h.data(), hAt);
            normalize(z.rows(), h.data(), hAt);
        }
    }

    /** One sample is one lane of sixteen: a number at a time takes no longer, and is compiled sooner. */
    private static void softmaxOfOne(int out, float[] z, int zAt, float[] h, int hAt) {
        float max = Float.NEGATIVE_INFINITY, sum = 0f;
        for (int o = 0; o < out * LANES; o += LANES) {
            max = Math.max(max, z[zAt + o]);
        }
        for (int o = 0; o < out * LANES; o += LANES) {
            float e = Elementary.exp(z[zAt + o] - max);
            h[hAt + o] = e;
            sum += e;
        }
        for (int o = 0; o < out * LANES; o += LANES) {
            h[hAt + o] /= sum;
        }
    }

    /** {@code h = exp(z - max z)}, the maximum over the outputs of a sample. */
    private void exponentials(int out, float[] z, int zAt, float[] h, int hAt) {
        subtractMax(out, z, zAt, h, hAt);
        exp(out * LANES, h, hAt);
    }

    @Override
    public final void softmaxCrossEntropy(Panels z, Panels y, float scale, Panels dz, float[] losses, int at) {
        int out = z.rows();
        for (int t = 0; t < z.panels(); t++) {
            int zAt = z.panelAt(t), yAt = y.panelAt(t), dzAt = dz.panelAt(t), lossAt = at + t * LANES;
            exponentials(out, z.data(), zAt, dz.data(), dzAt);
            columnSums(out, dz.data(), dzAt, losses, lossAt);
            log(LANES, losses, lossAt);
            normalize(out, dz.data(), dzAt);
            crossEntropy(out, z.data(), zAt, y.data(), yAt, losses, lossAt);
            subtractAndScale(out * LANES, y.data(), yAt, scale, dz.data(), dzAt);
        }
    }

    @Override
    public final void sigmoidCrossEntropy(Panels z, Panels y, float scale, Panels dz, float[] losses, int at) {
        int floats = z.rows() * LANES;
        for (int t = 0; t < z.panels(); t++) {
            int zAt = z.panelAt(t), yAt = y.panelAt(t), dzAt = dz.panelAt(t);
            negatedSize(floats, z.data(), zAt, dz.data(), dzAt);
            exp(floats, dz.data(), dzAt);
            addOne(floats, dz.data(), dzAt);
            log(floats, dz.data(), dzAt);
            sigmoidLosses(z.rows(), z.data(), zAt, y.data(), yAt, dz.data(), dzAt, losses, at + t * LANES);
            System.arraycopy(z.data(), zAt, dz.data(), dzAt, floats);
            activate(ElementwiseFunction.SIGMOID, 0f, floats, dz.data(), dzAt);
            subtractAndScale(floats, y.data(), yAt, scale, dz.data(), dzAt);
        }
    }

    @Override
    public final void squaredError(Panels h, Panels y, ElementwiseFunction f, float slope, float scale, Panels dz, float[] losses, int at) {
        int floats = h.rows() * LANES;
        for (int t = 0; t < h.panels(); t++) {
            int hAt = h.panelAt(t), dzAt = dz.panelAt(t);
            squaredError(h.rows(), h.data(), hAt, y.data(), y.panelAt(t), dz.data(), dzAt, losses, at + t * LANES);
            derive(f, slope, floats, h.data(), hAt, dz.data(), dzAt);
            if (scale != 1f) {
                scale(floats, scale, dz.data(), dzAt);
            }
        }
    }

    @Override
    public final void squaredErrorRows(Panels h, Panels y, ElementwiseFunction f, float slope, float scale, Panels dz, float[] losses,
            int at) {
        int rows = h.rows(), out = h.cols(), floats = rows * LANES;
        for (int b = 0; b < rows; b += one) {
            losses[at + b] = squaredErrorOfRow(out, h.data(), h.index(b, 0), y.data(), y.index(b, 0));
        }
        differences(rows, out, h.data(), h.offset(), y.data(), y.offset(), dz.data(), dz.offset());
        derive(f, slope, floats, h.data(), h.offset(), dz.data(), dz.offset());
        if (scale != 1f) {
            scale(floats, scale, dz.data(), dz.offset());
        }
    }

    /** One chain, a number at a time. */
    private float squaredErrorOfRow(int out, float[] h, int hAt, float[] y, int yAt) {
        float loss = 0f;
        for (int o = 0; o < out; o += one) {
            float d = h[hAt + o] - y[yAt + o];
            loss = Math.fma(0.5f * d, d, loss);
        }
        return loss;
    }

    @Override
    public final void sgd(Panels g, Panels w, float lr) {
        for (int p = 0; p < w.panels(); p++) {
            sgd(w.rows() * LANES, g.data(), g.panelAt(p), w.data(), w.panelAt(p), lr);
        }
    }

    @Override
    public final void momentum(Panels g, Panels w, Panels v, float lr, float mu) {
        for (int p = 0; p < w.panels(); p++) {
            momentum(w.rows() * LANES, g.data(), g.panelAt(p), w.data(), w.panelAt(p),
                    v.data(), v.panelAt(p), lr, mu);
        }
    }

    @Override
    public final void gradientMomentum(Panels h, Panels dz, Panels g, Panels w, Panels v, float lr, float mu, Placement placement) {
        if (!momentumProduct(h, dz, g, w, v, lr, mu, placement)) {
            weightGradient(h, dz, g);
            momentum(g, w, v, lr, mu);
        }
    }

    @Override
    public final void columnMomentum(Panels dz, Panels g, Panels w, Panels v, float lr, float mu) {
        for (int p = 0; p < dz.panels(); p++) {
            columnMomentum(dz.rows(), dz.data(), dz.panelAt(p), g.data(), g.panelAt(p), w.data(), w.panelAt(p),
                    v.data(), v.panelAt(p), lr, mu);
        }
    }

    @Override
    public final void adam(Panels g, Panels w, Panels m, Panels v, AdamConstants c) {
        for (int p = 0; p < w.panels(); p++) {
            adam(w.rows() * LANES, g.data(), g.panelAt(p), w.data(), w.panelAt(p),
                    m.data(), m.panelAt(p), v.data(), v.panelAt(p), c);
        }
    }

    /** {@code z = f(z)} in place. */
    abstract void activate(ElementwiseFunction f, float slope, int floats, float[] z, int at);

    /** {@code dh *= f'(h)} in place. */
    abstract void derive(ElementwiseFunction f, float slope, int floats, float[] h, int hAt, float[] dh, int dhAt);

    abstract void scale(int floats, float factor, float[] x, int at);

    abstract void transposeBlock(float[] from, int fromAt, float[] to, int toAt);

    /** A row of a block to the first lane of rows that are zero beside it. */
    void transposeRow(int cols, float[] from, int fromAt, float[] to, int toAt) {
        transposeEdge(1, cols, from, fromAt, to, toAt, 1);
    }

    abstract void copyLanes(float[] from, int fromAt, float[] to, int toAt);

    /** Sixteen unsigned bytes, each as {@code (b & 255) / 255f}. */
    abstract void widenLanes(byte[] from, int fromAt, float[] to, int toAt);

    abstract void clearLanes(float[] to, int toAt);

    abstract void columnSums(int rows, float[] m, int mAt, float[] sums, int sumsAt);

    /** {@code x = exp(x)} in place. */
    abstract void exp(int floats, float[] x, int at);

    /** {@code x = log(x)} in place. */
    abstract void log(int floats, float[] x, int at);

    /** {@code h = z - max z}, the maximum over the outputs of a sample. */
    abstract void subtractMax(int out, float[] z, int zAt, float[] h, int hAt);

    /** {@code h /= sum h}, the sum over the outputs of a sample. */
    abstract void normalize(int out, float[] h, int hAt);

    /** {@code loss = sum y * ((max z - z) + loss)}, where the losses hold the logarithms of the sums. */
    abstract void crossEntropy(int out, float[] z, int zAt, float[] y, int yAt, float[] losses, int at);

    /** {@code d = (d - y) * scale} in place. */
    abstract void subtractAndScale(int floats, float[] y, int yAt, float scale, float[] d, int dAt);

    /** {@code x = -|z|}. */
    abstract void negatedSize(int floats, float[] z, int zAt, float[] x, int xAt);

    /** {@code x += 1} in place. */
    abstract void addOne(int floats, float[] x, int at);

    /** {@code loss = sum (fma(-z, y, z <= 0 ? 0 : z) + logs)}. */
    abstract void sigmoidLosses(int out, float[] z, int zAt, float[] y, int yAt, float[] logs, int logsAt, float[] losses, int at);

    /** The losses, and {@code dz = h - y}, yet without the derivative and the scale. */
    abstract void squaredError(int out, float[] h, int hAt, float[] y, int yAt, float[] dz, int dzAt, float[] losses, int at);

    /** {@code d = h - y} in the first columns of rows of one panel, and +0.0 in the others. */
    abstract void differences(int rows, int cols, float[] h, int hAt, float[] y, int yAt, float[] d, int dAt);

    abstract void sgd(int floats, float[] g, int gAt, float[] w, int wAt, float lr);

    abstract void momentum(int floats, float[] g, int gAt, float[] w, int wAt, float[] v, int vAt, float lr, float mu);

    abstract void columnMomentum(int rows, float[] m, int mAt, float[] g, int gAt, float[] w, int wAt, float[] v, int vAt,
            float lr, float mu);

    abstract void adam(int floats, float[] g, int gAt, float[] w, int wAt, float[] m, int mAt, float[] v, int vAt, AdamConstants c);
}
