package dev.lanewise.chain;

import dev.lanewise.kernel.AddLoops;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;
import java.util.List;

/** The sum of two values, the end of a residual: what its body has made, and what the body has read. */
public final class AddStage extends FeatureStage {

    private final Value skipped;

    /**
     * A sum of two values of the same width.
     *
     * @param in      what the body has made
     * @param skipped what the body has read; a {@link Fork} collects its gradient
     * @param out     the sum
     */
    public AddStage(Value in, Value skipped, Value out) {
        super(in, out);
        this.skipped = skipped;
    }

    @Override
    void plan(Use use) {
        super.plan(use);
        skipped.wantLanes();
    }

    @Override
    BoundStage bind(Slots slots) {
        return new OfAdd(this, slots);
    }

    private static final class OfAdd extends Bound {

        private final Panels skipped;

        OfAdd(AddStage stage, Slots slots) {
            super(stage, slots);
            Slot slot = slots.of(stage.skipped);
            skipped = few ? slot.rows : slot.lanes;
        }

        @Override
        void write(Kernels kernels, Run run) {
            AddLoops.of(kernels).add(in, skipped, out);
        }

        @Override
        void writeGradient(Kernels kernels, Run run) {
            AddLoops.copy(dOut, dIn);
        }
    }

    /** The beginning of a residual: a copy for the body, where on the way back the body's gradient meets that of the sum. */
    public static final class Fork extends FeatureStage {

        private final Value sum;

        /**
         * A copy of a value.
         *
         * @param in  what is read
         * @param out the copy
         * @param sum what the {@link AddStage} writes
         */
        public Fork(Value in, Value out, Value sum) {
            super(in, out);
            this.sum = sum;
        }

        @Override
        List<Value> gradientsRead() {
            return in().isTrained() ? List.of(out(), sum) : List.of(out());
        }

        @Override
        BoundStage bind(Slots slots) {
            return new OfFork(this, slots);
        }
    }

    private static final class OfFork extends Fork.Bound {

        private final Panels dSum;

        OfFork(Fork stage, Slots slots) {
            super(stage, slots);
            Slot slot = slots.of(stage.sum);
            dSum = few ? slot.gradientRows : slot.gradient;
        }

        @Override
        void write(Kernels kernels, Run run) {
            AddLoops.copy(in, out);
        }

        @Override
        void writeGradient(Kernels kernels, Run run) {
            if (dIn != null) {
                AddLoops.of(kernels).add(dOut, dSum, dIn);
            }
        }
    }
}
