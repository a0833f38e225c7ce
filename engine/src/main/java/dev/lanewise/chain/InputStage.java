package dev.lanewise.chain;

/** Gathers samples: of a batch, or for predictions of rows that follow each other. */
final class InputStage extends Stage {

    private final boolean isBatch;

    InputStage(Value samples, boolean isBatch) {
        super(samples, samples);
        this.isBatch = isBatch;
    }

    @Override
    void plan(Use use) {
        if (isBatch) {
            out().wantRows();
        }
        if (out().isTrained()) {
            out().wantGradientRows();
        }
    }

    @Override
    BoundStage bind(Slots slots) {
        Slot slot = slots.of(out());
        return isBatch ? new BoundStage.Gather(slots.from(), slot.rows, slot.lanes)
                : new BoundStage.GatherRows(out().width(), slots.samples(), slot.rows, slot.lanes);
    }
}
