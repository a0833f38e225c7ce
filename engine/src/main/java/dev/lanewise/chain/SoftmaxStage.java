package dev.lanewise.chain;

/**
 * The softmax of a prediction, in place; in training it is part of the loss.
 *
 * @param value the outputs
 */
record SoftmaxStage(Value value) implements Stage {

    @Override
    public BoundStage bind(Slots slots) {
        return new BoundStage.Softmax(slots.of(value).lanes);
    }
}
