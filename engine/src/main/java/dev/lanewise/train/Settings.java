package dev.lanewise.train;

import dev.lanewise.model.Loss;
import dev.lanewise.model.NetworkSpec;

/**
 * What the bits of a run depend on, besides the samples. The number of threads and the width of vectors are not among it: bits
 * do not depend on them.
 *
 * @param spec      what the network looks like
 * @param loss      what is made small
 * @param optimizer an {@link Optimizer}, as text
 * @param schedule  a {@link Schedule}, as text
 * @param batch     samples in a step
 * @param seed      of the start parameters and of the order of samples
 */
public record Settings(NetworkSpec spec, Loss loss, String optimizer, String schedule, int batch, long seed) {

    /** Refuses to go on from a checkpoint of a run with other settings. */
    void requireSame(Settings ofCheckpoint, boolean acceptsOtherSchedule) {
        require("network", ofCheckpoint.specLine(), specLine(), "");
        require("loss", ofCheckpoint.loss.text(), loss.text(), "");
        require("optimizer", ofCheckpoint.optimizer, optimizer, "");
        if (!acceptsOtherSchedule) {
            require("schedule", ofCheckpoint.schedule, schedule, ", unless resume is told to accept Accept.OTHER_SCHEDULE");
        }
        require("batch", ofCheckpoint.batch, batch, "");
        require("seed", ofCheckpoint.seed, seed, "");
    }

    private String specLine() {
        return spec.text().strip().replace("\n", ", ");
    }

    private static void require(String what, Object ofCheckpoint, Object ofTrainer, String advice) {
        if (!ofCheckpoint.equals(ofTrainer)) {
            throw new IllegalArgumentException("the checkpoint was made with " + what + " " + ofCheckpoint + ", but this trainer has "
                    + ofTrainer + "; training goes on with the same settings only" + advice);
        }
    }
}
