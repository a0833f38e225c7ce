/**
 * One training step: the batch in blocks, one walk forward and back for each, then the update in tiles.
 *
 * <p>Data flow: {@code TrainingKind} names the kind of work, by which an {@code ImplementationSwitch} chooses kernels; {@code BatchPlan}
 * binds the chain to memory for a number of samples and has {@code TileCutter} cut the parameters into {@code Tile}s; {@code Step} runs
 * blocks, then tiles, on the threads of a team; {@code KernelCalls} changes each tile as its {@code UpdateRule} says. Internal. The package
 * has more than twelve types: each kind of tile and each decision has a file of its own.
 */
package dev.lanewise.step;
