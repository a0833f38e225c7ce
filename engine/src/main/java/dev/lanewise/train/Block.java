package dev.lanewise.train;

import dev.lanewise.data.Batch;
import dev.lanewise.kernel.Dense;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import java.util.List;

/**
 * A block of samples on its way forward through all layers, a lane a sample, in the scratch of one worker.
 *
 * @param from  first sample of the block within the batch, a multiple of sixteen
 * @param hRows hRows[l] is P(block x features): the samples as gathered, then the transposed outputs of hidden layers where somebody
 *              wants them, else null
 * @param h     h[l] is P(features x block): the inputs, then the outputs of each layer
 * @param y     P(out x block), targets
 * @param rows  P(block x out), scratch for targets
 */
record Block(int from, Panels[] hRows, Panels[] h, Panels y, Panels rows) {

    /** A block laid out in an arena; its rows are given, since in training they are part of the whole batch. */
    static Block layOut(Arena arena, List<Dense> layers, int from, Panels[] hRows) {
        int samples = hRows[0].rows(), out = layers.getLast().out();
        Panels[] h = new Panels[layers.size() + 1];
        h[0] = arena.panels(hRows[0].cols(), samples);
        for (int l = 0; l < layers.size(); l++) {
            h[l + 1] = arena.panels(layers.get(l).out(), samples);
        }
        return new Block(from, hRows, h, arena.panels(out, samples), arena.panels(samples, out));
    }

    /** Floats that {@link #layOut} takes from the arena. */
    static long floats(List<Dense> layers, int samples) {
        int out = layers.getLast().out();
        long sum = Panels.size(layers.getFirst().in(), samples) + Panels.size(out, samples) + Panels.size(samples, out);
        for (Dense layer : layers) {
            sum += Panels.size(layer.out(), samples);
        }
        return sum;
    }

    /** Gathers inputs and targets and runs the layers. */
    void forward(Kernels kernels, List<Dense> layers, LossKernel loss, Batch batch) {
        kernels.gather(batch.inputs(), batch.inputAt(), from, hRows[0], h[0]);
        for (int l = 0; l < layers.size(); l++) {
            Dense layer = layers.get(l);
            Panels zRows = l + 1 < layers.size() ? hRows[l + 1] : null;
            kernels.forward(layer.w(), layer.bias(), h[l], loss.activation(layer), layer.slope(), h[l + 1], zRows);
        }
        Targets.fill(kernels, batch, from, rows, y);
    }

    Panels last() {
        return h[h.length - 1];
    }
}
