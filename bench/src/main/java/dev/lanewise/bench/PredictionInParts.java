package dev.lanewise.bench;

import dev.lanewise.chain.BoundChain;
import dev.lanewise.chain.Chain;
import dev.lanewise.chain.Chains;
import dev.lanewise.chain.Run;
import dev.lanewise.chain.StageCalls;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.model.Network;
import dev.lanewise.panel.Arena;
import dev.lanewise.step.ParameterCopies;

/** Predictions with kernels that somebody else chooses, such as those that tell when each of them has ended. */
public final class PredictionInParts {

    /** Samples that a predictor takes through the layers together. */
    private static final int BLOCK = 128;

    private final int samples;
    private final int width;
    private final StageCalls calls;
    private final BoundChain chain;
    private final Run run = new Run();

    /**
     * Predictions of a number of samples.
     *
     * @param network the network
     * @param samples of a call: at most 128, or a multiple
     * @param kernels what runs
     */
    public PredictionInParts(Network network, int samples, Kernels kernels) {
        if (samples > BLOCK && samples % BLOCK != 0) {
            throw new IllegalArgumentException("expected at most " + BLOCK + " samples or a multiple, got " + samples);
        }
        this.samples = samples;
        width = network.spec().inputs();
        Chain predictions = Chains.of(ParameterCopies.of(network));
        calls = StageCalls.of(kernels, null);
        int block = Math.min(BLOCK, samples);
        chain = predictions.bind(block, new Arena(predictions.floats(block), "the scratch of a prediction"));
    }

    /**
     * Runs the layers; the outputs stay where the last one leaves them.
     *
     * @param inputs [samples x inputs], row-major
     */
    public void predict(float[] inputs) {
        for (int from = 0; from < samples; from += BLOCK) {
            calls.run(chain, run.with(inputs, from * width));
        }
    }
}
