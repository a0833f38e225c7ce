/**
 * What a training run saves on the way, so that another trainer goes on with the same bits.
 *
 * <p>Data flow: a trainer gives a {@link dev.lanewise.train.Checkpoint}: parameters, what the optimizer keeps, progress and
 * {@link dev.lanewise.train.Settings}. {@link dev.lanewise.train.checkpoint.CheckpointFile} writes and reads it, whole or not at
 * all. {@link dev.lanewise.train.checkpoint.CheckpointDirectory} keeps the newest ones of a run in a folder of its own.
 *
 * <p>Parameters and results are never null.
 */
@NullMarked
package dev.lanewise.train.checkpoint;

import org.jspecify.annotations.NullMarked;
