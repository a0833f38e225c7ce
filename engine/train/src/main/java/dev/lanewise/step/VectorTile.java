package dev.lanewise.step;

import dev.lanewise.panel.Panels;

/**
 * Numbers of which there is one for each feature: their gradient is sums of columns.
 *
 * @param terms P(batch x columns), what is summed
 * @param part  P(1 x columns)
 */
record VectorTile(Panels terms, Part part) implements Tile {
}
