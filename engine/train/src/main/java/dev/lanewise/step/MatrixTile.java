package dev.lanewise.step;

import dev.lanewise.kernel.Placement;
import dev.lanewise.panel.Panels;

/**
 * A tile of weights: its gradient is a product.
 *
 * @param h         P(batch x rows of the tile), inputs of the layer
 * @param dz        P(batch x columns of the tile)
 * @param part      P(rows x columns), weights
 * @param placement where the weights and what is kept beside them are for this worker
 * @param bias      the biases of these columns, in the first tile of each column, else null; their gradient is the sums of dz
 */
record MatrixTile(Panels h, Panels dz, Part part, Placement placement, Part bias) implements Tile {
}
