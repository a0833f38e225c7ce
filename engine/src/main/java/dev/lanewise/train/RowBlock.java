package dev.lanewise.train;

import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import java.util.List;

/**
 * The first phase of a step with fewer than sixteen samples: a lane is an output, a row is a sample, and all matrices are
 * those of the whole batch already. Only the loss wants a lane a sample.
 *
 * @param h       h[l] is P(batch x features), inputs of layer l
 * @param dz      dz[l] is P(batch x out) of layer l
 * @param lastRows P(batch x out), outputs of the last layer
 * @param last    P(out x batch), the same
 * @param dzLast  P(out x batch), dz of the last layer
 * @param y       P(out x batch), targets
 * @param yRows   P(batch x out), scratch for targets
 * @param scratch columns of transposed weights, one matrix for each layer
 */
record RowBlock(Panels[] h, Panels[] dz, Panels lastRows, Panels last, Panels dzLast, Panels y, Panels yRows, Panels[] scratch) {

    static RowBlock layOut(Arena arena, List<Dense> layers, Panels[] h, Panels[] dz) {
        int samples = h[0].rows(), out = layers.getLast().out();
        Panels lastRows = arena.panels(samples, out), last = arena.panels(out, samples), dzLast = arena.panels(out, samples);
        Panels y = arena.panels(out, samples), yRows = arena.panels(samples, out);
        Panels[] scratch = new Panels[layers.size()];
        for (int l = 0; l < scratch.length; l++) {
            scratch[l] = arena.panels(layers.get(l).out(), Math.min(Kernels.SCRATCH_COLUMNS, layers.get(l).in()));
        }
        return new RowBlock(h, dz, lastRows, last, dzLast, y, yRows, scratch);
    }

    static long floats(List<Dense> layers, int samples) {
        int out = layers.getLast().out();
        long sum = 2 * Panels.size(samples, out) + 3 * Panels.size(out, samples);
        for (Dense layer : layers) {
            sum += Panels.size(layer.out(), Math.min(Kernels.SCRATCH_COLUMNS, layer.in()));
        }
        return sum;
    }
}
