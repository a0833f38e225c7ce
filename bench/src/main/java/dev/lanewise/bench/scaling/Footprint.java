package dev.lanewise.bench.scaling;

import dev.lanewise.bench.Workload;
import java.util.List;

/**
 * Floats of a trainer, by formula; in panels of sixteen columns, the last one padded.
 *
 * @param parameters weights and biases of all layers
 * @param batch      inputs of each layer and gradients of its sums, a row a sample
 * @param block      what a thread has for a block of samples: outputs of each layer, targets, and gradients of two layers
 */
record Footprint(long parameters, long batch, long block) {

    private static final int LANES = 16;
    /** A block takes as many samples as fit 512 KiB, at least 32 and at most 128. */
    private static final long BLOCK_FLOATS = 128 * 1024;
    private static final int LEAST = 32;
    private static final int MOST = 128;

    static Footprint of(Workload workload) {
        List<Integer> sizes = workload.sizes();
        long parameters = 0, columns = 0, ownRows = 0, widest = 0;
        for (int l = 1; l < sizes.size(); l++) {
            int in = sizes.get(l - 1), out = sizes.get(l);
            parameters += padded(out) * (in + 1);
            columns += padded(in) + padded(out);
            ownRows += out;
            widest = Math.max(widest, out);
        }
        int out = sizes.getLast();
        long sample = sizes.getFirst() + ownRows + out + padded(out) + 2 * widest;
        long block = Math.clamp(BLOCK_FLOATS / (sample * LANES) * LANES, LEAST, MOST);
        return new Footprint(parameters, columns * workload.batch(), sample * Math.min(block, padded(workload.batch())));
    }

    private static long padded(int columns) {
        return (long) LANES * Math.ceilDiv(columns, LANES);
    }
}
