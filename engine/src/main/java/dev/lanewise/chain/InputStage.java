package dev.lanewise.chain;

/**
 * Gathers samples: of a batch, or for predictions of rows that follow each other.
 *
 * @param out     the samples
 * @param isBatch whether they come as a batch
 */
record InputStage(Value out, boolean isBatch) implements Stage {

    @Override
    public BoundStage bind(Slots slots) {
        Slot slot = slots.of(out);
        return isBatch ? new BoundStage.Gather(slots.from(), slot.rows, slot.lanes)
                : new BoundStage.GatherRows(out.width(), slots.samples(), slot.rows, slot.lanes);
    }
}
