package dev.lanewise.train;

import dev.lanewise.model.Network;
import java.util.List;

/**
 * What {@link Trainer#fit} came to.
 *
 * @param best       the network after the epoch with the lowest validation loss, or the best value of the metric that was chosen; where
 *                   the optimizer keeps averages, the averaged network
 * @param bestEpoch  that epoch's number, from 1
 * @param validation how well it did on the validation set
 * @param history    every epoch of this call, in order
 */
public record FitReport(Network best, int bestEpoch, Evaluation validation, List<Epoch> history) {

    /** Keeps a history that nobody changes. */
    public FitReport {
        history = List.copyOf(history);
    }

    /**
     * An epoch and what came after it.
     *
     * @param training   the epoch
     * @param validation how well the network did then on the validation set
     */
    public record Epoch(EpochReport training, Evaluation validation) {
    }
}
