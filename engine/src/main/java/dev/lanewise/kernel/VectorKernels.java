package dev.lanewise.kernel;

import static dev.lanewise.kernel.VectorWidth.LENGTH;
import static dev.lanewise.kernel.VectorWidth.PER_PANEL;
import static dev.lanewise.kernel.VectorWidth.S;
import static dev.lanewise.kernel.VectorWidth.offset;
import static dev.lanewise.panel.Panels.LANES;
import static dev.lanewise.panel.Panels.column;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import dev.lanewise.runtime.Jvm;
import dev.lanewise.runtime.Overrides;
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
    public void rowProduct(int rows, int depth, float[] a, int aAt, int aStride, float[] start, int startAt, int startStep,
            float[] b, int bAt, int bStride, float[] c, int cAt, int cStride, int panels, int aheadAt, int gap) {
        int vectors = panels * PER_PANEL, v = 0;
        for (; v + 2 <= vectors; v += 2) {
            int b0 = bAt + offset(v, bStride), b1 = bAt + offset(v + 1, bStride);
            int c0 = cAt + offset(v, cStride), c1 = cAt + offset(v + 1, cStride);
            int r = TALL ? 0 : VectorTightProducts.rows(rows, depth, a, aAt, aStride, start, startAt, startStep, b, b0, c, c0);
            for (; TALL && r + ROW_TILE <= rows; r += ROW_TILE) {
                VectorRowTiles.tile8x2(depth, a, aAt + column(r, aStride), start, startAt + r * startStep,
                        b, b0, b1, c, c0 + r * LANES, c1 + r * LANES, aheadAt, gap, LANES);
            }
            for (; r + 4 <= rows; r += 4) {
                VectorRowTiles.tile4x2(depth, a, aAt + column(r, aStride), start, startAt + r * startStep,
                        b, b0, b1, c, c0 + r * LANES, c1 + r * LANES, null, 0, 0, 0f, 0f);
            }
            for (; r < rows; r++) {
                VectorRowTiles.tile1x2(depth, a, aAt + column(r, aStride), start, startAt + r * startStep,
                        b, b0, b1, c, c0 + r * LANES, c1 + r * LANES);
            }
        }
        if (v < vectors) {
            int b0 = bAt + offset(v, bStride), c0 = cAt + offset(v, cStride), r = 0;
            for (; r + 8 <= rows; r += 8) {
                VectorRowTiles.tile8x1(depth, a, aAt + column(r, aStride), start, startAt + r * startStep,
                        b, b0, c, c0 + r * LANES);
            }
            for (; r < rows; r++) {
                VectorRowTiles.tile1x1(depth, a, aAt + column(r, aStride), start, startAt + r * startStep,
                        b, b0, c, c0 + r * LANES);
            }
        }
    }

    @Override
    public boolean readsAhead() {
        return WIDE;
    }

    @Override
    public boolean momentumProduct(int rows, int depth, float[] x, int aAt, int aStride, int bAt, int bStride, int gAt,
            float[] w, int wAt, int wStride, int toVelocity, int panels, float lr, float mu, Placement placement) {
        int vectors = panels * PER_PANEL;
        if (depth == 1) {
            outerMomentum(rows, x, aAt, aStride, bAt, bStride, w, wAt, wStride, toVelocity, vectors, lr, mu);
            return true;
        }
        if (vectors % 2 > 0 || rows % MOMENTUM_ROWS > 0) {
            return false;
        }
        boolean inNext = WIDE && placement == Placement.STREAMED && VectorMomentumTile.takes(depth);
        for (int v = 0; v < vectors; v += 2) {
            int b0 = bAt + offset(v, bStride), b1 = bAt + offset(v + 1, bStride);
            int w0 = wAt + offset(v, wStride), w1 = wAt + offset(v + 1, wStride);
            if (inNext) {
                streamedMomentum(rows, depth, x, aAt, aStride, b0, b1, gAt, w, w0, w1 - w0, toVelocity, lr, mu);
            } else {
                momentumInCache(rows, depth, x, aAt, aStride, b0, b1, w, w0, w1, toVelocity, lr, mu);
            }
        }
        return true;
    }

    /** The gradient of a single sample, an outer product, needs no tile: each of its floats is one multiply-add. */
    private static void outerMomentum(int rows, float[] x, int aAt, int aStride, int bAt, int bStride,
            float[] w, int wAt, int wStride, int toVelocity, int vectors, float lr, float mu) {
        FloatVector minusLr = broadcast(S, -lr), keep = broadcast(S, mu), zero = FloatVector.zero(S);
        for (int v = 0; v < vectors; v++) {
            FloatVector dz = fromArray(S, x, bAt + offset(v, bStride));
            for (int r = 0, at = wAt + offset(v, wStride); r < rows; r++, at += LANES) {
                FloatVector g = broadcast(S, x[aAt + column(r, aStride)]).fma(dz, zero);
                FloatVector velocity = keep.fma(fromArray(S, w, at + toVelocity), g);
                velocity.intoArray(w, at + toVelocity);
                minusLr.fma(velocity, fromArray(S, w, at)).intoArray(w, at);
            }
        }
    }

    private static void momentumInCache(int rows, int depth, float[] x, int aAt, int aStride, int b0, int b1,
            float[] w, int w0, int w1, int toVelocity, float lr, float mu) {
        int v0 = w0 + toVelocity, v1 = w1 + toVelocity;
        for (int r = 0, tile; r < rows; r += tile) {
            tile = TALL ? 8 : VectorTightProducts.tileRows(r, rows);
            int at = aAt + column(r, aStride), down = r * LANES;
            switch (tile) {
                case 8 -> VectorRowTiles.momentum8x2(depth, x, at, b0, b1, w, w0 + down, w1 + down, toVelocity, lr, mu, LANES);
                case 6 -> VectorTightMomentumTiles.run6x2(depth, x, at, x, b0, w, w0 + down, w, v0 + down, lr, mu, VectorTightTiles.TURN);
                case 5 -> VectorTightMomentumTiles.run5x2(depth, x, at, x, b0, w, w0 + down, w, v0 + down, lr, mu, VectorTightTiles.TURN);
                default -> VectorRowTiles.tile4x2(depth, x, at, ZEROS, 0, x, b0, b1, w, w0 + down, w1 + down,
                        w, v0 + down, v1 + down, lr, mu);
            }
        }
    }

    /** Each tile moves the weights of the one before it; two of them take turns in scratch. */
    private static void streamedMomentum(int rows, int depth, float[] x, int aAt, int aStride, int b0, int b1, int gAt,
            float[] w, int w0, int toRight, int toVelocity, float lr, float mu) {
        int own = gAt, waiting = gAt + VectorMomentumTile.FLOATS, wAt = w0, turn = -1;
        for (int r = 0; r < rows; r += VectorMomentumTile.ROWS) {
            VectorMomentumTile.run(depth, x, aAt + column(r, aStride), b0, b1, own, turn, waiting - wAt,
                    w, wAt, toRight, toVelocity, lr, mu);
            int free = waiting;
            waiting = own;
            own = free;
            wAt = w0 + r * LANES;
            turn = 0;
        }
        VectorMomentumTile.finish(x, waiting, w, wAt, toRight, toVelocity, lr, mu);
    }

    @Override
    public void columnProduct(int rows, int depth, float[] a, int aAt, int aStride, float[] start, int startAt, int startStride,
            float[] b, int bAt, int bStride, float[] c, int cAt, int cStride, int panels, int aheadAt, int gap) {
        int vectors = panels * PER_PANEL, v = 0, jump = aStride - LANES;
        for (; rows == 1 && v + 8 <= vectors; v += 8) {
            VectorColumnTiles.tile1x8(depth, a, aAt, jump, start, startAt + offset(v, startStride), startStride,
                    b, bAt + offset(v, bStride), bStride, c, cAt + offset(v, cStride), cStride);
        }
        int sixes = WIDE ? 0 : sixes(rows), bySixes = TALL ? vectors / 4 * 4 : vectors;
        if (sixes > 0 && TALL) {
            tallSixes(sixes, depth, a, aAt, jump, start, startAt, startStride, b, bAt, bStride, c, cAt, cStride, bySixes);
        } else if (sixes > 0) {
            VectorTightProducts.columns(sixes, depth, a, aAt, aStride, start, startAt, startStride, b, bAt, bStride,
                    c, cAt, cStride, bySixes);
        }
        for (; v + 2 <= vectors; v += 2) {
            int s0 = startAt + offset(v, startStride), s1 = startAt + offset(v + 1, startStride);
            int b0 = bAt + offset(v, bStride), b1 = bAt + offset(v + 1, bStride);
            int c0 = cAt + offset(v, cStride), c1 = cAt + offset(v + 1, cStride);
            int r = v < bySixes ? sixes : 0;
            for (; WIDE && r + COLUMN_TILE <= rows; r += COLUMN_TILE) {
                VectorColumnTiles.tile12x2(depth, a, aAt + r * LANES, jump, start, s0, s1, b, b0, b1, c, c0 + r * LANES, c1 + r * LANES,
                        aheadAt, gap);
            }
            for (; r + 4 <= rows; r += 4) {
                VectorColumnTiles.tile4x2(depth, a, aAt + r * LANES, jump, start, s0, s1, b, b0, b1, c, c0 + r * LANES, c1 + r * LANES);
            }
            for (; r < rows; r++) {
                VectorColumnTiles.tile1x2(depth, a, aAt + r * LANES, jump, start, s0, s1, b, b0, b1, c, c0 + r * LANES, c1 + r * LANES);
            }
        }
        if (v < vectors) {
            int s0 = startAt + offset(v, startStride), b0 = bAt + offset(v, bStride), c0 = cAt + offset(v, cStride), r = 0;
            for (; r + 8 <= rows; r += 8) {
                VectorColumnTiles.tile8x1(depth, a, aAt + r * LANES, jump, start, s0, b, b0, c, c0 + r * LANES);
            }
            for (; r < rows; r++) {
                VectorColumnTiles.tile1x1(depth, a, aAt + r * LANES, jump, start, s0, b, b0, c, c0 + r * LANES);
            }
        }
    }

    /** Rows for tiles of six, so that none of an even number is left for a tile of one. */
    private static int sixes(int rows) {
        return rows % 6 == 2 && rows > 2 ? rows - 8 : rows / 6 * 6;
    }

    private static void tallSixes(int rows, int depth, float[] a, int aAt, int jump, float[] start, int startAt, int startStride,
            float[] b, int bAt, int bStride, float[] c, int cAt, int cStride, int vectors) {
        for (int v = 0; v < vectors; v += 4) {
            int sAt = startAt + offset(v, startStride), b0 = bAt + offset(v, bStride), c0 = cAt + offset(v, cStride);
            for (int r = 0; r < rows; r += 6) {
                VectorColumnTiles.tile6x4(depth, a, aAt + r * LANES, jump, start, sAt, startStride, b, b0, bStride,
                        c, c0 + r * LANES, cStride);
            }
        }
    }

    @Override
    void activate(Function f, float slope, int floats, float[] z, int at) {
        switch (f) {
            case IDENTITY -> { }
            case SIGMOID -> VectorElementary.sigmoid(floats, z, at);
            case TANH -> VectorElementary.tanh(floats, z, at);
            case RELU -> VectorLoops.relu(floats, z, at);
            case LEAKY_RELU -> VectorLoops.leakyRelu(slope, floats, z, at);
        }
    }

    @Override
    void derive(Function f, float slope, int floats, float[] h, int hAt, float[] dh, int dhAt) {
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
            FloatVector sum = FloatVector.zero(S);
            for (int r = 0; r < rows; r++) {
                sum = sum.add(fromArray(S, m, mAt + lane + r * LANES));
            }
            sum.intoArray(sums, sumsAt + lane);
        }
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
