package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.PER_PANEL;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.kernel.VectorWidth.at;
import static dev.lanewise.kernel.VectorWidth.offset;
import static dev.lanewise.panel.Panels.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.lanewise.panel.Panels;
import dev.lanewise.platform.Jvm;
import dev.lanewise.platform.Overrides;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The fast twin: picks the register tiles for the width of this JVM; element-wise work is in {@link VectorLoops}. */
final class VectorKernels extends PanelKernels {

    /** Vectors of 512 bits. */
    private static final boolean WIDE = LENGTH == LANES;
    /** Whether there are 32 registers for the tall tiles. */
    private static final boolean TALL = WIDE || Overrides.size("vectorRegisters", Jvm.vectorRegisters(), 16) > 16;
    /** Rows of C that are a whole number of tiles which carry on into momentum. */
    private static final int MOMENTUM_ROWS = TALL ? 8 : 4;

    @Override
    public int vectorBits() {
        return S.vectorBitSize();
    }

    @Override
    public void rowProduct(Panels a, Placement placement, int row, int rows, Panels start, Panels b, int panel, int panels, Panels c) {
        int depth = b.rows(), vectors = panels * PER_PANEL, v = 0, end = row + rows;
        int bAt = b.panelAt(panel), cAt = c.panelAt(panel);
        for (; v + 2 <= vectors; v += 2) {
            int b0 = bAt + offset(v, b.stride()), b1 = bAt + offset(v + 1, b.stride());
            int c0 = cAt + offset(v, c.stride()), c1 = cAt + offset(v + 1, c.stride());
            int r = TALL ? row : VectorTightProducts.rows(a, row, rows, start, b, b0, c, c0);
            if (WIDE && placement == Placement.STREAMED) {
                r = VectorPrefetchingTiles.rowTiles(a, row, rows, start, b, panel + v, c);
            }
            for (; TALL && r + ROW_TILE <= end; r += ROW_TILE) {
                int aAt = a.index(0, r);
                VectorRowTiles.tile8x2(depth, a.data(), aAt, start.data(), start.index(0, r),
                        b.data(), b0, b1, c.data(), c0 + r * LANES, c1 + r * LANES, aAt, 0, LANES);
            }
            for (; r + 4 <= end; r += 4) {
                VectorRowTiles.tile4x2(depth, a.data(), a.index(0, r), start.data(), start.index(0, r),
                        b.data(), b0, b1, c.data(), c0 + r * LANES, c1 + r * LANES, null, 0, 0, 0f, 0f);
            }
            for (; r < end; r++) {
                VectorRowTiles.tile1x2(depth, a.data(), a.index(0, r), start.data(), start.index(0, r),
                        b.data(), b0, b1, c.data(), c0 + r * LANES, c1 + r * LANES);
            }
        }
        if (v < vectors) {
            int b0 = bAt + offset(v, b.stride()), c0 = cAt + offset(v, c.stride()), r = row;
            for (; r + 8 <= end; r += 8) {
                VectorRowTiles.tile8x1(depth, a.data(), a.index(0, r), start.data(), start.index(0, r),
                        b.data(), b0, c.data(), c0 + r * LANES);
            }
            for (; r < end; r++) {
                VectorRowTiles.tile1x1(depth, a.data(), a.index(0, r), start.data(), start.index(0, r),
                        b.data(), b0, c.data(), c0 + r * LANES);
            }
        }
    }

    @Override
    public boolean momentumProduct(Panels h, Panels dz, Panels g, Panels w, Panels v, float lr, float mu, Placement placement) {
        int vectors = dz.panels() * PER_PANEL;
        if (vectors % 2 > 0 || h.cols() % MOMENTUM_ROWS > 0) {
            return false;
        }
        boolean inNext = WIDE && placement == Placement.STREAMED && VectorMomentumTile.takes(h.rows());
        for (int vector = 0; vector < vectors; vector += 2) {
            if (inNext) {
                streamedMomentum(h, dz, g, vector, w, v, lr, mu);
            } else {
                momentumInCache(h, dz, vector, w, v, lr, mu);
            }
        }
        return true;
    }

    @Override
    public boolean sampleMomentum(Panels h, Panels dz, Panels w, Panels v, Panels bias, Panels biasV, float lr, float mu) {
        if (h.rows() > 1) {
            return false;
        }
        int vectors = dz.panels() * PER_PANEL, jump = h.stride() - LANES, toVelocity = v.offset() - w.offset();
        int rows = h.cols();
        float[] x = h.data(), biases = bias == null ? null : bias.data();
        int biasAt = bias == null ? 0 : bias.offset(), biasToVelocity = bias == null ? 0 : biasV.offset() - biasAt;
        for (int vector = 0; vector < vectors; vector += one) {
            int biasOffset = bias == null ? 0 : biasAt + offset(vector, bias.stride());
            int bAt = at(dz, vector), wAt = at(w, vector);
            if (rows > LANES) {
                VectorRowTiles.outerMomentum(rows, x, h.offset(), jump, bAt, w.data(), wAt, toVelocity, biases, biasOffset, biasToVelocity,
                        lr, mu, 1);
            } else {
                VectorRowTiles.outerMomentum(rows, x, h.offset(), jump, bAt, w.data(), wAt, toVelocity, biases, biasOffset, biasToVelocity,
                        lr, mu, one);
            }
        }
        return true;
    }

    /** Of two vectors of all rows. */
    private static void momentumInCache(Panels h, Panels dz, int vector, Panels w, Panels v, float lr, float mu) {
        float[] x = h.data(), to = w.data();
        int rows = h.cols(), depth = h.rows(), toVelocity = v.offset() - w.offset();
        int b0 = at(dz, vector), b1 = at(dz, vector + 1), w0 = at(w, vector), w1 = at(w, vector + 1);
        for (int r = 0, tile; r < rows; r += tile, w0 += tile * LANES, w1 += tile * LANES) {
            tile = TALL ? 8 : VectorTightProducts.tileRows(r, rows);
            int at = h.index(0, r), v0 = w0 + toVelocity;
            switch (tile) {
                case 8 -> VectorRowTiles.momentum8x2(depth, x, at, b0, b1, to, w0, w1, toVelocity, lr, mu, LANES);
                case 6 -> VectorTightMomentumTiles.run6x2(depth, x, at, x, b0, to, w0, to, v0, lr, mu, VectorTightTiles.TURN);
                case 5 -> VectorTightMomentumTiles.run5x2(depth, x, at, x, b0, to, w0, to, v0, lr, mu, VectorTightTiles.TURN);
                default -> VectorRowTiles.tile4x2(depth, x, at, ZEROS.data(), 0, x, b0, b1, to, w0, w1, to, v0, w1 + toVelocity, lr, mu);
            }
        }
    }

    /** Each tile moves the weights of the one before it; two of them take turns in scratch. */
    private static void streamedMomentum(Panels h, Panels dz, Panels g, int vector, Panels w, Panels v, float lr, float mu) {
        float[] x = h.data(), to = w.data();
        int own = g.offset(), waiting = own + VectorMomentumTile.FLOATS, toRight = w.stride(), toVelocity = v.offset() - w.offset();
        int b0 = at(dz, vector), b1 = at(dz, vector + 1), w0 = at(w, vector), wAt = w0, turn = -1;
        for (int r = 0; r < h.cols(); r += VectorMomentumTile.ROWS) {
            VectorMomentumTile.run(h.rows(), x, h.index(0, r), b0, b1, own, turn, waiting - wAt, to, wAt, toRight, toVelocity, lr, mu);
            int free = waiting;
            waiting = own;
            own = free;
            wAt = w0 + r * LANES;
            turn = 0;
        }
        VectorMomentumTile.finish(x, waiting, to, wAt, toRight, toVelocity, lr, mu);
    }

    @Override
    public void columnProduct(Panels a, Placement placement, int row, int rows, Panels start, Panels b, int bPanel, Panels c, int cPanel,
            int panels) {
        int depth = b.rows(), vectors = panels * PER_PANEL, v = 0, jump = a.stride() - LANES, end = row + rows;
        int sAt = start.panelAt(cPanel), bAt = b.panelAt(bPanel), cAt = c.panelAt(cPanel);
        if (rows == 1) {
            productOfRow(depth, vectors, a.data(), a.index(row, 0), jump, start, sAt, b, bAt, c, cAt + row * LANES);
            return;
        }
        int sixes = WIDE ? 0 : sixes(rows), bySixes = TALL ? vectors / 4 * 4 : vectors;
        if (sixes > 0 && TALL) {
            tallSixes(a, row, sixes, start, b, bPanel, c, cPanel, bySixes);
        } else if (sixes > 0) {
            VectorTightProducts.columns(a, row, sixes, start, b, bPanel, c, cPanel, bySixes);
        }
        for (; v + 2 <= vectors; v += 2) {
            int s0 = sAt + offset(v, start.stride()), s1 = sAt + offset(v + 1, start.stride());
            int b0 = bAt + offset(v, b.stride()), b1 = bAt + offset(v + 1, b.stride());
            int c0 = cAt + offset(v, c.stride()), c1 = cAt + offset(v + 1, c.stride());
            int r = v < bySixes ? row + sixes : row;
            if (WIDE && placement == Placement.STREAMED) {
                r = VectorPrefetchingTiles.columnTiles(a, row, rows, start, b, bPanel + v, c, cPanel + v);
            }
            for (; WIDE && r + COLUMN_TILE <= end; r += COLUMN_TILE) {
                int aAt = a.index(r, 0);
                VectorColumnTiles.tile12x2(depth, a.data(), aAt, jump, start.data(), s0, s1, b.data(), b0, b1,
                        c.data(), c0 + r * LANES, c1 + r * LANES, aAt, 0);
            }
            for (; r + 4 <= end; r += 4) {
                VectorColumnTiles.tile4x2(depth, a.data(), a.index(r, 0), jump, start.data(), s0, s1, b.data(), b0, b1,
                        c.data(), c0 + r * LANES, c1 + r * LANES);
            }
            for (; r < end; r++) {
                VectorColumnTiles.tile1x2(depth, a.data(), a.index(r, 0), jump, start.data(), s0, s1, b.data(), b0, b1,
                        c.data(), c0 + r * LANES, c1 + r * LANES, 1);
            }
        }
        if (v < vectors) {
            int s0 = sAt + offset(v, start.stride()), b0 = bAt + offset(v, b.stride()), c0 = cAt + offset(v, c.stride()), r = row;
            for (; r + 8 <= end; r += 8) {
                VectorColumnTiles.tile8x1(depth, a.data(), a.index(r, 0), jump, start.data(), s0, b.data(), b0, c.data(), c0 + r * LANES);
            }
            for (; r < end; r++) {
                VectorColumnTiles.tile1x1(depth, a.data(), a.index(r, 0), jump, start.data(), s0, b.data(), b0, c.data(), c0 + r * LANES,
                        1);
            }
        }
    }

    private void productOfRow(int depth, int vectors, float[] a, int aAt, int aJump, Panels start, int sAt, Panels b, int bAt, Panels c,
            int cAt) {
        int v = 0, s = start.stride(), bs = b.stride(), cs = c.stride();
        for (; v + 8 <= vectors; v += 8) {
            VectorColumnTiles.tile1x8(depth, a, aAt, aJump, start.data(), sAt + offset(v, s), s, b.data(), bAt + offset(v, bs), bs,
                    c.data(), cAt + offset(v, cs), cs);
        }
        for (; v + 2 <= vectors; v += 2) {
            int s0 = sAt + offset(v, s), s1 = sAt + offset(v + 1, s), b0 = bAt + offset(v, bs), b1 = bAt + offset(v + 1, bs);
            int c0 = cAt + offset(v, cs), c1 = cAt + offset(v + 1, cs);
            if (depth > LANES) {
                VectorColumnTiles.tile1x2(depth, a, aAt, aJump, start.data(), s0, s1, b.data(), b0, b1, c.data(), c0, c1, 1);
            } else {
                VectorColumnTiles.tile1x2(depth, a, aAt, aJump, start.data(), s0, s1, b.data(), b0, b1, c.data(), c0, c1, one);
            }
        }
        if (v < vectors) {
            int s0 = sAt + offset(v, s), b0 = bAt + offset(v, bs), c0 = cAt + offset(v, cs);
            if (depth > LANES) {
                VectorColumnTiles.tile1x1(depth, a, aAt, aJump, start.data(), s0, b.data(), b0, c.data(), c0, 1);
            } else {
                VectorColumnTiles.tile1x1(depth, a, aAt, aJump, start.data(), s0, b.data(), b0, c.data(), c0, one);
            }
        }
    }

    /** Rows for tiles of six, so that none of an even number is left for a tile of one. */
    private static int sixes(int rows) {
        return rows % 6 == 2 && rows > 2 ? rows - 8 : rows / 6 * 6;
    }

    private static void tallSixes(Panels a, int row, int rows, Panels start, Panels b, int bPanel, Panels c, int cPanel, int vectors) {
        int sAt = start.panelAt(cPanel), bAt = b.panelAt(bPanel), cAt = c.panelAt(cPanel);
        for (int v = 0; v < vectors; v += 4) {
            int s0 = sAt + offset(v, start.stride()), b0 = bAt + offset(v, b.stride()), c0 = cAt + offset(v, c.stride());
            for (int r = row; r < row + rows; r += 6) {
                VectorColumnTiles.tile6x4(b.rows(), a.data(), a.index(r, 0), a.stride() - LANES, start.data(), s0, start.stride(),
                        b.data(), b0, b.stride(), c.data(), c0 + r * LANES, c.stride());
            }
        }
    }

    @Override
    void activate(ElementwiseFunction f, float slope, int floats, float[] z, int at) {
        switch (f) {
            case IDENTITY -> { }
            case SIGMOID -> VectorElementary.sigmoid(floats, z, at);
            case TANH -> VectorElementary.tanh(floats, z, at);
            case RELU -> VectorLoops.relu(floats, z, at);
            case LEAKY_RELU -> VectorLoops.leakyRelu(slope, floats, z, at);
        }
    }

    @Override
    void derive(ElementwiseFunction f, float slope, int floats, float[] h, int hAt, float[] dh, int dhAt) {
        switch (f) {
            case IDENTITY -> { }
            case SIGMOID -> VectorLoops.sigmoidDerivative(floats, h, hAt, dh, dhAt);
            case TANH -> VectorLoops.tanhDerivative(floats, h, hAt, dh, dhAt);
            case RELU -> VectorLoops.reluDerivative(floats, h, hAt, dh, dhAt);
            case LEAKY_RELU -> VectorLoops.leakyReluDerivative(slope, floats, h, hAt, dh, dhAt);
        }
    }

    @Override
    void scale(int floats, float factor, float[] x, int at) {
        VectorLoops.scale(floats, factor, x, at);
    }

    @Override
    void transposeBlock(float[] from, int fromAt, float[] to, int toAt) {
        VectorTranspose.block(from, fromAt, to, toAt);
    }

    @Override
    void transposeRow(int cols, float[] from, int fromAt, float[] to, int toAt) {
        FloatVector zeros = FloatVector.zero(S);
        for (int c = 0; c < cols; c++) {
            zeros.withLane(0, from[fromAt + c]).intoArray(to, toAt + c * LANES);
            for (int lane = LENGTH; lane < LANES; lane += LENGTH) {
                zeros.intoArray(to, toAt + c * LANES + lane);
            }
        }
    }

    @Override
    void clearLanes(float[] to, int toAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            FloatVector.zero(S).intoArray(to, toAt + lane);
        }
    }

    @Override
    void copyLanes(float[] from, int fromAt, float[] to, int toAt) {
        for (int i = 0; i < LANES; i += LENGTH) {
            fromArray(S, from, fromAt + i).intoArray(to, toAt + i);
        }
    }

    @Override
    void widenLanes(byte[] from, int fromAt, float[] to, int toAt) {
        VectorBytes.widen(from, fromAt, to, toAt);
    }

    @Override
    void columnSums(int rows, float[] m, int mAt, float[] sums, int sumsAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            columnSum(rows, m, mAt + lane).intoArray(sums, sumsAt + lane);
        }
    }

    private static FloatVector columnSum(int rows, float[] m, int at) {
        FloatVector sum = FloatVector.zero(S);
        for (int r = 0; r < rows; r++) {
            sum = sum.add(fromArray(S, m, at + r * LANES));
        }
        return sum;
    }

    @Override
    void exp(int floats, float[] x, int at) {
        VectorElementary.exp(floats, x, at);
    }

    @Override
    void log(int floats, float[] x, int at) {
        VectorElementary.log(floats, x, at);
    }

    @Override
    void subtractMax(int out, float[] z, int zAt, float[] h, int hAt) {
        VectorLosses.subtractMax(out, z, zAt, h, hAt);
    }

    @Override
    void normalize(int out, float[] h, int hAt) {
        VectorLosses.normalize(out, h, hAt);
    }

    @Override
    void crossEntropy(int out, float[] z, int zAt, float[] y, int yAt, float[] losses, int at) {
        VectorLosses.crossEntropy(out, z, zAt, y, yAt, losses, at);
    }

    @Override
    void subtractAndScale(int floats, float[] y, int yAt, float scale, float[] d, int dAt) {
        VectorLoops.subtractAndScale(floats, y, yAt, scale, d, dAt);
    }

    @Override
    void negatedSize(int floats, float[] z, int zAt, float[] x, int xAt) {
        VectorLoops.negatedSize(floats, z, zAt, x, xAt);
    }

    @Override
    void addOne(int floats, float[] x, int at) {
        VectorLoops.addOne(floats, x, at);
    }

    @Override
    void sigmoidLosses(int out, float[] z, int zAt, float[] y, int yAt, float[] logs, int logsAt, float[] losses, int at) {
        VectorLosses.sigmoidLosses(out, z, zAt, y, yAt, logs, logsAt, losses, at);
    }

    @Override
    void squaredError(int out, float[] h, int hAt, float[] y, int yAt, float[] dz, int dzAt, float[] losses, int at) {
        VectorLosses.squaredError(out, h, hAt, y, yAt, dz, dzAt, losses, at);
    }

    @Override
    void differences(int rows, int cols, float[] h, int hAt, float[] y, int yAt, float[] d, int dAt) {
        VectorLosses.differences(rows, cols, h, hAt, y, yAt, d, dAt, one);
    }

    @Override
    void sgd(int floats, float[] g, int gAt, float[] w, int wAt, float lr) {
        FloatVector minusLr = broadcast(S, -lr);
        for (int i = 0; i < floats; i += LENGTH) {
            minusLr.fma(fromArray(S, g, gAt + i), fromArray(S, w, wAt + i)).intoArray(w, wAt + i);
        }
    }

    @Override
    void momentum(int floats, float[] g, int gAt, float[] w, int wAt, float[] v, int vAt, float lr, float mu) {
        FloatVector minusLr = broadcast(S, -lr), keep = broadcast(S, mu);
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector velocity = keep.fma(fromArray(S, v, vAt + i), fromArray(S, g, gAt + i));
            velocity.intoArray(v, vAt + i);
            minusLr.fma(velocity, fromArray(S, w, wAt + i)).intoArray(w, wAt + i);
        }
    }

    /** The sums stay in registers. */
    @Override
    void columnMomentum(int rows, float[] m, int mAt, float[] g, int gAt, float[] w, int wAt, float[] v, int vAt, float lr, float mu) {
        FloatVector minusLr = broadcast(S, -lr), keep = broadcast(S, mu);
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            FloatVector sum = columnSum(rows, m, mAt + lane);
            FloatVector velocity = keep.fma(fromArray(S, v, vAt + lane), sum);
            velocity.intoArray(v, vAt + lane);
            minusLr.fma(velocity, fromArray(S, w, wAt + lane)).intoArray(w, wAt + lane);
        }
    }

    @Override
    void adam(int floats, float[] g, int gAt, float[] w, int wAt, float[] m, int mAt, float[] v, int vAt, AdamConstants c) {
        FloatVector minusLr = broadcast(S, -c.lr()), decay = broadcast(S, c.decay());
        FloatVector beta1 = broadcast(S, c.beta1()), beta2 = broadcast(S, c.beta2());
        float rest1 = 1f - c.beta1(), rest2 = 1f - c.beta2();
        for (int i = 0; i < floats; i += LENGTH) {
            FloatVector gradient = fromArray(S, g, gAt + i), weight = fromArray(S, w, wAt + i);
            FloatVector first = beta1.fma(fromArray(S, m, mAt + i), gradient.mul(rest1));
            FloatVector second = beta2.fma(fromArray(S, v, vAt + i), gradient.mul(rest2).mul(gradient));
            first.intoArray(m, mAt + i);
            second.intoArray(v, vAt + i);
            FloatVector root = second.mul(c.vScale()).lanewise(VectorOperators.SQRT);
            FloatVector d = first.mul(c.mScale()).div(root.add(c.eps()));
            minusLr.fma(decay.fma(weight, d), weight).intoArray(w, wAt + i);
        }
    }
}
