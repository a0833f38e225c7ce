package dev.lanewise.data;

import dev.lanewise.text.Phrases;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Collects samples that come one after the other, such as from an iterator, a stream or a file, when nobody knows yet how many there are.
 * Rows are copied. A sample that is refused leaves the builder as it was. For one thread at a time.
 *
 * {@snippet lang=java :
 * DatasetBuilder flowers = new DatasetBuilder();
 * flowers.add(new float[] {5.1f, 3.5f}, "setosa").add(new float[] {6.3f, 3.3f}, "virginica");
 * Dataset dataset = flowers.labelled();
 * String first = flowers.labels().label(dataset.label(0));
 * }
 */
public final class DatasetBuilder {

    private final FloatCollector inputs = new FloatCollector("inputs");
    private final FloatCollector targets = new FloatCollector("targets");
    private final LabelDictionary dictionary = new LabelDictionary();
    private Kind kind;
    private int[] labels = new int[64];
    private int size;

    /** What stands beside the inputs of a sample. */
    private enum Kind {
        LABELS("a class number"), TEXTS("a label that is a text"), TARGETS("a row of targets");

        private final String description;

        Kind(String description) {
            this.description = description;
        }
    }

    /** A builder without samples; the first one says how many features all have. */
    public DatasetBuilder() {
    }

    /**
     * Adds a sample of a class.
     *
     * @param inputs [features], copied
     * @param label  its class, from 0
     * @return this
     * @throws IllegalArgumentException if there are more or fewer inputs than in the samples before it, one is not finite, the label is
     *                                  negative, or the samples before it have texts or targets
     */
    public DatasetBuilder add(float[] inputs, int label) {
        require(inputs, Kind.LABELS);
        if (label < 0 || label == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("sample " + size + " has label " + label + ", but labels go from 0 to "
                    + (Integer.MAX_VALUE - 1));
        }
        return add(inputs, Kind.LABELS, label);
    }

    /**
     * Adds a sample of a class that has a name; classes are numbered in the order in which their names come, see {@link #labels()}.
     *
     * @param inputs [features], copied
     * @param label  what its class is called
     * @return this
     * @throws IllegalArgumentException if there are more or fewer inputs than in the samples before it, one is not finite, or the samples
     *                                  before it have numbers or targets
     */
    public DatasetBuilder add(float[] inputs, String label) {
        Objects.requireNonNull(label, "label");
        require(inputs, Kind.TEXTS);
        return add(inputs, Kind.TEXTS, dictionary.add(label));
    }

    /**
     * Adds a sample with a row of targets.
     *
     * @param inputs  [features], copied
     * @param targets [outputs], copied
     * @return this
     * @throws IllegalArgumentException if there are more or fewer numbers than in the samples before it, one is not finite, or the samples
     *                                  before it have labels
     */
    public DatasetBuilder add(float[] inputs, float[] targets) {
        require(inputs, Kind.TARGETS);
        this.targets.require(targets, size);
        this.targets.add(targets);
        return add(inputs, Kind.TARGETS, 0);
    }

    /**
     * Adds all samples of an iterator, such as {@code stream.iterator()}, each of which has a class.
     *
     * @param samples what is left of it is taken, up to the first sample that is refused
     * @param inputs  of a sample, [features]
     * @param label   the class of a sample, from 0
     * @param <T>     a sample
     * @return this
     * @throws IllegalArgumentException as {@link #add(float[], int)}
     */
    public <T> DatasetBuilder addLabelled(Iterator<? extends T> samples, Function<? super T, float[]> inputs,
            ToIntFunction<? super T> label) {
        samples.forEachRemaining(sample -> add(inputs.apply(sample), label.applyAsInt(sample)));
        return this;
    }

    /**
     * Adds all samples of an iterator, such as {@code stream.iterator()}, each of which has a row of targets.
     *
     * @param samples what is left of it is taken, up to the first sample that is refused
     * @param inputs  of a sample, [features]
     * @param targets of a sample, [outputs]
     * @param <T>     a sample
     * @return this
     * @throws IllegalArgumentException as {@link #add(float[], float[])}
     */
    public <T> DatasetBuilder addWithTargets(Iterator<? extends T> samples, Function<? super T, float[]> inputs,
            Function<? super T, float[]> targets) {
        samples.forEachRemaining(sample -> add(inputs.apply(sample), targets.apply(sample)));
        return this;
    }

    private void require(float[] row, Kind other) {
        if (kind != null && kind != other) {
            throw new IllegalArgumentException("sample " + size + ": expected " + kind.description + " as in the samples before it, got "
                    + other.description);
        }
        Rows.requireCount(size + 1L);
        inputs.require(row, size);
    }

    private DatasetBuilder add(float[] row, Kind own, int label) {
        if (size == labels.length) {
            labels = Arrays.copyOf(labels, (int) Math.min(Integer.MAX_VALUE - 8L, 2L * size));
        }
        inputs.add(row);
        labels[size] = label;
        kind = own;
        size++;
        return this;
    }

    /**
     * Samples added so far.
     *
     * @return from 0
     */
    public int size() {
        return size;
    }

    /**
     * The names of classes, where samples have texts as labels.
     *
     * @return the dictionary of this builder, not a copy
     */
    public LabelDictionary labels() {
        return dictionary;
    }

    /**
     * The samples so far, with as many classes as there are: names, or the largest label and one. More may be added afterwards; they are in
     * no data set that was made before.
     *
     * @return the data set
     * @throws IllegalArgumentException if there are no samples, or they have targets
     */
    public Dataset labelled() {
        return labelled(kind == Kind.TEXTS ? dictionary.size() : 1 + Arrays.stream(labels, 0, size).max().orElse(0));
    }

    /**
     * The samples so far, with a number of classes, of which some may have no samples.
     *
     * @param classes at least as many as labels need
     * @return the data set
     * @throws IllegalArgumentException if there are no samples, they have targets, or a label needs more classes
     */
    public Dataset labelled(int classes) {
        if (kind == Kind.TARGETS) {
            throw new IllegalArgumentException("expected samples with labels, but each has " + kind.description);
        }
        return Dataset.labelled(inputs.arrays(), Math.max(1, inputs.width()), Arrays.copyOf(labels, size), classes);
    }

    /**
     * The samples so far with their rows of targets.
     *
     * @return the data set
     * @throws IllegalArgumentException if there are no samples, or they have labels
     */
    public Dataset withTargets() {
        if (kind != null && kind != Kind.TARGETS) {
            throw new IllegalArgumentException("expected samples with targets, but each has " + kind.description);
        }
        return Dataset.withTargets(inputs.arrays(), Math.max(1, inputs.width()), targets.arrays(), Math.max(1, targets.width()));
    }

    @Override
    public String toString() {
        return "DatasetBuilder with " + Phrases.count(size, "sample");
    }
}
