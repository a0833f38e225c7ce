package dev.lanewise.model;

import dev.lanewise.kernel.Kernels;

/** Predictions with kernels that somebody else chooses, such as those that tell when each of them has ended. */
public final class PredictionInParts {

    private PredictionInParts() {
    }

    /**
     * The outputs for several samples.
     *
     * @param predictor whose memory is used
     * @param kernels   what runs
     * @param inputs    [samples x inputs], row-major
     * @param samples   how many there are
     * @param outputs   [samples x outputs], row-major, written
     */
    public static void predict(Predictor predictor, Kernels kernels, float[] inputs, int samples, float[] outputs) {
        predictor.run(kernels, inputs, samples, outputs);
    }
}
