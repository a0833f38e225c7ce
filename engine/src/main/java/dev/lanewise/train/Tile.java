package dev.lanewise.train;

import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Panels;

/**
 * A tile of weights in the second phase of a step: its gradient is summed over the whole batch and handed to the optimizer, in
 * registers or in scratch that stays in cache.
 *
 * @param h         P(batch x rows of the tile), inputs of the layer
 * @param dz        P(batch x columns of the tile)
 * @param g         P(rows x columns), scratch of the worker
 * @param w         P(rows x columns), weights
 * @param m         first moments of w, or null
 * @param v         second moments of w, or null
 * @param placement where w and m are for this worker
 * @param bias      the biases of these columns, in the first tile of each column, else null
 */
record Tile(Panels h, Panels dz, Panels g, Panels w, Panels m, Panels v, Placement placement, Bias bias) {

    /**
     * Biases that are updated with a tile.
     *
     * @param g P(1 x columns), scratch of the worker
     * @param b P(1 x columns), biases
     * @param m first moments of b, or null
     * @param v second moments of b, or null
     */
    record Bias(Panels g, Panels b, Panels m, Panels v) {
    }
}
