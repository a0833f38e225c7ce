package dev.lanewise.train;

/** What may be different, on purpose, where a trainer goes on from a checkpoint. */
public enum Accept {
    /** The data: another data set from the next epoch on; inside an epoch it must have as many samples. */
    OTHER_DATA,
    /** The schedule, such as one for a longer training: the rate is that of the new schedule at the step that is reached. */
    OTHER_SCHEDULE
}
