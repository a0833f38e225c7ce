package dev.lanewise.chain;

/** A chain on the memory of some samples, to be run by {@link StageCalls}; running it allocates nothing. */
public final class BoundChain {

    final BoundStage[] forward;
    final BoundStage[] backward;
    private final Slots slots;

    BoundChain(BoundStage[] forward, BoundStage[] backward, Slots slots) {
        this.forward = forward;
        this.backward = backward;
        this.slots = slots;
    }

    /**
     * Where the values stand.
     *
     * @return the memory
     */
    public Slots slots() {
        return slots;
    }
}
