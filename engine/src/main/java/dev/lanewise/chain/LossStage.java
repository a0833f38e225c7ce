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
        if (takesRows()) {
            in().wantLanes();
        } else {
            in().wantLanesOfAny();
        }
        in().wantGradient();
    }

    /** Whether few samples stay as they are, a row each: one panel of outputs, of which no transposed copy is wanted. */
    private boolean takesRows() {
        return function == LossFunction.SQUARED_ERROR && in().width() <= Panels.LANES;
    }

    @Override
    BoundStage bind(Slots slots) {
        Slot slot = slots.of(in());
        if (slots.few() && takesRows()) {
            return new BoundStage.Loss(true, function, null, slots.from(), slot, slots.panels(slots.samples(), targets), null, null,
                    in().finish());
        }
        Panels y = slots.panels(targets, slots.samples());
        boolean fitsRows = slot.rows != null && targets == in().width();
        Panels rows = fitsRows ? slot.rows : slots.panels(slots.samples(), targets);
        int scratch = loops == null ? 0 : loops.scratch();
        return new BoundStage.Loss(false, function, loops, slots.from(), slot, y, rows,
                scratch == 0 ? null : slots.panels(scratch * in().width(), Panels.LANES), in().finish());
    }

    @Override
    Set<?> kinds() {
        return Set.of(loops == null ? function : loops.getClass());
    }
}
