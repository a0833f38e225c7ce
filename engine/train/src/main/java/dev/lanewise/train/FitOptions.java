package dev.lanewise.train;

import dev.lanewise.metric.Metric;
import dev.lanewise.text.Phrases;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How long {@link Trainer#fit} trains, which network it keeps, and who hears of it. Immutable.
 *
 * @param epochs    epochs at most, at least 1
 * @param patience  epochs without a better validation loss after which training stops, at least 1
 * @param minGain   how much lower a validation loss must be than the best before it to be better, at least 0
 * @param takesTies whether a validation loss that is exactly as good as it must be is better, too: of equal ones the later epoch is kept
 * @param maxTime   after which no other epoch begins, above zero
 * @param metric    what takes the place of the validation loss in all of this; nothing where it is the loss
 * @param listener  hears of steps, epochs, validations and warnings
 * @param isWithoutShortBatch whether samples that are left at the end of an epoch, fewer than a batch, are passed over
 * @param isStopped once it says so, no other epoch begins but the first; asked on the training thread
 */
public record FitOptions(int epochs, int patience, double minGain, boolean takesTies, Duration maxTime, Optional<Metric> metric,
        StepListener listener, boolean isWithoutShortBatch, BooleanSupplier isStopped) {

    private static final Duration UNLIMITED = Duration.ofSeconds(Long.MAX_VALUE);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public FitOptions {
        if (epochs < 1) {
            throw new IllegalArgumentException("fit expects at least 1 epoch, got " + Phrases.count(epochs, "epoch"));
        }
        if (patience < 1) {
            throw new IllegalArgumentException("the patience expects at least 1 epoch, got " + patience);
        }
        if (!(minGain >= 0 && minGain < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the minimum gain expects a number of at least 0, got " + minGain);
        }
        if (!maxTime.isPositive()) {
            throw new IllegalArgumentException("the maximum time expects more than zero, got " + maxTime);
        }
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(listener, "listener");
        Objects.requireNonNull(isStopped, "isStopped");
    }

    /**
     * A number of epochs, none of them left out.
     *
     * @param epochs at least 1
     * @return the options
     * @throws IllegalArgumentException if there are none
     */
    public static FitOptions epochs(int epochs) {
        return new FitOptions(epochs, Integer.MAX_VALUE, 0, false, UNLIMITED, Optional.empty(), StepListener.NONE, false, () -> false);
    }

    /**
     * The same, but training stops after a number of epochs without a better validation loss.
     *
     * @param patience at least 1
     * @return the options
     * @throws IllegalArgumentException if it is less
     */
    public FitOptions withPatience(int patience) {
        return new FitOptions(epochs, patience, minGain, takesTies, maxTime, metric, listener, isWithoutShortBatch, isStopped);
    }

    /**
     * The same, but a better validation loss is lower by more than this.
     *
     * @param minGain at least 0
     * @return the options
     * @throws IllegalArgumentException if it is less or not finite
     */
    public FitOptions withMinGain(double minGain) {
        return new FitOptions(epochs, patience, minGain, takesTies, maxTime, metric, listener, isWithoutShortBatch, isStopped);
    }

    /**
     * The same, but of epochs with equal validation losses the last is the best, not the first.
     *
     * @return the options
     */
    public FitOptions withTiesToTheLater() {
        return new FitOptions(epochs, patience, minGain, true, maxTime, metric, listener, isWithoutShortBatch, isStopped);
    }

    /**
     * The same, but no epoch begins after some time; the one under way is ended. How many epochs fit depends on the machine, the bits of
     * each do not.
     *
     * @param maxTime above zero
     * @return the options
     * @throws IllegalArgumentException if it is not
     */
    public FitOptions withMaxTime(Duration maxTime) {
        return new FitOptions(epochs, patience, minGain, takesTies, maxTime, metric, listener, isWithoutShortBatch, isStopped);
    }

    /**
     * The same, but the best epoch is that with the best value of a metric, not that with the lowest loss; patience, minimum gain and ties
     * are about it, too.
     *
     * @param metric measured on the validation set; where it is NaN, it is no better than any number
     * @return the options
     */
    public FitOptions withMetric(Metric metric) {
        return new FitOptions(epochs, patience, minGain, takesTies, maxTime, Optional.of(metric), listener, isWithoutShortBatch, isStopped);
    }

    /**
     * The same, but somebody hears of steps, epochs, validations and warnings.
     *
     * @param listener who
     * @return the options
     */
    public FitOptions withListener(StepListener listener) {
        return new FitOptions(epochs, patience, minGain, takesTies, maxTime, metric, listener, isWithoutShortBatch, isStopped);
    }

    /**
     * The same, but samples that are left at the end of an epoch, fewer than a batch, are passed over: in each epoch others. All samples of
     * a set that is smaller than a batch are one.
     *
     * @return the options
     */
    public FitOptions withoutShortBatch() {
        return new FitOptions(epochs, patience, minGain, takesTies, maxTime, metric, listener, true, isStopped);
    }

    /**
     * The same, but training ends early once somebody says so: the epoch under way is ended, and the best network so far is kept.
     *
     * @param isStopped asked before each epoch but the first, on the training thread
     * @return the options
     */
    public FitOptions withStop(BooleanSupplier isStopped) {
        return new FitOptions(epochs, patience, minGain, takesTies, maxTime, metric, listener, isWithoutShortBatch, isStopped);
    }
}
