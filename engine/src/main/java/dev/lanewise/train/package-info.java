/**
 * How a network learns, how well it did, and what is saved on the way.
 *
 * <p>Data flow: a {@link dev.lanewise.train.Trainer} takes a data set for an epoch, or one batch for a step. A step lays the
 * batch out for the kernels, runs it forward, computes the loss and its gradient, runs that backward, and updates the parameters with an
 * {@link dev.lanewise.train.Optimizer} at the rate of a {@link dev.lanewise.train.Schedule}. A {@link dev.lanewise.train.StepListener}
 * hears of each step, epoch and warning. Out of a trainer come a {@link dev.lanewise.model.Network}, a copy that later steps do not
 * change; an {@link dev.lanewise.train.Evaluation} of a data set; and a {@link dev.lanewise.train.Checkpoint}, from which
 * another trainer continues with the same bits. {@link dev.lanewise.train.Checkpoints} keeps those in a folder.
 *
 * <p>Parameters and results are never null.
 */
@NullMarked
package dev.lanewise.train;

import org.jspecify.annotations.NullMarked;
