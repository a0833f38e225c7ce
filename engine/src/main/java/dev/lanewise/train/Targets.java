package dev.lanewise.train;

import dev.lanewise.data.Batch;

/** The targets of a batch. */
final class Targets {

    private Targets() {
    }

    /** The target of a sample of a batch with rows of targets. */
    static float at(Batch batch, int sample, int output) {
        return batch.targets()[sample][batch.targetAt()[sample] + output];
    }
}
