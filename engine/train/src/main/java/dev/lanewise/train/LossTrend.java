package dev.lanewise.train;

import dev.lanewise.data.Dataset;
import dev.lanewise.spec.Loss;
import dev.lanewise.step.ColumnScales;

/**
 * Whether the loss of a run explodes. It is held against what the run began with and what a network that knows nothing would have, so that
 * also a loss that has exploded within the first epoch is seen.
 */
final class LossTrend {

    /** A loss of the beginning below this is taken for this: a network that was trained before, or a lucky first batch. */
    private static final double LEAST_LOSS = 0.01;
    /** The mean of an epoch is this many times as large; runs that recover from bad first steps and learn are below it. */
    private static final double EXPLOSION = 10;
    /** Most batches of the second half of an epoch are: not a few that are outliers, as in steps of one sample. */
    private static final double LATE_EXPLOSION = 3;

    /** Fewer batches of a second half say little. */
    private static final int LEAST_LATE = 4;

    private double first = Double.NaN;
    private double guess;
    private int late;
    private int lateAndLarge;

    /** A data set comes: what does a network have that gives the same for all of its samples? */
    void lookAt(Loss loss, Dataset dataset) {
        guess = guess(loss, dataset);
    }

    /** A label is a target of 1 for one output. */
    private static double guess(Loss loss, Dataset dataset) {
        if (!dataset.isLabelled()) {
            return loss.ofZeros(ColumnScales.ofTargets(dataset).rms());
        }
        double[] label = new double[dataset.outputs()];
        label[0] = 1;
        return loss.ofZeros(label);
    }

    /** The loss with which this trainer, or the run that it goes on with, has begun. */
    void begins(double meanLoss) {
        first = Double.isNaN(first) ? meanLoss : first;
    }

    /** A step of an epoch has ended. */
    void learned(double meanLoss, boolean isInSecondHalf) {
        begins(meanLoss);
        if (isInSecondHalf) {
            late++;
            lateAndLarge += meanLoss <= LATE_EXPLOSION * base() ? 0 : 1;
        }
    }

    /** Whether the loss has exploded in the epoch that has ended. */
    boolean explodes(EpochReport report) {
        boolean isLateAndLarge = late >= LEAST_LATE && 2 * lateAndLarge > late;
        late = 0;
        lateAndLarge = 0;
        return report.samples() > 0 && (isLateAndLarge || !(report.meanLoss() <= EXPLOSION * base()));
    }

    private double base() {
        return Math.max(guess, Math.max(first, LEAST_LOSS));
    }

    /** The loss of the beginning. */
    double first() {
        return first;
    }
}
