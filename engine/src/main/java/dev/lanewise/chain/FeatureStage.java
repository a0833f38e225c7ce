package dev.lanewise.chain;

import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;

/**
 * A stage without a product of matrices, which writes as many features as it reads, but for heads: with a sample a lane, or below sixteen
 * samples with a sample a row. The other form is made by transposing, where somebody wants it.
 */
abstract class FeatureStage extends Stage {

    /** What is summed over the batch to the gradient of a number for each feature; null where there is no such sum. */
    private final Value terms;

    FeatureStage(Value in, Value out) {
        this(in, out, null);
    }

    FeatureStage(Value in, Value out, Value terms) {
        super(in, out);
        this.terms = terms;
    }

    final Value terms() {
        return terms;
    }

    @Override
    void plan(Use use) {
        in().wantLanes();
        out().wantLanes();
        if (out().isTrained()) {
            out().wantGradient();
        }
        if (in().isTrained()) {
            in().wantGradient();
        }
        if (terms != null) {
            terms.wantRows();
        }
    }

    /** What every such stage has: its values and their gradients, and what is left to do to them. */
    abstract static class Bound extends BoundStage.Own {

        /** Whether a row is a sample. */
        final boolean few;
        final Panels in;
        final Panels out;
        /** Gradient of what is read, or null. */
        final Panels dIn;
        /** Gradient of what is written; of use where there is a way back. */
        final Panels dOut;
        /** Where what is summed over the batch goes, with a sample a row; null where nothing is. */
        final Panels termRows;
        private final boolean isTrained;
        private final Panels outTransposed;
        private final Panels dInRows;
        private final ElementwiseFunction function;
        private final float slope;

        Bound(FeatureStage stage, Slots slots) {
            Slot from = slots.of(stage.in()), to = slots.of(stage.out());
            few = slots.few();
            in = few ? from.rows : from.lanes;
            out = few ? to.rows : to.lanes;
            outTransposed = few ? to.lanes : to.rows;
            dIn = few ? from.gradientRows : from.gradient;
            isTrained = stage.out().isTrained();
            termRows = stage.terms != null && isTrained ? slots.of(stage.terms).rows : null;
            dOut = few ? to.gradientRows : to.gradient;
            dInRows = few ? null : from.gradientRows;
            function = stage.in().finish().function();
            slope = stage.in().finish().slope();
        }

        @Override
        final boolean hasBackward() {
            return isTrained;
        }

        @Override
        final void forward(Kernels kernels, Run run) {
            write(kernels, run);
            if (outTransposed != null) {
                kernels.transpose(out, outTransposed);
            }
        }

        @Override
        final void backward(Kernels kernels, Run run) {
            writeGradient(kernels, run);
            if (dIn != null) {
                derive(kernels);
            }
            if (dInRows != null) {
                kernels.transpose(dIn, dInRows);
            }
        }

        /** Whether {@link #in} was finished by a function. */
        final boolean isFinishedBy(ElementwiseFunction other) {
            return function == other;
        }

        /** Multiplies {@link #dIn} by the derivative of what has finished {@link #in}. */
        void derive(Kernels kernels) {
            kernels.derive(in, function, slope, dIn);
        }

        /** Writes {@link #out}. */
        abstract void write(Kernels kernels, Run run);

        /** Writes {@link #dIn} where there is one, and what the gradients of tensors are made of. */
        abstract void writeGradient(Kernels kernels, Run run);
    }
}
