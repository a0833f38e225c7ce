package dev.lanewise.train;

import dev.lanewise.kernel.Dense;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import java.util.List;

/**
 * A block of samples on its way forward through all layers, in the scratch of one worker: a lane a sample, but in the first layer a
 * row a sample, so that samples need no transposing, unless its weights are streamed.
 *
 * @param from  first sample of the block within the batch, a multiple of sixteen
 * @param hRows hRows[l] is P(block x features), inputs of layer l: the samples, the first layer's outputs where that runs by rows and is
 *              not the last, and transposed outputs of others where somebody wants them, else null
 * @param lanes P(features x block), the samples transposed, or null where the first layer wants a row a sample
 * @param h     h[l] is P(out x block), outputs of layer l
 * @param y     P(out x block), targets
 * @param rows  P(block x out), scratch for outputs and targets
 */
record Block(int from, Panels[] hRows, Panels lanes, Panels[] h, Panels y, Panels rows) {

    /** A block laid out in an arena; its rows are given, since in training they are part of the whole batch. */
    static Block layOut(Arena arena, List<Dense> layers, int from, Panels[] hRows) {
        int samples = hRows[0].rows(), out = layers.getLast().out();
        Panels lanes = layers.getFirst().isStreamed() ? arena.panels(layers.getFirst().in(), samples) : null;
        Panels[] h = new Panels[layers.size()];
        for (int l = 0; l < layers.size(); l++) {
            h[l] = arena.panels(layers.get(l).out(), samples);
        }
        return new Block(from, hRows, lanes, h, arena.panels(out, samples), arena.panels(samples, out));
    }

    /** Floats that {@link #layOut} takes from the arena. */
    static long floats(List<Dense> layers, int samples) {
        int out = layers.getLast().out();
        long sum = Panels.size(out, samples) + Panels.size(samples, out)
                + (layers.getFirst().isStreamed() ? Panels.size(layers.getFirst().in(), samples) : 0);
        for (Dense layer : layers) {
            sum += Panels.size(layer.out(), samples);
        }
        return sum;
    }

    Panels last() {
        return h[h.length - 1];
    }
}
