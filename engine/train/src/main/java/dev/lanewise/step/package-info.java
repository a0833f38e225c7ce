/**
 * One training step: the batch in blocks, one walk forward and back for each, then the update in tiles.
 *
 * <p>Data flow: {@code TrainingKind} chooses the implementation, {@code BatchPlan} binds the chain to memory for a number of samples,
 * {@code Step} runs it on the threads of a team, and {@code TileCutter} cuts the parameters into {@code Tile}s that an {@code UpdateRule}
 * changes. Internal. The package has more than twelve types: each kind of tile and each decision has a file of its own.
 */
package dev.lanewise.step;
