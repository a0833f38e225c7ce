package dev.lanewise.train;

import dev.lanewise.data.Batch;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;
import java.util.Arrays;

/** Lays out the targets of a block of samples. */
final class Targets {

    private Targets() {
    }

    /** The target of a sample of a batch with rows of targets. */
    static float at(Batch batch, int sample, int output) {
        return batch.targets()[sample][batch.targetAt()[sample] + output];
    }

    /**
     * Fills y with rows of targets, or with 1 for the class of a sample and 0 for the others.
     *
     * @param batch the samples
     * @param first first sample of the block
     * @param rows  P(block x out), scratch
     * @param y     P(out x block), written
     */
    static void fill(Kernels kernels, Batch batch, int first, Panels rows, Panels y) {
        if (batch.labels() == null) {
            kernels.gather(batch.targets(), batch.targetAt(), first, rows, y);
            return;
        }
        Arrays.fill(y.data(), y.offset(), y.offset() + y.panels() * y.stride(), 0f);
        for (int b = 0; b < y.cols(); b++) {
            y.set(batch.labels()[first + b], b, 1f);
        }
    }
}
