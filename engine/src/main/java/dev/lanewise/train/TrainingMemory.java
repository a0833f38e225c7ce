package dev.lanewise.train;

import dev.lanewise.kernel.Placement;
import dev.lanewise.model.Layer;
import dev.lanewise.model.NetworkSpec;
import dev.lanewise.panel.Panels;

/**
 * Memory of a trainer, worked out before anything is allocated: floats in panels of sixteen columns, the last one padded. The samples and
 * copies of the network are not counted.
 *
 * @param parameters bytes of the weights and biases of all layers
 * @param moments    bytes of the optimizer's moments
 * @param batch      bytes of the inputs of each layer and of the gradients of its sums, for all samples of a step
 * @param blocks     bytes of what each thread has for a block of samples and for the gradient of a tile of weights, all threads together
 */
public record TrainingMemory(long parameters, long moments, long batch, long blocks) {

    /** Floats of a tile's gradient and of those of its biases. */
    private static final long TILE = Panels.size(BatchLayout.MOST_TILE_ROWS + 1, BatchLayout.TILE_COLUMNS);

    /**
     * What a trainer with these settings takes.
     *
     * @param spec      the network's spec
     * @param optimizer how it learns
     * @param batch     samples in a step
     * @param threads   threads, the caller's included
     * @return its memory
     */
    public static TrainingMemory of(NetworkSpec spec, Optimizer optimizer, int batch, int threads) {
        long weights = 0, biases = 0, columns = 0;
        for (int l = 0; l < spec.layers().size(); l++) {
            int in = spec.inputsOf(l), out = spec.layers().get(l).outputs();
            weights += Panels.size(in, out);
            biases += Panels.size(1, out);
            columns += Panels.size(1, in) + Panels.size(1, out);
        }
        int moments = UpdateRule.of(optimizer).moments();
        long parameters = weights + biases;
        return new TrainingMemory(bytes(parameters), bytes(moments * parameters), bytes(columns * batch),
                bytes(threads * (block(spec, weights, 1 + moments, batch) + TILE)));
    }

    private static long block(NetworkSpec spec, long weights, int matrices, int batch) {
        long outputs = spec.layers().stream().mapToLong(Layer::outputs).sum();
        int widest = spec.layers().stream().mapToInt(Layer::outputs).max().orElseThrow();
        long lanes = switch (Placement.of(matrices * Panels.size(spec.inputs(), spec.layers().getFirst().outputs()))) {
            case IN_CACHE -> 0;
            case STREAMED -> spec.inputs();
        };
        long sample = outputs + spec.outputs() + Panels.size(1, spec.outputs()) + 2L * widest + lanes;
        int fitting = BatchLayout.fittingPanels(weights, (sample + Panels.size(1, spec.inputs())) * Panels.LANES);
        return sample * BatchLayout.even(Math.min(Panels.panels(batch), fitting)) * Panels.LANES;
    }

    private static long bytes(long floats) {
        return floats * Float.BYTES;
    }

    /**
     * All of it.
     *
     * @return bytes
     */
    public long bytes() {
        return parameters + moments + batch + blocks;
    }
}
