package dev.lanewise.chain;

import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.OutputLoss;
import dev.lanewise.panel.Panels;
import java.util.Set;

/** The losses of the samples, and the derivative by what the last layer leaves: outputs, or sums where the loss starts from these. */
final class LossStage extends Stage {

    private final LossFunction function;
    /** Where the function is one; else null. */
    private final OutputLoss outputLoss;

    LossStage(Value last, LossFunction function, OutputLoss outputLoss) {
        super(last, last);
        this.function = function;
        this.outputLoss = outputLoss;
    }

    @Override
    void plan(Use use) {
        in().wantLanesOfAny();
        in().wantGradient();
    }

    @Override
    BoundStage bind(Slots slots) {
        Slot slot = slots.of(in());
        Panels y = slots.panels(in().width(), slots.samples());
        Panels rows = slot.rows == null ? slots.panels(slots.samples(), in().width()) : slot.rows;
        return new BoundStage.Loss(function, outputLoss, slots.from(), slot, y, rows, in().finish());
    }

    @Override
    Set<?> kinds() {
        return Set.of(outputLoss == null ? function : outputLoss.getClass());
    }
}
