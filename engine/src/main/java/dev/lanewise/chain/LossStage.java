package dev.lanewise.chain;

import dev.lanewise.kernel.LossFunction;
import dev.lanewise.panel.Panels;

/**
 * The losses of the samples and the derivative by the sums of the last layer.
 *
 * @param last     outputs of the last layer, or where the loss starts from its sums, these
 * @param function the loss
 */
record LossStage(Value last, LossFunction function) implements Stage {

    @Override
    public BoundStage bind(Slots slots) {
        Slot slot = slots.of(last);
        Panels y = slots.panels(last.width(), slots.samples());
        Panels rows = slot.rows == null ? slots.panels(slots.samples(), last.width()) : slot.rows;
        return new BoundStage.Loss(function, slots.from(), slot, y, rows, last.finish());
    }
}
