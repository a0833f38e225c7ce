package dev.lanewise.step;

import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Panels;

/**
 * A tile of weights: its gradient is a product.
 *
 * @param h         P(batch x rows of the tile), inputs of the layer
 * @param dz        P(batch x columns of the tile)
 * @param g         P(rows x columns), scratch of the worker
 * @param w         P(rows x columns), weights
 * @param m         first moments of w, or null
 * @param v         second moments of w, or null
 * @param placement where w and m are for this worker
 * @param bias      the biases of these columns, in the first tile of each column, else null; their gradient is the sums of dz
 */
record MatrixTile(Panels h, Panels dz, Panels g, Panels w, Panels m, Panels v, Placement placement, Part bias) implements Tile {
}
