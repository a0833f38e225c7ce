package dev.lanewise.step;

import dev.lanewise.panel.Panels;

/**
 * Some rows of a table: the gradient of a row is the sum of those of the samples that have its code.
 *
 * @param codes  P(batch x features)
 * @param column which feature is the code
 * @param dz     P(batch x width), gradients of what the rows were written to
 * @param at     which column of dz the tile begins at
 * @param first  row of the table that is the first of the tile
 * @param part   P(rows x columns)
 */
record TableTile(Panels codes, int column, Panels dz, int at, int first, Part part) implements Tile {
}
