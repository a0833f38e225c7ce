package dev.lanewise.chain;

import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.LossLoops;
import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Panels;

/**
 * A stage on the memory of some samples: the operands of its kernels. Those of dense networks only hold them: their calls stand in one
 * class, {@link DirectStageCalls}, which is copied as one. A stage of another kind {@linkplain Own calls its kernels itself}.
 */
abstract sealed class BoundStage {

    /** Which calls it takes. */
    enum Kind { GATHER, GATHER_ROWS, DENSE, SOFTMAX, LOSS, OWN }

    final Kind kind;

    private BoundStage(Kind kind) {
        this.kind = kind;
    }

    /** Whether gradients pass through it on the way back. */
    boolean hasBackward() {
        return false;
    }

    /** Calls its kernels itself. Checks nothing, allocates nothing. */
    abstract static non-sealed class Own extends BoundStage {

        Own() {
            super(Kind.OWN);
        }

        /** Writes what the stage writes. */
        abstract void forward(Kernels kernels, Run run);

        /** Writes the gradient of what the stage has read, and what the gradients of its tensors are made of. */
        abstract void backward(Kernels kernels, Run run);
    }

    /** Samples of a batch, a row a sample, and a lane a sample where somebody wants that. */
    static final class Gather extends BoundStage {
        final int from;
        final Panels rows;
        final Panels lanes;

        Gather(int from, Panels rows, Panels lanes) {
            super(Kind.GATHER);
            this.from = from;
            this.rows = rows;
            this.lanes = lanes;
        }
    }

    /** Samples that follow each other in one array, a row a sample or a lane a sample. */
    static final class GatherRows extends BoundStage {
        final int width;
        /** Where each sample begins, refilled each time. */
        final int[] at;
        final Panels rows;
        final Panels lanes;

        GatherRows(int width, int samples, Panels rows, Panels lanes) {
            super(Kind.GATHER_ROWS);
            this.width = width;
            at = new int[samples];
            this.rows = rows;
            this.lanes = lanes;
        }
    }

    /** A dense layer with a row a sample (forward, back or both) or a lane a sample. */
    static final class OfDense extends BoundStage {
        final Panels w;
        final Panels bias;
        final Placement placement;
        final boolean readsRows;
        final Panels h;
        final ElementwiseFunction f;
        final float slope;
        /** As h. */
        final Panels z;
        /** Transposed, or null. */
        final Panels zTransposed;

        final Panels dz;
        /** The inputs, as dz. */
        final Panels below;
        final ElementwiseFunction fBelow;
        final float slopeBelow;
        /** As dz; null where nobody wants the gradient of the inputs. */
        final Panels dh;
        /** With a row a sample, where dz has a lane a sample. */
        final Panels dhRows;
        /** Of transposed weights, where dz has a row a sample. */
        final Panels scratch;
        /** Whether that holds all of them. */
        final boolean transposes;

        OfDense(DenseStage stage, Slots slots) {
            super(Kind.DENSE);
            Slot in = slots.of(stage.in()), out = slots.of(stage.out());
            w = stage.weights().values();
            // sums start at the biases, or at zeros
            bias = stage.bias() == null ? slots.zeros(1, w.cols()) : stage.bias().values();
            placement = stage.weights().placement();
            readsRows = stage.readsRows() || slots.few();
            h = readsRows ? in.rows : in.lanes;
            f = stage.out().finish().function();
            slope = stage.out().finish().slope();
            z = readsRows ? out.rows : out.lanes;
            zTransposed = readsRows ? out.writtenLanes : out.rows;
            boolean few = slots.few();
            dz = few ? out.gradientRows : out.gradient;
            below = few ? in.rows : in.lanes;
            fBelow = stage.in().finish().function();
            slopeBelow = stage.in().finish().slope();
            dh = few ? in.gradientRows : in.gradient;
            dhRows = few ? null : in.gradientRows;
            scratch = few && dh != null ? slots.panels(w.cols(), Math.min(Kernels.SCRATCH_COLUMNS, w.rows())) : null;
            transposes = scratch != null && scratch.cols() == w.rows();
        }

        @Override
        boolean hasBackward() {
            return dh != null;
        }
    }

    /** A softmax in place, a lane a sample. */
    static final class Softmax extends BoundStage {
        final Panels h;

        Softmax(Panels h) {
            super(Kind.SOFTMAX);
            this.h = h;
        }
    }

    /** Targets, the loss, and the gradient by what the last layer has left; a lane a sample, or a row a sample. */
    static final class Loss extends BoundStage {
        final boolean readsRows;
        final LossFunction function;
        /** Where the function is one of its own; else null. */
        final LossLoops loops;
        final int from;
        final int samples;
        final Panels last;
        final ElementwiseFunction f;
        final float slope;
        final Panels y;
        /** Targets with a row a sample, scratch; null where y is that. */
        final Panels yRows;
        /** Of the loops, or null. */
        final Panels scratch;
        final Panels dz;
        /** With a row a sample, where dz has a lane a sample; or null. */
        final Panels dzRows;

        /** With a row a sample the function has no loops, and targets need no scratch. */
        Loss(boolean readsRows, LossFunction function, LossLoops loops, int from, Slot last, Panels y, Panels yRows, Panels scratch,
                Finish finish) {
            super(Kind.LOSS);
            this.readsRows = readsRows;
            this.function = function;
            this.loops = loops;
            this.from = from;
            samples = readsRows ? y.rows() : y.cols();
            this.last = readsRows ? last.rows : last.lanes;
            f = finish.function();
            slope = finish.slope();
            this.y = y;
            this.yRows = yRows;
            this.scratch = scratch;
            dz = readsRows ? last.gradientRows : last.gradient;
            dzRows = readsRows ? null : last.gradientRows;
        }
    }
}
