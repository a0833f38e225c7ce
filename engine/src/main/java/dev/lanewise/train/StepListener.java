package dev.lanewise.train;

/**
 * Hears of every step and epoch, on the training thread: what it does delays training. It may evaluate, copy the network or take a
 * checkpoint of the trainer, but not train.
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
            public void onWarning(TrainingWarning warning) {
                first.onWarning(warning);
                next.onWarning(warning);
            }
        };
    }
}
