package dev.lanewise.step;

import dev.lanewise.panel.Panels;

/**
 * What a worker updates at a time in the second phase of a step: its gradient is summed over the whole batch and handed to the optimizer,
 * in registers or in scratch that stays in cache.
 */
public sealed interface Tile permits MatrixTile, VectorTile, TableTile, MemberTile {

    /** The parameters that are updated. */
    Part part();

    /**
     * Numbers of a tensor, with what the optimizer keeps beside them and their gradient.
     *
     * @param g     P(rows x columns), scratch of the worker, or a part of the {@link GradientMemory}
     * @param w     P(rows x columns)
     * @param slots what the optimizer keeps beside w, in its order; see {@link UpdateRule#slots}
     */
    record Part(Panels g, Panels w, Panels[] slots) {
    }
}
