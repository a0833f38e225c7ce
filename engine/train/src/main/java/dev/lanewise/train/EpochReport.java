package dev.lanewise.train;

/**
 * What an epoch was like.
 *
 * @param epoch    its number, from 1
 * @param steps    updates in it
 * @param samples  samples learned from in it: all but those of skipped batches
 * @param meanLoss mean loss of these, each before the update it took part in; NaN where every batch was skipped
 * @param seconds  how long it took, without the time between a checkpoint and going on from it
 */
public record EpochReport(int epoch, long steps, long samples, double meanLoss, double seconds) {
}
