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
        return batch.hasWeights() ? fill(run, batch, batch, losses, 0) : run.with(batch, 1f / batch.size(), losses, 0);
    }

    /** Fills a run with some samples of a batch, those from its sample {@code first} on; the losses are those of the whole batch. */
    Run fill(Run run, Batch some, Batch whole, float[] losses, int first) {
        if (!whole.hasWeights()) {
            return run.with(some, 1f / whole.size(), losses, first);
        }
        if (scales.length < some.size()) {
            scales = new float[Panels.panels(some.capacity()) * Panels.LANES];
        }
        double sum = whole.weightSum();
        for (int b = 0; b < some.size(); b++) {
            scales[b] = sum == 0 ? 0f : (float) (some.weight(b) / sum);
        }
        return run.with(some, scales, losses, first);
    }
}
