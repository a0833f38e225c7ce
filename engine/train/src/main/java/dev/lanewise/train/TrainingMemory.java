package dev.lanewise.train;

import dev.lanewise.chain.Chain;
import dev.lanewise.chain.Chains;
import dev.lanewise.chain.Use;
import dev.lanewise.panel.Panels;
import dev.lanewise.spec.GradientOptions;
import dev.lanewise.spec.Loss;
import dev.lanewise.spec.NetworkSpec;
import dev.lanewise.spec.Optimizer;
import dev.lanewise.spec.TensorSpec;
import dev.lanewise.step.BatchPlan;
import dev.lanewise.step.UpdateRule;

/**
 * Memory of a trainer, worked out before anything is allocated: floats in panels of sixteen columns, the last one padded. The samples and
 * copies of the network are not counted.
 *
 * @param parameters bytes of the weights and biases of all layers
 * @param moments    bytes of the optimizer's moments
 * @param gradients  bytes of the gradients of all layers, where a step needs them whole
 * @param batch      bytes of the inputs of each layer and of the gradients of its sums, for all samples of a step or micro-batch
 * @param blocks     bytes of what each thread has for a block of samples and for the gradient of a tile of weights, all threads together
 */
public record TrainingMemory(long parameters, long moments, long gradients, long batch, long blocks) {

    /** Floats of a tile's gradient and of those of its biases. */
    private static final long TILE = Panels.size(BatchPlan.MOST_TILE_ROWS + 1, BatchPlan.TILE_COLUMNS);

    /**
     * What a trainer with these settings and the usual loss takes.
     *
     * @param spec      the network's spec
     * @param optimizer how it learns
     * @param batch     samples in a step
     * @param threads   threads, the caller's included
     * @return its memory
     */
    public static TrainingMemory of(NetworkSpec spec, Optimizer optimizer, int batch, int threads) {
        return of(spec, Loss.defaultFor(spec.layers().getLast().activation()), optimizer, batch, threads);
    }

    /**
     * What a trainer with these settings takes.
     *
     * @param spec      the network's spec
     * @param loss      what it makes small; some losses have scratch of their own
     * @param optimizer how it learns
     * @param batch     samples in a step
     * @param threads   threads, the caller's included
     * @return its memory
     */
    public static TrainingMemory of(NetworkSpec spec, Loss loss, Optimizer optimizer, int batch, int threads) {
        return of(spec, loss, optimizer, GradientOptions.NONE, batch, batch, threads);
    }

    /**
     * What a trainer takes that may clip gradients by their norm or have micro-batches, for which a step needs whole gradients.
     *
     * @param spec       the network's spec
     * @param loss       what it makes small; some losses have scratch of their own
     * @param optimizer  how it learns
     * @param gradient   what an update does beside the optimizer
     * @param batch      samples in a step
     * @param microBatch samples in a micro-batch
     * @param threads    threads, the caller's included
     * @return its memory
     */
    public static TrainingMemory of(NetworkSpec spec, Loss loss, Optimizer optimizer, GradientOptions gradient, int batch, int microBatch,
            int threads) {
        int samples = Math.min(batch, microBatch);
        long parameters = spec.tensors().stream().mapToLong(TensorSpec::floats).sum();
        int moments = UpdateRule.of(optimizer).slots().size();
        Chain chain = Chains.withoutParameters(spec, loss, Use.TRAIN, 1 + moments);
        long block = BatchPlan.blockFloats(chain, BatchPlan.mostSamplesInBlock(chain, samples));
        return new TrainingMemory(bytes(parameters), bytes(moments * parameters),
                bytes(gradient.isClippedByNorm() || samples < batch ? parameters : 0), bytes(BatchPlan.sharedFloats(chain, samples, 0)),
                bytes(threads * (block + TILE)));
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
        return parameters + moments + gradients + batch + blocks;
    }
}
