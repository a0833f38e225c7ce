/**
 * How a network learns, how well it did, and what is saved on the way.
 *
 * <p>Data flow: a {@link dev.lanewise.train.Trainer} takes a data set for an epoch, or one batch for a step. A step lays the
 * batch out for the kernels, runs it forward, computes the loss and its gradient, runs that backward, and updates the parameters with an
 * {@link dev.lanewise.spec.Optimizer} at the rate of a {@link dev.lanewise.spec.Schedule}. A {@link dev.lanewise.train.StepListener}
 * hears of each step, epoch and warning. Out of a trainer come a {@link dev.lanewise.model.Network}, a copy that later steps do not
 * change; an {@link dev.lanewise.train.Evaluation} of a data set; and a {@link dev.lanewise.train.Checkpoint}, from which
 * another trainer continues with the same bits. {@link dev.lanewise.train.checkpoint.CheckpointDirectory} keeps those in a folder.
 *
 * {@snippet lang=java :
 * Dataset dataset = Dataset.labelled(new float[] {1.4f, 0.2f, 4.7f, 1.4f, 6.0f, 2.5f}, 2, new int[] {0, 1, 2}, 3);
 * NetworkSpec spec = NetworkSpec.inputs(2).dense(16, Activation.relu()).dense(3, Activation.softmax()).build();
 * try (Trainer trainer = Trainer.builder(spec).optimizer(Optimizer.adam(0.01f)).batch(3).seed(7).build()) {
 *     for (int epoch = 0; epoch < 100; epoch++) {
 *         trainer.epoch(dataset);
 *     }
 *     Network network = trainer.network();
 *     double accuracy = trainer.evaluate(dataset).accuracy();
 * }
 * }
 *
 * <p>Parameters and results are never null.
 */
@NullMarked
package dev.lanewise.train;

import org.jspecify.annotations.NullMarked;
