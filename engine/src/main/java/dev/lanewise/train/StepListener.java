package dev.lanewise.train;

/** Hears of every step, on the training thread: what it does delays training. */
@FunctionalInterface
public interface StepListener {

    /**
     * A step has ended.
     *
     * @param step     updates done, from 1
     * @param samples  samples in this one
     * @param meanLoss mean loss of these samples before the update
     */
    void onStep(long step, int samples, double meanLoss);
}
