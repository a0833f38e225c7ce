package dev.lanewise.train;

import dev.lanewise.data.Batch;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Panels;

/** Lays out the inputs of a block of samples, on the thread that computes with them. */
final class Inputs {

    private Inputs() {
    }

    /**
     * Gathers rows of floats, or of bytes as floats from 0 to 1.
     *
     * @param batch the samples
     * @param first first sample of the block
     * @param rows  P(block x features), written
     * @param lanes P(features x block), written with the transposed samples; or null
     */
    static void gather(Kernels kernels, Batch batch, int first, Panels rows, Panels lanes) {
        if (batch.inputBytes() == null) {
            kernels.gather(batch.inputs(), batch.inputAt(), first, rows, lanes);
        } else {
            kernels.gather(batch.inputBytes(), batch.inputAt(), first, rows, lanes);
        }
    }
}
