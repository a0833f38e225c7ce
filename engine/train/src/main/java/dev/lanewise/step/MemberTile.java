package dev.lanewise.step;

import dev.lanewise.kernel.MemberSum;
import dev.lanewise.panel.Panels;

/**
 * Rows of a tensor that has some for each member of an ensemble: their gradient is sums over the samples, for each member by itself.
 *
 * @param kind    what is summed
 * @param d       P(batch * members x columns), gradients; of heads P(batch * members x outputs)
 * @param x       what they are multiplied by, with the columns of the tile; null where nothing is
 * @param members how many there are
 * @param first   row of the tensor that is row 0 of the tile
 * @param part    P(rows x columns)
 */
record MemberTile(MemberSum kind, Panels d, Panels x, int members, int first, Part part) implements Tile {
}
