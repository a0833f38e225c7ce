package dev.lanewise.chain;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LayerNormLoops;
import dev.lanewise.panel.Panels;
import java.util.List;

/**
 * Layer norm of each sample's features. It takes a sample a lane, also below sixteen samples, which are transposed there and back. For the
 * way back it keeps what was normalized; the products of that with the gradients of the outputs are summed over the batch to the gradient
 * of gamma, and the gradients of the outputs to that of beta.
 */
public final class LayerNormStage extends FeatureStage {

    private final float eps;
    private final Tensor gamma;
    private final Tensor beta;

    /**
     * A layer norm between two values of the same width.
     *
     * @param in    what is normalized
     * @param out   normalized, scaled and shifted
     * @param eps   what is added to the variance
     * @param gamma P(1 x features), learned
     * @param beta  P(1 x features), learned
     * @param terms of the same width, what is summed over the batch; null where nothing is trained
     */
    public LayerNormStage(Value in, Value out, float eps, Tensor gamma, Tensor beta, Value terms) {
        super(in, out, terms);
        this.eps = eps;
        this.gamma = gamma;
        this.beta = beta;
    }

    @Override
    void plan(Use use) {
        super.plan(use);
        if (terms() != null) {
            out().wantGradientRows();
        }
    }

    @Override
    BoundStage bind(Slots slots) {
        return new OfLayerNorm(this, slots);
    }

    @Override
    List<TensorGradient> gradients() {
        return terms() == null ? List.of()
                : List.of(new TensorGradient.OfColumns(terms(), gamma), new TensorGradient.OfColumns(out(), true, beta));
    }

    private static final class OfLayerNorm extends Bound {

        private final float eps;
        private final Panels gamma;
        private final Panels beta;
        /** With a sample a lane, for few samples. */
        private final Panels lanes;
        private final Panels normalized;
        private final Panels deviations;

        OfLayerNorm(LayerNormStage stage, Slots slots) {
            super(stage, slots);
            int features = stage.in().width(), rows = slots.rows(stage.in());
            eps = stage.eps;
            gamma = stage.gamma.values();
            beta = stage.beta.values();
            lanes = few ? slots.panels(features, rows) : null;
            normalized = hasBackward() ? slots.panels(features, rows) : few ? lanes : out;
            deviations = slots.panels(1, rows);
        }

        @Override
        void write(Kernels kernels, Run run) {
            LayerNormLoops loops = LayerNormLoops.of(kernels);
            if (few) {
                kernels.transpose(in, lanes);
                loops.forward(lanes, gamma, beta, eps, normalized, deviations, lanes);
                kernels.transpose(lanes, out);
            } else {
                loops.forward(in, gamma, beta, eps, normalized, deviations, out);
            }
        }

        @Override
        void writeGradient(Kernels kernels, Run run) {
            LayerNormLoops loops = LayerNormLoops.of(kernels);
            if (few) {
                kernels.transpose(dOut, lanes);
                loops.backward(lanes, gamma, normalized, deviations, normalized, lanes);
            } else {
                // where nobody wants the gradient of what is read, it takes the place of one that nobody reads any more
                loops.backward(dOut, gamma, normalized, deviations, normalized, dIn == null ? dOut : dIn);
            }
            kernels.transpose(normalized, termRows);
            if (few && dIn != null) {
                kernels.transpose(lanes, dIn);
            }
        }
    }
}
