package dev.lanewise.chain;

import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.MemberLoops;
import dev.lanewise.kernel.MemberSum;
import dev.lanewise.panel.Panels;
import java.util.List;

/**
 * The beginning of an ensemble: each sample becomes a row for each member, scaled by the member's factors. It takes a sample a row, also
 * from sixteen samples on, since the weight gradient of the first layer reads rows; that layer itself reads them transposed.
 */
public final class MembersStage extends Stage {

    private final Tensor factors;

    /**
     * Members between two values of the same width.
     *
     * @param in      samples
     * @param out     rows of members
     * @param factors P(members x features), learned
     */
    public MembersStage(Value in, Value out, Tensor factors) {
        super(in, out);
        this.factors = factors;
    }

    @Override
    void plan(Use use) {
        in().wantRows();
        out().wantRows();
        if (use.isTrained()) {
            out().wantGradientRows();
        }
        if (in().isTrained()) {
            in().wantGradientRows();
        }
    }

    @Override
    BoundStage bind(Slots slots) {
        return new OfMembers(this, slots);
    }

    @Override
    List<TensorGradient> gradients() {
        return List.of(new TensorGradient.OfMembers(MemberSum.SCALE, out(), in(), out().members(), factors));
    }

    private static final class OfMembers extends BoundStage.Own {

        private final Panels factors;
        private final Panels in;
        private final Panels out;
        private final Panels outLanes;
        private final Panels dOut;
        /** Null where nobody wants the gradient of what is read. */
        private final Panels dIn;
        private final Panels dInLanes;
        private final ElementwiseFunction function;
        private final float slope;

        OfMembers(MembersStage stage, Slots slots) {
            Slot from = slots.of(stage.in()), to = slots.of(stage.out());
            factors = stage.factors.values();
            in = from.rows;
            out = to.rows;
            outLanes = to.lanes;
            dOut = to.gradientRows;
            dIn = from.gradientRows;
            dInLanes = from.gradient;
            function = stage.in().finish().function();
            slope = stage.in().finish().slope();
        }

        @Override
        boolean hasBackward() {
            return dIn != null;
        }

        @Override
        void forward(Kernels kernels, Run run) {
            MemberLoops.of(kernels).scale(in, factors, out);
            if (outLanes != null) {
                kernels.transpose(out, outLanes);
            }
        }

        @Override
        void backward(Kernels kernels, Run run) {
            MemberLoops.of(kernels).sum(dOut, factors, dIn);
            kernels.derive(in, function, slope, dIn);
            if (dInLanes != null) {
                kernels.transpose(dIn, dInLanes);
            }
        }
    }
}
