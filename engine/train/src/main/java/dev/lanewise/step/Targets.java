package dev.lanewise.step;

import dev.lanewise.data.Batch;

/** The targets of a batch. */
final class Targets {

    /** Samples of a data set whose targets are looked at together. */
    static final int BLOCK = 1024;

    private Targets() {
    }

    /** The target of a sample of a batch with rows of targets. */
    static float at(Batch batch, int sample, int output) {
        return batch.targets()[sample][batch.targetAt()[sample] + output];
    }
}
