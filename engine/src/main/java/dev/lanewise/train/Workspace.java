package dev.lanewise.train;

import dev.lanewise.kernel.Dense;
import dev.lanewise.panel.Arena;
import dev.lanewise.panel.Panels;
import java.util.List;

/**
 * The memory of a trainer's steps: an arena for the matrices of the whole batch, one for each worker's block, and each
 * worker's scratch for gradients. Layouts for every number of samples that has come up are kept.
 */
final class Workspace {

    private final List<Dense> layers;
    private final List<Moments> moments;
    private final Arena shared;
    private final Arena[] own;
    private final Panels[] biasGradients;
    private final Layouts[] layouts;

    Workspace(List<Dense> layers, List<Moments> moments, int batch, int workers) {
        this.layers = layers;
        this.moments = moments;
        int few = Math.min(batch, Panels.LANES - 1);
        shared = new Arena(Math.max(BatchLayout.sharedFloats(layers, batch, workers), BatchLayout.sharedFloats(layers, few, workers)),
                "a batch of " + batch);
        own = new Arena[workers];
        biasGradients = new Panels[workers];
        long blockFloats = TrainingBlock.floats(layers, BatchLayout.mostPanelsInBlock(layers, batch) * Panels.LANES);
        for (int worker = 0; worker < workers; worker++) {
            own[worker] = new Arena(blockFloats, "a block of samples");
            biasGradients[worker] = Panels.allocate(1, BatchLayout.TILE_COLUMNS);
        }
        layouts = new Layouts[batch];
    }

    /** The layouts for a number of samples; allocates when the number comes up for the first time. */
    Layouts layouts(int samples) {
        if (layouts[samples - 1] == null) {
            layouts[samples - 1] = new Layouts(samples, this);
        }
        return layouts[samples - 1];
    }

    List<Dense> layers() {
        return layers;
    }

    int workers() {
        return own.length;
    }

    Arena sharedArena() {
        return shared;
    }

    Arena ownArena(int worker) {
        return own[worker];
    }

    Panels biasGradient(int worker) {
        return biasGradients[worker];
    }

    /** Moments of a layer's weights or biases, or null where the optimizer has fewer. */
    Panels moment(int which, int layer, boolean ofBiases) {
        if (which >= moments.size()) {
            return null;
        }
        return ofBiases ? moments.get(which).biases().get(layer) : moments.get(which).weights().get(layer);
    }
}
