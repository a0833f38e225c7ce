package dev.lanewise.data;

/**
 * The samples of one step, as positions of their rows in flat arrays: nothing is copied until the step lays them out.
 *
 * <p>Reused from step to step by its one owner. Rows of inputs stand in {@link #inputs()} at {@link #inputAt()}; targets are
 * either {@link #labels()} or rows of {@link #targets()} at {@link #targetAt()}.
 */
public final class Batch {

    private final float[] inputs;
    private final int features;
    private final float[] targets;
    private final int outputs;
    private final int[] inputAt;
    private final int[] targetAt;
    private final int[] labels;
    private int size;

    private Batch(int capacity, float[] inputs, int features, float[] targets, int outputs) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a batch needs room for at least 1 sample, got " + capacity);
        }
        this.inputs = inputs;
        this.features = features;
        this.targets = targets;
        this.outputs = outputs;
        inputAt = new int[capacity];
        targetAt = targets == null ? null : new int[capacity];
        labels = targets == null ? new int[capacity] : null;
    }

    /**
     * An empty batch for samples of a data set.
     *
     * @param dataset  where its samples come from
     * @param capacity most samples it takes
     * @return the batch
     * @throws IllegalArgumentException if capacity is not at least 1
     */
    public static Batch of(Dataset dataset, int capacity) {
        return new Batch(capacity, dataset.inputRows(), dataset.features(), dataset.targetRows(), dataset.outputs());
    }

    /**
     * A batch of all rows of an array, with labels: what stands in the arrays when a step runs is what it learns.
     *
     * @param inputs   [samples x features], row-major
     * @param features floats in a sample
     * @param labels   [samples], copied
     * @param classes  outputs of the network
     * @return the batch
     * @throws IllegalArgumentException if the lengths do not fit or a label is out of range
     */
    public static Batch labelled(float[] inputs, int features, int[] labels, int classes) {
        requireRows("inputs", inputs, features, labels.length);
        Batch batch = new Batch(labels.length, inputs, features, null, classes);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException("sample " + i + " of the batch has label " + labels[i]
                        + ", but with " + classes + " outputs labels go from 0 to " + (classes - 1));
            }
            batch.add(i, labels[i]);
        }
        return batch;
    }

    /**
     * A batch of all rows of an array, with rows of targets.
     *
     * @param inputs   [samples x features], row-major
     * @param features floats in a sample
     * @param targets  [samples x outputs], row-major
     * @param outputs  outputs of the network
     * @return the batch
     * @throws IllegalArgumentException if the lengths do not fit
     */
    public static Batch withTargets(float[] inputs, int features, float[] targets, int outputs) {
        int size = targets.length / Math.max(1, outputs);
        requireRows("inputs", inputs, features, size);
        requireRows("targets", targets, outputs, size);
        Batch batch = new Batch(size, inputs, features, targets, outputs);
        for (int i = 0; i < size; i++) {
            batch.add(i, -1);
        }
        return batch;
    }

    private static void requireRows(String what, float[] rows, int width, int size) {
        if (width < 1) {
            throw new IllegalArgumentException(what + " need at least 1 float a sample, got " + width);
        }
        if (rows.length != (long) size * width) {
            throw new IllegalArgumentException(what + " of a batch of " + size + " samples with " + width + " floats each need "
                    + (long) size * width + " floats, got " + rows.length);
        }
    }

    /** Takes all samples out. */
    public void clear() {
        size = 0;
    }

    void add(int row, int label) {
        inputAt[size] = row * features;
        if (targets == null) {
            labels[size] = label;
        } else {
            targetAt[size] = row * outputs;
        }
        size++;
    }

    /**
     * Samples in the batch.
     *
     * @return 0 to {@link #capacity()}
     */
    public int size() {
        return size;
    }

    /**
     * Most samples it takes.
     *
     * @return at least 1
     */
    public int capacity() {
        return inputAt.length;
    }

    /**
     * Floats in a sample.
     *
     * @return at least 1
     */
    public int features() {
        return features;
    }

    /**
     * Outputs that a network for this batch has.
     *
     * @return at least 1
     */
    public int outputs() {
        return outputs;
    }

    /**
     * The array in which rows of inputs stand; not a copy.
     *
     * @return row-major floats
     */
    public float[] inputs() {
        return inputs;
    }

    /**
     * Where each sample's inputs begin; not a copy.
     *
     * @return [capacity], the first {@link #size()} in use
     */
    public int[] inputAt() {
        return inputAt;
    }

    /**
     * The class of each sample, or null where there are rows of targets; not a copy.
     *
     * @return [capacity], the first {@link #size()} in use
     */
    public int[] labels() {
        return labels;
    }

    /**
     * The array in which rows of targets stand, or null where there are labels; not a copy.
     *
     * @return row-major floats
     */
    public float[] targets() {
        return targets;
    }

    /**
     * Where each sample's targets begin, or null where there are labels; not a copy.
     *
     * @return [capacity], the first {@link #size()} in use
     */
    public int[] targetAt() {
        return targetAt;
    }
}
