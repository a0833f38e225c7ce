package dev.lanewise.step;

import dev.lanewise.chain.Run;
import dev.lanewise.data.Batch;
import dev.lanewise.panel.Panels;

/**
 * What the gradients of the samples of a batch are multiplied by: {@code 1f / n}, or with weights {@code w / (sum of w)}, worked out in
 * double and rounded. Where all weights of a batch are 0, so are its gradients. Its memory grows with the largest batch.
 */
public final class SampleScales {

    private float[] scales = {};

    /** Fills a run. */
    public Run fill(Run run, Batch batch, float[] losses) {
        if (!batch.hasWeights()) {
            return run.with(batch, 1f / batch.size(), losses, 0);
        }
        if (scales.length < batch.size()) {
            scales = new float[Panels.panels(batch.capacity()) * Panels.LANES];
        }
        double sum = batch.weightSum();
        for (int b = 0; b < batch.size(); b++) {
            scales[b] = sum == 0 ? 0f : (float) (batch.weight(b) / sum);
        }
        return run.with(batch, scales, losses, 0);
    }
}
