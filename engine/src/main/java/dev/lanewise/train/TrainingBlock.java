package dev.lanewise.train;

import dev.lanewise.kernel.Dense;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import java.util.List;

/**
 * A block of samples in the first phase of a step: forward through all layers, the loss, and back, in one worker's scratch.
 *
 * @param forward the block on its way forward
 * @param dz      dz[l] is P(out x block) of layer l; neighbours share their floats with the layer after next
 * @param dzRows  dz[l] of the whole batch, P(batch x out), this block's rows
 */
record TrainingBlock(Block forward, Panels[] dz, Panels[] dzRows) {

    static TrainingBlock layOut(Arena arena, List<Dense> layers, int from, int samples, Panels[] h, Panels[] dz) {
        Block forward = Block.layOut(arena, layers, from, rows(h, from, samples));
        int widest = widest(layers);
        Panels[] own = new Panels[layers.size()];
        Panels[] turns = {arena.panels(widest, samples), arena.panels(widest, samples)};
        for (int l = 0; l < own.length; l++) {
            Panels floats = turns[l % 2];
            int out = layers.get(l).out();
            own[l] = new Panels(floats.data(), floats.offset(), out, samples, out * Panels.LANES);
        }
        return new TrainingBlock(forward, own, rows(dz, from, samples));
    }

    private static Panels[] rows(Panels[] matrices, int from, int samples) {
        Panels[] rows = new Panels[matrices.length];
        for (int l = 0; l < rows.length; l++) {
            rows[l] = matrices[l].rowsFrom(from, samples);
        }
        return rows;
    }

    private static int widest(List<Dense> layers) {
        return layers.stream().mapToInt(Dense::out).max().orElseThrow();
    }

    static long floats(List<Dense> layers, int samples) {
        return Block.floats(layers, samples) + 2 * Panels.size(widest(layers), samples);
    }
}
