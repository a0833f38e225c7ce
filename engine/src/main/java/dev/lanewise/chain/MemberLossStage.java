package dev.lanewise.chain;

import dev.lanewise.data.Batch;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LossLoops;
import dev.lanewise.kernel.ScaleLoops;
import dev.lanewise.panel.Panels;
import java.util.Arrays;
import java.util.Set;

/**
 * The losses of the members of an ensemble, each held against the targets of the sample: the loss of a sample is their mean, and the
 * gradient of a member's outputs is that of its own loss times the scale of the sample over the members.
 */
final class MemberLossStage extends Stage {

    private final LossLoops loops;
    private final Object kind;
    private final int targets;

    /** Of so many targets for each sample; {@code kind} tells the loops from others. */
    MemberLossStage(Value last, LossLoops loops, Object kind, int targets) {
        super(last, last);
        this.loops = loops;
        this.kind = kind;
        this.targets = targets;
    }

    @Override
    void plan(Use use) {
        in().wantLanesOfAny();
        in().wantGradient();
    }

    @Override
    BoundStage bind(Slots slots) {
        return new OfMemberLoss(this, slots);
    }

    @Override
    Set<?> kinds() {
        return Set.of(getClass(), kind);
    }

    private static final class OfMemberLoss extends BoundStage.Own {

        private final LossLoops loops;
        private final int members;
        private final int from;
        private final int samples;
        private final Panels last;
        private final Panels y;
        private final Panels scratch;
        private final Panels dz;
        /** With a row for each member, or null. */
        private final Panels dzRows;
        /** A loss for each row, and a scale. */
        private final Panels losses;
        private final Panels scales;

        OfMemberLoss(MemberLossStage stage, Slots slots) {
            Slot slot = slots.of(stage.in());
            int rows = slots.rows(stage.in()), outputs = stage.in().width();
            loops = stage.loops;
            members = stage.in().members();
            from = slots.from();
            samples = slots.samples();
            last = slot.lanes;
            y = slots.panels(stage.targets, rows);
            scratch = loops.scratch() == 0 ? null : slots.panels(loops.scratch() * outputs, Panels.LANES);
            dz = slot.gradient;
            dzRows = slot.gradientRows;
            losses = slots.panels(1, rows);
            scales = slots.panels(1, rows);
        }

        @Override
        void forward(Kernels kernels, Run run) {
            gatherTargets(run.batch);
            boolean isWeighted = run.scales != null;
            loops.run(kernels, last, y, isWeighted ? 1f : run.scale / members, dz, scratch, losses.data(), losses.offset());
            if (isWeighted) {
                for (int row = 0; row < y.cols(); row++) {
                    scales.set(0, row, run.scales[from + row / members] / members);
                }
                ScaleLoops.of(kernels).columns(dz, scales.data(), scales.offset());
            }
            if (dzRows != null) {
                kernels.transpose(dz, dzRows);
            }
            for (int sample = 0; sample < samples; sample++) {
                run.losses[run.lossesFrom + from + sample] = meanLoss(sample);
            }
        }

        private float meanLoss(int sample) {
            double sum = 0;
            for (int row = sample * members; row < (sample + 1) * members; row++) {
                sum += losses.at(0, row);
            }
            return (float) (sum / members);
        }

        /** Each member gets the targets of the sample, or 1 for its class and 0 for the others. */
        private void gatherTargets(Batch batch) {
            if (batch.isLabelled()) {
                Arrays.fill(y.data(), y.offset(), y.offset() + y.panels() * y.stride(), 0f);
            }
            for (int sample = 0; sample < samples; sample++) {
                if (batch.isLabelled()) {
                    fill(batch.labels()[from + sample], sample, 1f);
                } else {
                    float[] source = batch.targets()[from + sample];
                    for (int t = 0; t < y.rows(); t++) {
                        fill(t, sample, source[batch.targetAt()[from + sample] + t]);
                    }
                }
            }
        }

        private void fill(int target, int sample, float value) {
            for (int row = sample * members; row < (sample + 1) * members; row++) {
                y.set(target, row, value);
            }
        }

        @Override
        void backward(Kernels kernels, Run run) {
            throw new IllegalStateException("the way back begins with the loss");
        }
    }
}
