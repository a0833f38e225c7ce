package dev.lanewise.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one step, as positions of their rows in arrays: nothing is copied until the step lays them out.
 *
 * <p>Reused from step to step by its one owner. The inputs of sample i stand in the array {@link #inputs()}{@code [i]}, or as unsigned
 * bytes in {@link #inputBytes()}{@code [i]}, from {@link #inputAt()}{@code [i]} on; {@link #isOfBytes()} says which. Targets are either
 * {@link #labels()}, or rows in {@link #targets()}{@code [i]} from {@link #targetAt()}{@code [i]} on; {@link #isLabelled()} says which.
 */
public final class Batch {

    private final Rows<?> inputRows;
    private final float @Nullable [][] inputs;
    private final byte @Nullable [][] inputBytes;
    private final int[] inputAt;
    private final @Nullable FloatRows targetRows;
    private final float @Nullable [][] targets;
    private final int @Nullable [] targetAt;
    private final int @Nullable [] labels;
    private final float @Nullable [] weights;
    private final int outputs;
    private int size;
    private double weightSum;

    private Batch(int capacity, Rows<?> inputRows, @Nullable FloatRows targetRows, int outputs, boolean hasWeights) {
        this.inputRows = inputRows;
        this.targetRows = targetRows;
        this.outputs = outputs;
        inputs = switch (inputRows) {
            case FloatRows _ -> new float[capacity][];
            case ByteRows _ -> null;
        };
        inputBytes = switch (inputRows) {
            case ByteRows _ -> new byte[capacity][];
            case FloatRows _ -> null;
        };
        inputAt = new int[capacity];
        targets = targetRows == null ? null : new float[capacity][];
        targetAt = targetRows == null ? null : new int[capacity];
        labels = targetRows == null ? new int[capacity] : null;
        weights = hasWeights ? new float[capacity] : null;
    }

    /**
     * An empty batch for samples of a data set.
     *
     * @param dataset  where its samples come from
     * @param capacity most samples it takes; no more than there are in the arrays of the data set
     * @return the batch
     * @throws IllegalArgumentException if capacity is not at least 1
     */
    public static Batch of(Dataset dataset, int capacity) {
        requireRoom(capacity);
        return new Batch(Math.min(capacity, dataset.inputRows().size()), dataset.inputRows(), dataset.targetRows(), dataset.outputs(),
                dataset.hasWeights());
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
        requireRoom(labels.length);
        Batch batch = new Batch(labels.length, inputs(inputs, features, labels.length), null, classes, false);
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException("sample " + i + " of the batch has label " + labels[i]
                        + ", but with " + classes + " outputs labels go from 0 to " + (classes - 1));
            }
            batch.add(i, labels[i], 1f);
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
        requireRoom(size);
        FloatRows targetRows = new FloatRows("targets of a batch", List.of(targets), outputs, size);
        Batch batch = new Batch(size, inputs(inputs, features, size), targetRows, outputs, false);
        for (int i = 0; i < size; i++) {
            batch.add(i, -1, 1f);
        }
        return batch;
    }

    private static FloatRows inputs(float[] inputs, int features, int size) {
        return new FloatRows("inputs of a batch", List.of(inputs), features, size);
    }

    private static void requireRoom(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a batch needs room for at least 1 sample, got " + capacity);
        }
    }

    /** Takes all samples out. */
    public void clear() {
        size = 0;
        weightSum = 0;
    }

    void add(int row, int label, float weight) {
        switch (inputRows) {
            case ByteRows bytes -> bytes.point(row, inputBytes, inputAt, size);
            case FloatRows floats -> floats.point(row, inputs, inputAt, size);
        }
        if (targetRows == null) {
            labels[size] = label;
        } else {
            targetRows.point(row, targets, targetAt, size);
        }
        if (weights != null) {
            weights[size] = weight;
        }
        weightSum += weight;
        size++;
    }

    /**
     * An empty batch for samples of the same form.
     *
     * @param capacity most samples it takes
     * @return the batch
     * @throws IllegalArgumentException if capacity is not at least 1
     */
    public Batch another(int capacity) {
        requireRoom(capacity);
        return new Batch(capacity, inputRows, targetRows, outputs, weights != null);
    }

    /**
     * Whether another batch can {@linkplain #copy copy} samples of this one.
     *
     * @param other the other
     * @return whether both have floats or both bytes, both labels or both targets, both weights or none, of as many numbers
     */
    public boolean hasFormOf(Batch other) {
        return isOfBytes() == other.isOfBytes() && isLabelled() == other.isLabelled() && hasWeights() == other.hasWeights()
                && features() == other.features() && outputs == other.outputs;
    }

    /**
     * Takes some samples of another batch, instead of those it has. No number of a sample is copied, only where it stands.
     *
     * @param other a batch of the {@linkplain #hasFormOf same form}
     * @param first the first of its samples, from 0
     * @param count how many, at most {@link #capacity()}
     * @throws IllegalArgumentException if the other has not the same form or not these samples, or there is no room for them
     */
    public void copy(Batch other, int first, int count) {
        if (!hasFormOf(other)) {
            throw new IllegalArgumentException("expected samples of a batch of the same form, with as many inputs and outputs");
        }
        if (first < 0 || count < 0 || count > other.size - first || count > capacity()) {
            throw new IllegalArgumentException("expected some of the " + other.size + " samples of the other batch, at most " + capacity()
                    + ", got " + count + " from sample " + first + " on");
        }
        if (inputBytes == null) {
            System.arraycopy(other.inputs(), first, inputs, 0, count);
        } else {
            System.arraycopy(other.inputBytes(), first, inputBytes, 0, count);
        }
        System.arraycopy(other.inputAt, first, inputAt, 0, count);
        if (labels == null) {
            System.arraycopy(other.targets(), first, targets, 0, count);
            System.arraycopy(other.targetAt(), first, targetAt, 0, count);
        } else {
            System.arraycopy(other.labels(), first, labels, 0, count);
        }
        if (weights != null) {
            System.arraycopy(other.weights, first, weights, 0, count);
        }
        size = count;
        weightSum = 0;
        for (int i = 0; i < count; i++) {
            weightSum += weight(i);
        }
    }

    boolean isOf(Rows<?> inputRows, @Nullable FloatRows targetRows, int outputs, boolean hasWeights) {
        boolean sameTargets = this.targetRows == null ? targetRows == null : this.targetRows.isSame(targetRows);
        return this.inputRows.isSame(inputRows) && sameTargets && this.outputs == outputs && (weights != null) == hasWeights;
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
        return inputRows.width();
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
     * Whether inputs are unsigned bytes.
     *
     * @return false where they are floats
     */
    public boolean isOfBytes() {
        return inputBytes != null;
    }

    /**
     * Whether samples have a class label.
     *
     * @return false where they have rows of targets
     */
    public boolean isLabelled() {
        return labels != null;
    }

    /**
     * The array in which each sample's inputs stand; not a copy.
     *
     * @return [capacity], the first {@link #size()} in use
     * @throws IllegalStateException if they are bytes
     */
    public float[][] inputs() {
        return required(inputs, "floats", "unsigned bytes");
    }

    /**
     * The array in which each sample's inputs stand as unsigned bytes; not a copy.
     *
     * @return [capacity], the first {@link #size()} in use
     * @throws IllegalStateException if they are floats
     */
    public byte[][] inputBytes() {
        return required(inputBytes, "unsigned bytes", "floats");
    }

    private static <T> T required(@Nullable T array, String wanted, String got) {
        if (array == null) {
            throw new IllegalStateException("expected a batch of " + wanted + ", but it has " + got);
        }
        return array;
    }

    /**
     * Where each sample's inputs begin in their array; not a copy.
     *
     * @return [capacity], the first {@link #size()} in use
     */
    public int[] inputAt() {
        return inputAt;
    }

    /**
     * The class of each sample; not a copy.
     *
     * @return [capacity], the first {@link #size()} in use
     * @throws IllegalStateException if there are rows of targets
     */
    public int[] labels() {
        return required(labels, "labels", "rows of targets");
    }

    /**
     * The array in which each sample's targets stand; not a copy.
     *
     * @return [capacity], the first {@link #size()} in use
     * @throws IllegalStateException if there are labels
     */
    public float[][] targets() {
        return required(targets, "rows of targets", "labels");
    }

    /**
     * Where each sample's targets begin in their array; not a copy.
     *
     * @return [capacity], the first {@link #size()} in use
     * @throws IllegalStateException if there are labels
     */
    public int[] targetAt() {
        return required(targetAt, "rows of targets", "labels");
    }

    /**
     * Whether samples have weights.
     *
     * @return false where each weighs 1
     */
    public boolean hasWeights() {
        return weights != null;
    }

    /**
     * How much a sample counts.
     *
     * @param sample its position in the batch, from 0
     * @return its weight, 1 without weights
     */
    public float weight(int sample) {
        return weights == null ? 1f : weights[sample];
    }

    /**
     * What all samples in the batch weigh together, summed in their order.
     *
     * @return {@link #size()} without weights
     */
    public double weightSum() {
        return weightSum;
    }
}
