package dev.lanewise.train;

/**
 * What an epoch was like.
 *
 * @param epoch    its number, from 1
 * @param steps    updates in it
 * @param samples  samples seen in it
 * @param meanLoss mean loss of its samples, each before the update it took part in
 * @param seconds  how long it took
 */
public record EpochReport(int epoch, long steps, long samples, double meanLoss, double seconds) {
}
