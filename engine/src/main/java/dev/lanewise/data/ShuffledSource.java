package dev.lanewise.data;

/**
 * Every sample of a data set once an epoch, in an order that depends on the seed and the epoch alone.
 *
 * <p>The last batch of an epoch is short where the batch size does not divide the data set.
 */
public final class ShuffledSource implements BatchSource {

    private static final long PURPOSE = 0x5f0f_f1e5L;

    private final Dataset dataset;
    private final long seed;
    private final int[] order;
    private int position;

    /**
     * A source that stands at the end of no epoch; {@link #startEpoch} comes first.
     *
     * @param dataset the samples
     * @param seed    of the order
     */
    public ShuffledSource(Dataset dataset, long seed) {
        this.dataset = dataset;
        this.seed = seed;
        order = new int[dataset.size()];
        position = order.length;
    }

    /**
     * Shuffles for an epoch and goes to its beginning.
     *
     * @param epoch number of the epoch
     */
    public void startEpoch(int epoch) {
        startEpoch(epoch, 0);
    }

    /**
     * Shuffles for an epoch and goes to a position in it, as if the samples before had been taken.
     *
     * @param epoch number of the epoch
     * @param taken samples of it that were taken before
     * @throws IllegalArgumentException if there are not as many
     */
    public void startEpoch(int epoch, int taken) {
        if (taken < 0 || taken > order.length) {
            throw new IllegalArgumentException("an epoch of " + order.length + " samples has no position " + taken);
        }
        Permutation.fill(order, seed, PURPOSE, (long) epoch * order.length);
        position = taken;
    }

    @Override
    public boolean fill(Batch batch) {
        dataset.requireOwn(batch);
        batch.clear();
        int end = Math.min(order.length, position + batch.capacity());
        while (position < end) {
            dataset.addTo(batch, order[position++]);
        }
        return batch.size() > 0;
    }
}
