/**
 * Where samples come from, and the order in which training sees them.
 *
 * <p>Data flow: arrays of your own, or files through a reader such as {@link dev.lanewise.data.IdxFile} or
 * {@link dev.lanewise.data.ImageFolder}, become a {@link dev.lanewise.data.Dataset}: immutable rows with labels or rows of targets.
 * A {@link dev.lanewise.data.ShuffledSource} orders its samples for an epoch and fills a {@link dev.lanewise.data.Batch} with the
 * positions of the next ones. The training step lays these rows out for its kernels; nothing is copied before.
 * {@link dev.lanewise.data.Dataset#fingerprint()} tells a checkpoint later whether it meets the same data.
 *
 * {@snippet lang=java :
 * float[] petals = {1.4f, 0.2f, 4.7f, 1.4f, 6.0f, 2.5f};
 * Dataset dataset = Dataset.labelled(petals, 2, new int[] {0, 1, 2}, 3);
 * Dataset train = dataset.range(0, 2), validation = dataset.range(2, 3);
 * }
 *
 * <p>Parameters and results are never null, except where {@link dev.lanewise.data.Batch}, {@link dev.lanewise.data.ImageSet} and
 * {@link dev.lanewise.data.ImageFolder#set} say so.
 */
@NullMarked
package dev.lanewise.data;

import org.jspecify.annotations.NullMarked;
