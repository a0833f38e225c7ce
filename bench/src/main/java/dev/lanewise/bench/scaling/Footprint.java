package dev.lanewise.bench.scaling;

import dev.lanewise.bench.Workload;
import java.util.List;

/**
 * Floats of a trainer, by formula; in panels of sixteen columns, the last one padded.
 *
 * @param parameters weights and biases of all layers
 * @param batch      inputs of each layer and gradients of its sums, a row a sample
 * @param block      what a thread has for a block of samples, outputs of each layer, targets, and gradients of two layers, and for the
 *                   gradient of a tile of weights; transposed samples where the first layer is large
 */
record Footprint(long parameters, long batch, long block) {

    private static final int LANES = 16;
    /** A block takes as many samples as fit half a second-level cache of 1 MiB, at least 32 and at most 256. */
    private static final long HALF_CACHE = 128 * 1024;
    private static final int LEAST = 32;
    /** What a block takes, too, where the weights alone are larger than that cache. */
    private static final int MOST = 256;
    /** 256 rows by two panels of weights, and their biases. */
    private static final int TILE = 257 * 2 * LANES;

    /** A trainer that has some matrices, weights and moments, for the weights of a layer. */
    static Footprint of(Workload workload, int matrices) {
        List<Integer> sizes = workload.sizes();
        long parameters = 0, weights = 0, columns = 0, ownRows = 0, widest = 0;
        for (int l = 1; l < sizes.size(); l++) {
            int in = sizes.get(l - 1), out = sizes.get(l);
            weights += padded(out) * in;
            parameters += padded(out) * (in + 1);
            columns += padded(in) + padded(out);
            ownRows += out;
            widest = Math.max(widest, out);
        }
        int in = sizes.getFirst(), out = sizes.getLast();
        boolean far = matrices * padded(sizes.get(1)) * in > 2 * HALF_CACHE;
        long sample = ownRows + out + padded(out) + 2 * widest + (far ? in : 0);
        long block = weights > 2 * HALF_CACHE ? MOST : Math.clamp(HALF_CACHE / ((sample + padded(in)) * LANES) * LANES, LEAST, MOST);
        return new Footprint(parameters, columns * workload.batch(), sample * Math.min(block, padded(workload.batch())) + TILE);
    }

    private static long padded(int columns) {
        return (long) LANES * Math.ceilDiv(columns, LANES);
    }
}
