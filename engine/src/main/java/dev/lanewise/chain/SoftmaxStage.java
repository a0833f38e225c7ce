package dev.lanewise.chain;

/** The softmax of a prediction, in place; in training it is part of the loss. */
final class SoftmaxStage extends Stage {

    SoftmaxStage(Value outputs) {
        super(outputs, outputs);
    }

    @Override
    void plan(Use use) {
        out().wantLanesOfAny();
    }

    @Override
    BoundStage bind(Slots slots) {
        return new BoundStage.Softmax(slots.of(out()).lanes);
    }
}
