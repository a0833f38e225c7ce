package dev.lanewise.train;

/**
 * Hears of every step, epoch and validation, on the training thread: what it does delays training. It may evaluate, copy the network or
 * take a checkpoint of the trainer, but neither train nor resume it.
 */
@FunctionalInterface
public interface StepListener {

    /** Hears everything and does nothing. */
    StepListener NONE = (step, samples, meanLoss) -> { };

    /**
     * A step has ended. The trainer is at rest: a checkpoint may be taken, and where this throws, training stops here and can go on.
     *
     * @param step     updates done, from 1
     * @param samples  samples in this one
     * @param meanLoss mean loss of these samples before the update
     */
    void onStep(long step, int samples, double meanLoss);

    /**
     * An epoch has ended.
     *
     * @param report what it was like
     */
    default void onEpoch(EpochReport report) {
    }

    /**
     * A validation of {@link Trainer#fit} has ended, after an epoch.
     *
     * @param epoch  the epoch and how well the network did then
     * @param isBest whether that is better than all before
     */
    default void onValidation(FitReport.Epoch epoch, boolean isBest) {
    }

    /**
     * Something about the run is hardly meant; told before the first step, or after {@link #onEpoch}. The same message goes to the logger
     * {@code dev.lanewise.train}.
     *
     * @param warning what it is, and what to do; each kind comes once
     */
    default void onWarning(TrainingWarning warning) {
    }

    /**
     * Both this listener and another.
     *
     * @param next hears after this one
     * @return a listener that tells both
     */
    default StepListener andThen(StepListener next) {
        StepListener first = this;
        return new StepListener() {
            @Override
            public void onStep(long step, int samples, double meanLoss) {
                first.onStep(step, samples, meanLoss);
                next.onStep(step, samples, meanLoss);
            }

            @Override
            public void onEpoch(EpochReport report) {
                first.onEpoch(report);
                next.onEpoch(report);
            }

            @Override
            public void onValidation(FitReport.Epoch epoch, boolean isBest) {
                first.onValidation(epoch, isBest);
                next.onValidation(epoch, isBest);
            }

            @Override
            public void onWarning(TrainingWarning warning) {
                first.onWarning(warning);
                next.onWarning(warning);
            }
        };
    }
}
