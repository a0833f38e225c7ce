package dev.lanewise.chain;

/** What a chain does to its values, one kind of work after the other; a stage owns no memory. */
sealed interface Stage permits InputStage, DenseStage, SoftmaxStage, LossStage {

    /** This stage on the memory of some samples; scratch of its own is taken from there. */
    BoundStage bind(Slots slots);
}
