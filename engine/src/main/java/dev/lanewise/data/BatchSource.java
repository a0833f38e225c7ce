package dev.lanewise.data;

/** Hands out the samples of an epoch, a batch at a time. */
public interface BatchSource {

    /**
     * Replaces what is in the batch by the next samples of the epoch.
     *
     * @param batch the batch to fill
     * @return false, with an empty batch, when the epoch has no more samples
     */
    boolean fill(Batch batch);
}
