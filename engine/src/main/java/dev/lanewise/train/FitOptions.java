package dev.lanewise.train;

import dev.lanewise.text.Phrases;
import java.util.Objects;

/**
 * How long {@link Trainer#fit} trains, and who hears of it.
 *
 * @param epochs   epochs at most, at least 1
 * @param patience epochs without a better validation loss after which training stops, at least 1
 * @param minGain  how much lower a validation loss must be than the best before it to be better, at least 0
 * @param listener hears of steps, epochs and warnings
 */
public record FitOptions(int epochs, int patience, double minGain, StepListener listener) {

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
        Objects.requireNonNull(listener, "listener");
    }

    /**
     * A number of epochs, none of them left out.
     *
     * @param epochs at least 1
     * @return the options
     * @throws IllegalArgumentException if there are none
     */
    public static FitOptions epochs(int epochs) {
        return new FitOptions(epochs, Integer.MAX_VALUE, 0, StepListener.NONE);
    }

    /**
     * The same, but training stops after a number of epochs without a better validation loss.
     *
     * @param patience at least 1
     * @return the options
     * @throws IllegalArgumentException if it is less
     */
    public FitOptions withPatience(int patience) {
        return new FitOptions(epochs, patience, minGain, listener);
    }

    /**
     * The same, but a better validation loss is lower by more than this.
     *
     * @param minGain at least 0
     * @return the options
     * @throws IllegalArgumentException if it is less or not finite
     */
    public FitOptions withMinGain(double minGain) {
        return new FitOptions(epochs, patience, minGain, listener);
    }

    /**
     * The same, but somebody hears of steps, epochs and warnings.
     *
     * @param listener who
     * @return the options
     */
    public FitOptions withListener(StepListener listener) {
        return new FitOptions(epochs, patience, minGain, listener);
    }
}
