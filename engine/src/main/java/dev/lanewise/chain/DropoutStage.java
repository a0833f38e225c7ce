package dev.lanewise.chain;

import dev.lanewise.data.CounterRandom;
import dev.lanewise.kernel.DropoutLoops;
import dev.lanewise.kernel.ElementwiseFunction;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;

/** Dropout of a training; the way back makes the same choice again, or reads it from what is left. */
public final class DropoutStage extends FeatureStage {

    /** Of the random numbers of the first value's dropout; the others follow. */
    private static final long PURPOSE = 0x6472_6f70_0000_0000L;

    /** From the purpose of one dropout to that of the next in the same layer; there are fewer layers than that. */
    private static final long NEXT_PURPOSE = 0x1_0000;

    private final double rate;
    private final int number;

    /**
     * Dropout between two values of the same width.
     *
     * @param in     what is dropped from
     * @param out    what is left
     * @param rate   probability that a feature of a sample is dropped
     * @param number among the dropouts of its layer, from 0
     */
    public DropoutStage(Value in, Value out, double rate, int number) {
        super(in, out);
        this.rate = rate;
        this.number = number;
    }

    @Override
    BoundStage bind(Slots slots) {
        return new OfDropout(this, slots);
    }

    private static final class OfDropout extends Bound {

        private final long purpose;
        private final int members;
        private final int first;
        private final double rate;
        /** Then what is left tells the derivative of the ReLU and the choice. */
        private final boolean isBehindRelu;

        OfDropout(DropoutStage stage, Slots slots) {
            super(stage, slots);
            purpose = PURPOSE + stage.out().layer() + stage.number * NEXT_PURPOSE;
            members = stage.in().members();
            first = slots.from() * members;
            rate = stage.rate;
            isBehindRelu = isFinishedBy(ElementwiseFunction.RELU);
        }

        @Override
        void write(Kernels kernels, Run run) {
            drop(kernels, run, in, out);
        }

        @Override
        void writeGradient(Kernels kernels, Run run) {
            if (dIn == null) {
                return;
            }
            if (isBehindRelu) {
                DropoutLoops.of(kernels).gradientBehindRelu(out, dOut, dIn, DropoutLoops.scale(rate * run.dropout));
            } else {
                drop(kernels, run, dOut, dIn);
            }
        }

        @Override
        void derive(Kernels kernels) {
            if (!isBehindRelu) {
                super.derive(kernels);
            }
        }

        private void drop(Kernels kernels, Run run, Panels from, Panels to) {
            DropoutLoops loops = DropoutLoops.of(kernels);
            int row = run.lossesFrom * members + first;
            long key = CounterRandom.bits(run.seed, purpose, run.step);
            double rateNow = rate * run.dropout;
            int threshold = DropoutLoops.threshold(rateNow);
            float scale = DropoutLoops.scale(rateNow);
            if (few) {
                loops.rows(from, to, key, row, threshold, scale);
            } else {
                loops.lanes(from, to, key, row, threshold, scale);
            }
        }
    }
}
