package dev.lanewise.chain;

import dev.lanewise.kernel.CompactLoops;
import dev.lanewise.kernel.CompactMatrix;
import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Panels;

/**
 * A dense layer with compact weights, which only predicts. Few rows widen weights in registers, each row for itself; more of them go
 * through groups of columns that are widened into scratch once for all rows.
 */
final class CompactDense extends BoundStage.Own {

    /** Up to so many rows widening weights for each of them takes less time than through scratch. */
    private static final int DIRECT_ROWS = 4;
    /** Floats of a group: a quarter of a common second-level cache, as in products of floats. */
    private static final int GROUP_FLOATS = Placement.CACHE_FLOATS / 4;

    private final CompactMatrix w;
    private final Panels bias;
    private final boolean readsRows;
    private final Panels h;
    private final ElementwiseFunction f;
    private final float slope;
    private final Panels z;
    private final Panels zTransposed;
    /** None where each row is widened for itself. */
    private final Group[] groups;

    /**
     * Some columns.
     *
     * @param panel the first panel of the weights
     * @param wide  P(in x columns), scratch
     * @param bias  P(1 x columns)
     * @param scale P(1 x columns), or null
     * @param z     those columns of P(batch x out), or rows of P(out x batch)
     */
    private record Group(int panel, Panels wide, Panels bias, Panels scale, Panels z) {
    }

    CompactDense(DenseStage stage, Slots slots) {
        Slot in = slots.of(stage.in()), out = slots.of(stage.out());
        w = stage.weights().compact();
        bias = stage.bias() == null ? slots.zeros(1, w.cols()) : stage.bias().values();
        readsRows = stage.readsRows() || slots.few();
        h = readsRows ? in.rows : in.lanes;
        f = stage.out().finish().function();
        slope = stage.out().finish().slope();
        z = readsRows ? out.rows : out.lanes;
        zTransposed = readsRows ? out.lanes : out.rows;
        groups = readsRows && z.rows() <= DIRECT_ROWS ? new Group[0] : groups(slots);
    }

    private Group[] groups(Slots slots) {
        int all = Panels.panels(w.cols()), each = Math.clamp(GROUP_FLOATS / (w.rows() * Panels.LANES) / 2 * 2, 2, all + 1);
        Panels scratch = slots.panels(w.rows(), Math.min(each * Panels.LANES, w.cols()));
        Group[] made = new Group[Math.ceilDiv(all, each)];
        for (int g = 0; g < made.length; g++) {
            int panel = g * each, col = panel * Panels.LANES, cols = Math.min(each * Panels.LANES, w.cols() - col);
            made[g] = new Group(panel, new Panels(scratch.data(), scratch.offset(), w.rows(), cols, scratch.stride()),
                    bias.panelsFrom(panel, each), w.scales() == null ? null : w.scales().panelsFrom(panel, each),
                    readsRows ? z.panelsFrom(panel, each) : z.rowsFrom(col, cols));
        }
        return made;
    }

    @Override
    void forward(Kernels kernels, Run run) {
        CompactLoops loops = CompactLoops.of(kernels);
        if (groups.length == 0) {
            for (int row = 0; row < z.rows(); row++) {
                loops.row(w, bias, h, row, z);
            }
            kernels.activate(z, f, slope);
        }
        for (Group group : groups) {
            loops.widen(w, group.panel, group.wide);
            if (group.scale == null) {
                multiply(kernels, group, group.bias, f);
            } else {
                multiply(kernels, group, CompactMatrix.ZEROS, ElementwiseFunction.IDENTITY);
                loops.scale(group.scale, group.bias, readsRows, group.z);
                kernels.activate(group.z, f, slope);
            }
        }
        if (zTransposed != null) {
            kernels.transpose(z, zTransposed);
        }
    }

    private void multiply(Kernels kernels, Group group, Panels start, ElementwiseFunction function) {
        if (readsRows) {
            kernels.forwardRows(group.wide, start, h, function, slope, group.z, null);
        } else {
            kernels.forward(group.wide, Placement.IN_CACHE, start, h, function, slope, group.z, null);
        }
    }

    /** Compact weights do not learn. */
    @Override
    void backward(Kernels kernels, Run run) {
        throw new IllegalStateException("compact weights have no gradients");
    }
}
