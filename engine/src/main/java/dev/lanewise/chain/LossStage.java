package dev.lanewise.chain;

import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.LossLoops;
import dev.lanewise.panel.Panels;
import java.util.Set;

/** The losses of the samples, and the derivative by what the last layer leaves: outputs, or sums where the loss starts from these. */
final class LossStage extends Stage {

    private final LossFunction function;
    /** Where the function is one of its own; else null. */
    private final LossLoops loops;
    private final int targets;

    /** Of so many targets for each sample. */
    LossStage(Value last, LossFunction function, LossLoops loops, int targets) {
        super(last, last);
        this.function = function;
        this.loops = loops;
        this.targets = targets;
    }

    @Override
    void plan(Use use) {
        in().wantLanesOfAny();
        in().wantGradient();
    }

    @Override
    BoundStage bind(Slots slots) {
        Slot slot = slots.of(in());
        Panels y = slots.panels(targets, slots.samples());
        boolean fitsRows = slot.rows != null && targets == in().width();
        Panels rows = fitsRows ? slot.rows : slots.panels(slots.samples(), targets);
        int scratch = loops == null ? 0 : loops.scratch();
        return new BoundStage.Loss(function, loops, slots.from(), slot, y, rows,
                scratch == 0 ? null : slots.panels(scratch * in().width(), Panels.LANES), in().finish());
    }

    @Override
    Set<?> kinds() {
        return Set.of(loops == null ? function : loops.getClass());
    }
}
