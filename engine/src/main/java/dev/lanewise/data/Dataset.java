package dev.lanewise.data;

import dev.lanewise.text.Phrases;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Samples in memory: row-major inputs with either one class label or a row of target floats for each.
 *
 * <p>Inputs are floats or unsigned bytes; bytes stay bytes until a step lays out its batch. Rows may stand in several arrays, so a data
 * set may hold more numbers than one array. The arrays are taken over, not copied, and must not be changed afterwards. A data set may be
 * shared by any number of threads.
 */
public final class Dataset {

    private final Rows<?> inputs;
    private final int @Nullable [] labels;
    private final @Nullable FloatRows targets;
    private final int outputs;
    /** Rows of the samples in their order; without it, sample i is row i. */
    private final int @Nullable [] order;
    /** Of the samples in their order, as {@link #order}; without it, each sample weighs 1. */
    private final float @Nullable [] weights;
    private final int from;
    private final int size;

    /** Made when it is first asked for; racing threads make equal ones. */
    private @Nullable DataFingerprint fingerprint;

    private Dataset(Rows<?> inputs, int @Nullable [] labels, @Nullable FloatRows targets, int outputs, int @Nullable [] order,
            float @Nullable [] weights, int from, int size) {
        this.inputs = inputs;
        this.labels = labels;
        this.targets = targets;
        this.outputs = outputs;
        this.order = order;
        this.weights = weights;
        this.from = from;
        this.size = size;
    }

    /**
     * Samples of which each belongs to one class.
     *
     * @param inputs   [samples x features], row-major
     * @param features floats in a sample
     * @param labels   [samples], the classes, from 0
     * @param classes  how many classes there are
     * @return the data set
     * @throws IllegalArgumentException if it is empty, the lengths do not fit, an input is not finite or a label is out of range
     */
    public static Dataset labelled(float[] inputs, int features, int[] labels, int classes) {
        return labelled(List.of(inputs), features, labels, classes);
    }

    /**
     * Samples of which each belongs to one class, more of them than one array has room for.
     *
     * @param inputs   arrays of whole rows of features, one behind the other; together [samples x features]
     * @param features floats in a sample
     * @param labels   [samples], the classes, from 0
     * @param classes  how many classes there are
     * @return the data set
     * @throws IllegalArgumentException if it is empty, the lengths do not fit, an input is not finite or a label is out of range
     */
    public static Dataset labelled(List<float[]> inputs, int features, int[] labels, int classes) {
        return labelled(FloatRows.finite("inputs", inputs, features, labels.length), labels, classes);
    }

    /**
     * Samples in rows, of which each belongs to one class.
     *
     * @param rows    [samples][features], not copied; do not change them afterwards
     * @param labels  [samples], the classes, from 0
     * @param classes how many classes there are
     * @return the data set
     * @throws IllegalArgumentException if it is empty, rows are not of one length, there are more or fewer labels than rows, an input is
     *                                  not finite or a label is out of range
     */
    public static Dataset labelled(float[][] rows, int[] labels, int classes) {
        if (rows.length != labels.length) {
            throw new IllegalArgumentException("expected a label for each of " + Phrases.count(rows.length, "row") + ", got "
                    + Phrases.count(labels.length, "label"));
        }
        int features = requireOneWidth("inputs", rows);
        return labelled(List.of(rows), features, labels, classes);
    }

    /**
     * Samples in a memory segment, such as a mapped file, of which each belongs to one class.
     *
     * @param inputs   [samples x features] floats, row-major, in the byte order of this machine; copied
     * @param features floats in a sample
     * @param labels   [samples], the classes, from 0
     * @param classes  how many classes there are
     * @return the data set
     * @throws IllegalArgumentException if it is empty, the lengths do not fit, an input is not finite or a label is out of range
     */
    public static Dataset labelled(MemorySegment inputs, int features, int[] labels, int classes) {
        return labelled(SegmentRows.floats("inputs", inputs, features), features, labels, classes);
    }

    private static int requireOneWidth(String what, float[][] rows) {
        if (rows.length == 0) {
            throw new IllegalArgumentException("a data set needs at least 1 sample, got none");
        }
        for (int row = 0; row < rows.length; row++) {
            if (rows[row] == null) {
                throw new NullPointerException(what + ": row " + row + " is null");
            }
            if (rows[row].length != rows[0].length) {
                throw new IllegalArgumentException(what + " need rows of one length: row 0 has " + Phrases.count(rows[0].length, "float")
                        + ", row " + row + " has " + rows[row].length);
            }
        }
        return rows[0].length;
    }

    /**
     * Samples of unsigned bytes, such as the pixels of images, of which each belongs to one class. The float of a byte b is
     * {@code (b & 255) / 255f}.
     *
     * @param inputs   [samples x features], row-major
     * @param features bytes in a sample
     * @param labels   [samples], the classes, from 0
     * @param classes  how many classes there are
     * @return the data set
     * @throws IllegalArgumentException if it is empty, the lengths do not fit or a label is out of range
     */
    public static Dataset labelledBytes(byte[] inputs, int features, int[] labels, int classes) {
        return labelledBytes(List.of(inputs), features, labels, classes);
    }

    /**
     * Samples of unsigned bytes of which each belongs to one class, more of them than one array has room for. The float of a byte b is
     * {@code (b & 255) / 255f}.
     *
     * @param inputs   arrays of whole rows of features, one behind the other; together [samples x features]
     * @param features bytes in a sample
     * @param labels   [samples], the classes, from 0
     * @param classes  how many classes there are
     * @return the data set
     * @throws IllegalArgumentException if it is empty, the lengths do not fit or a label is out of range
     */
    public static Dataset labelledBytes(List<byte[]> inputs, int features, int[] labels, int classes) {
        return labelled(new ByteRows("inputs", inputs, features, labels.length), labels, classes);
    }

    /**
     * Samples of unsigned bytes in a memory segment, such as a mapped file, of which each belongs to one class. The float of a byte b is
     * {@code (b & 255) / 255f}.
     *
     * @param inputs   [samples x features] bytes, row-major; copied
     * @param features bytes in a sample
     * @param labels   [samples], the classes, from 0
     * @param classes  how many classes there are
     * @return the data set
     * @throws IllegalArgumentException if it is empty, the lengths do not fit or a label is out of range
     */
    public static Dataset labelledBytes(MemorySegment inputs, int features, int[] labels, int classes) {
        return labelledBytes(SegmentRows.bytes("inputs", inputs, features), features, labels, classes);
    }

    private static Dataset labelled(Rows<?> inputs, int[] labels, int classes) {
        if (classes < 1) {
            throw new IllegalArgumentException("a labelled data set needs at least 1 class, got " + classes);
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes) {
                throw new IllegalArgumentException("sample " + i + " has label " + labels[i]
                        + ", but with " + classes + " classes labels go from 0 to " + (classes - 1));
            }
        }
        return new Dataset(inputs, labels, null, classes, null, null, 0, labels.length);
    }

    /**
     * Samples of which each has a row of targets.
     *
     * @param inputs   [samples x features], row-major
     * @param features floats in a sample
     * @param targets  [samples x outputs], row-major
     * @param outputs  floats in a row of targets
     * @return the data set
     * @throws IllegalArgumentException if it is empty, the lengths do not fit, or a number is not finite
     */
    public static Dataset withTargets(float[] inputs, int features, float[] targets, int outputs) {
        return withTargets(List.of(inputs), features, List.of(targets), outputs);
    }

    /**
     * Samples in rows, of which each has a row of targets.
     *
     * @param rows    [samples][features], not copied; do not change them afterwards
     * @param targets [samples][outputs], not copied either
     * @return the data set
     * @throws IllegalArgumentException if it is empty, rows are not of one length, there are more or fewer rows of targets than of inputs,
     *                                  or a number is not finite
     */
    public static Dataset withTargets(float[][] rows, float[][] targets) {
        if (rows.length != targets.length) {
            throw new IllegalArgumentException("expected a row of targets for each of " + Phrases.count(rows.length, "row") + ", got "
                    + targets.length);
        }
        int features = requireOneWidth("inputs", rows), outputs = requireOneWidth("targets", targets);
        return withTargets(List.of(rows), features, List.of(targets), outputs);
    }

    /**
     * Samples in memory segments, such as mapped files, of which each has a row of targets.
     *
     * @param inputs   [samples x features] floats, row-major, in the byte order of this machine; copied
     * @param features floats in a sample
     * @param targets  [samples x outputs] floats, likewise
     * @param outputs  floats in a row of targets
     * @return the data set
     * @throws IllegalArgumentException if it is empty, the lengths do not fit, or a number is not finite
     */
    public static Dataset withTargets(MemorySegment inputs, int features, MemorySegment targets, int outputs) {
        return withTargets(SegmentRows.floats("inputs", inputs, features), features, SegmentRows.floats("targets", targets, outputs),
                outputs);
    }

    /**
     * Samples of which each has a row of targets, more of them than one array has room for.
     *
     * @param inputs   arrays of whole rows of features, one behind the other; together [samples x features]
     * @param features floats in a sample
     * @param targets  arrays of whole rows of targets, one behind the other; together [samples x outputs]
     * @param outputs  floats in a row of targets
     * @return the data set
     * @throws IllegalArgumentException if it is empty, the lengths do not fit, or a number is not finite
     */
    public static Dataset withTargets(List<float[]> inputs, int features, List<float[]> targets, int outputs) {
        long floats = targets.stream().mapToLong(array -> array.length).sum();
        if (outputs < 1 || floats % outputs != 0) {
            throw new IllegalArgumentException("targets need rows of " + outputs + " floats, but there are " + floats + " floats");
        }
        int size = Rows.requireCount(floats / outputs);
        FloatRows inputRows = FloatRows.finite("inputs", inputs, features, size);
        FloatRows targetRows = FloatRows.finite("targets", targets, outputs, size);
        return new Dataset(inputRows, null, targetRows, outputs, null, null, 0, size);
    }

    /**
     * Samples in this data set.
     *
     * @return at least 1
     */
    public int size() {
        return size;
    }

    /**
     * Floats in a sample.
     *
     * @return at least 1
     */
    public int features() {
        return inputs.width();
    }

    /**
     * Classes of a labelled set, else floats in a row of targets: the outputs that a network for it has.
     *
     * @return at least 1
     */
    public int outputs() {
        return outputs;
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
     * The class of a sample.
     *
     * @param sample its position, from 0
     * @return the label
     * @throws IllegalStateException     if this set has rows of targets
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public int label(int sample) {
        if (labels == null) {
            throw new IllegalStateException("this data set has rows of targets, not labels");
        }
        return labels[row(requireIndex(sample))];
    }

    /**
     * A copy of the inputs of one sample.
     *
     * @param sample its position, from 0
     * @return [features]
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public float[] input(int sample) {
        return inputs.floats(row(requireIndex(sample)));
    }

    /**
     * The targets of one sample: its row, or 1 for its class and 0 for the others.
     *
     * @param sample its position, from 0
     * @return [outputs], a copy
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public float[] target(int sample) {
        int row = row(requireIndex(sample));
        if (labels == null) {
            return targets.floats(row);
        }
        float[] oneHot = new float[outputs];
        oneHot[labels[row]] = 1f;
        return oneHot;
    }

    /**
     * The same samples, on the same arrays, each with a weight: how much it counts in the mean of a step and of an evaluation. A step
     * multiplies the gradient of a sample by its weight over the sum of the weights in the batch; where all of these are 0, so are the
     * gradients and the mean loss. Weights that are all equal have the bits of none where they are 1. They stay with their samples in parts
     * and splits, and are part of the {@link #fingerprint}; accuracy does not know them.
     *
     * @param weights [samples] in the order of this set, at least 0, not all of them 0; copied, and instead of those that it has
     * @return the data set with weights
     * @throws IllegalArgumentException if there is not one for each sample, one is negative or not finite, or all are 0
     */
    public Dataset withWeights(float[] weights) {
        SampleWeights.require(weights, size);
        float[] own = new float[from + size];
        System.arraycopy(weights, 0, own, from, size);
        return new Dataset(inputs, labels, targets, outputs, order, own, from, size);
    }

    /**
     * The same samples, on the same arrays, the weight of each multiplied by that of its class.
     *
     * @param weights of the classes, such as {@link ClassWeights#balanced(Dataset)} of this set
     * @return the data set with weights
     * @throws IllegalArgumentException if samples have no labels, there is not a weight for each class, or all samples would weigh 0
     */
    public Dataset withClassWeights(ClassWeights weights) {
        weights.requireFits(this);
        float[] products = new float[size];
        for (int sample = 0; sample < size; sample++) {
            products[sample] = weight(sample) * weights.weight(label(sample));
        }
        return withWeights(products);
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
     * @param sample its position, from 0
     * @return its weight, 1 without weights
     * @throws IndexOutOfBoundsException if there is no such sample
     */
    public float weight(int sample) {
        int position = from + requireIndex(sample);
        return weights == null ? 1f : weights[position];
    }

    /**
     * A part of this data set, on the same arrays.
     *
     * @param first first sample
     * @param end   one beyond the last sample
     * @return samples first to end - 1
     * @throws IllegalArgumentException if the range is empty or outside of this set
     */
    public Dataset range(int first, int end) {
        if (first < 0 || end > size || first >= end) {
            throw new IllegalArgumentException("samples " + first + " to " + end + " are no part of a data set of " + size + " samples");
        }
        return new Dataset(inputs, labels, targets, outputs, order, weights, from + first, end - first);
    }

    /**
     * Splits off samples, chosen at random, for a validation or a test. In a labelled set each class has its share of them, give or take
     * one sample. Both parts stand on the arrays of this set, in its order; the same seed makes the same choice everywhere.
     *
     * @param share of the samples that goes to the second part, above 0 and below 1; each part has at least one sample
     * @param seed  of the choice
     * @return both parts
     * @throws IllegalArgumentException if the share is out of range, or there is but one sample
     */
    public Split split(double share, long seed) {
        return RandomSplit.of(this, share, seed);
    }

    /**
     * Two parts of a data set.
     *
     * @param train      what a network learns from
     * @param validation what it does not learn from
     */
    public record Split(Dataset train, Dataset validation) {
    }

    /** The same samples in the same order, with other inputs, and other targets where they have rows of these; all of them copied. */
    Dataset changed(UnaryOperator<float[]> ofInputs, UnaryOperator<float[]> ofTargets) {
        float[][] rows = IntStream.range(0, size).mapToObj(i -> ofInputs.apply(input(i))).toArray(float[][]::new);
        Dataset others = isLabelled() ? labelled(rows, IntStream.range(0, size).map(this::label).toArray(), outputs)
                : withTargets(rows, IntStream.range(0, size).mapToObj(i -> ofTargets.apply(target(i))).toArray(float[][]::new));
        return weights == null ? others : others.withWeights(Arrays.copyOfRange(weights, from, from + size));
    }

    /** The samples at some positions. */
    Dataset at(int[] positions) {
        int[] rows = Arrays.stream(positions).map(this::row).toArray();
        float[] chosen = weights == null ? null : new float[rows.length];
        for (int i = 0; chosen != null && i < rows.length; i++) {
            chosen[i] = weight(positions[i]);
        }
        return new Dataset(inputs, labels, targets, outputs, rows, chosen, 0, rows.length);
    }

    /**
     * What tells this data set from others; a part of a set has a fingerprint of its own. The first call reads all samples, once.
     *
     * @return sizes, and checksums of inputs, and of labels or targets and weights
     */
    public DataFingerprint fingerprint() {
        if (fingerprint == null) {
            Checksum sum = labels == null ? checksum(targets) : checksumOfLabels();
            if (weights != null) {
                sum.add(weights, from, from + size);
            }
            fingerprint = new DataFingerprint(size, features(), outputs, checksum(inputs).value(), sum.value());
        }
        return fingerprint;
    }

    private Checksum checksum(Rows<?> rows) {
        Checksum sum = new Checksum();
        if (order == null) {
            rows.addTo(sum, from, from + size);
        }
        for (int sample = 0; order != null && sample < size; sample++) {
            rows.addTo(sum, row(sample), row(sample) + 1);
        }
        return sum;
    }

    private Checksum checksumOfLabels() {
        int[] inOrder = new int[size];
        Arrays.setAll(inOrder, this::label);
        return new Checksum().add(inOrder, 0, size);
    }

    /**
     * Replaces what is in a batch by consecutive samples of this set.
     *
     * @param batch a batch made by {@link Batch#of} for this set
     * @param first first sample
     * @param end   one beyond the last sample, at most {@link Batch#capacity} further
     * @throws IllegalArgumentException  if the batch was made for another set or has too little room; it is unchanged then
     * @throws IndexOutOfBoundsException if the samples are no part of this set; the batch is unchanged then
     */
    public void fill(Batch batch, int first, int end) {
        Objects.checkFromToIndex(first, end, size);
        requireOwn(batch);
        if (end - first > batch.capacity()) {
            throw new IllegalArgumentException("a batch with room for " + Phrases.count(batch.capacity(), "sample") + " cannot take "
                    + (end - first));
        }
        batch.clear();
        for (int sample = first; sample < end; sample++) {
            addTo(batch, sample);
        }
    }

    void requireOwn(Batch batch) {
        if (!batch.isOf(inputs, targets, outputs, weights != null)) {
            throw new IllegalArgumentException("the batch was made for another data set");
        }
    }

    /** Points a batch's next sample at one of this set. */
    void addTo(Batch batch, int sample) {
        int row = row(sample);
        batch.add(row, labels == null ? -1 : labels[row], weights == null ? 1f : weights[from + sample]);
    }

    Rows<?> inputRows() {
        return inputs;
    }

    @Nullable FloatRows targetRows() {
        return targets;
    }

    private int row(int sample) {
        return order == null ? from + sample : order[from + sample];
    }

    private int requireIndex(int sample) {
        return Objects.checkIndex(sample, size);
    }

    /**
     * The size of this set.
     *
     * @return for example {@code 150 samples, 4 features, 3 classes}
     */
    @Override
    public String toString() {
        return Phrases.count(size, "sample") + ", " + Phrases.count(features(), "feature") + ", "
                + (isLabelled() ? Phrases.count(outputs, "class", "classes") : Phrases.count(outputs, "target"));
    }
}
