package dev.lanewise.chain;

import dev.lanewise.kernel.ActivationLoops;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.ScaleLoops;
import dev.lanewise.panel.Panels;
import java.util.List;

/** A learned factor for each feature. The gradient of a factor is the sum over the batch of {@code dy x}. */
public final class ScaleStage extends FeatureStage {

    private final Tensor factors;

    /**
     * A scale between two values of the same width.
     *
     * @param in      what is scaled
     * @param out     scaled
     * @param factors P(1 x features), learned
     * @param terms   of the same width, what is summed over the batch; null where nothing is trained
     */
    public ScaleStage(Value in, Value out, Tensor factors, Value terms) {
        super(in, out, terms);
        this.factors = factors;
    }

    @Override
    BoundStage bind(Slots slots) {
        return new OfScale(this, slots);
    }

    @Override
    List<TensorGradient> gradients() {
        return terms() == null ? List.of() : List.of(new TensorGradient.OfColumns(terms(), factors));
    }

    private static final class OfScale extends Bound {

        private final Panels factors;

        OfScale(ScaleStage stage, Slots slots) {
            super(stage, slots);
            factors = stage.factors.values();
        }

        @Override
        void write(Kernels kernels, Run run) {
            scale(kernels, in, out);
        }

        @Override
        void writeGradient(Kernels kernels, Run run) {
            ActivationLoops products = ActivationLoops.of(kernels);
            if (few) {
                products.multiply(dOut, in, termRows);
            } else {
                // on the way back nobody reads any more what was written with a sample a lane
                products.multiply(dOut, in, out);
                kernels.transpose(out, termRows);
            }
            if (dIn != null) {
                scale(kernels, dOut, dIn);
            }
        }

        private void scale(Kernels kernels, Panels from, Panels to) {
            ScaleLoops loops = ScaleLoops.of(kernels);
            if (few) {
                loops.rows(from, factors, to);
            } else {
                loops.lanes(from, factors, to);
            }
        }
    }
}
