package dev.lanewise.data;

import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.List;

/**
 * A weight for each class, which the weights of its samples are multiplied by: {@link Dataset#withClassWeights}. Immutable.
 *
 * @param weights of the classes 0, 1 and so on, finite and at least 0
 */
public record ClassWeights(List<Float> weights) {

    /** Checks the weights; throws IllegalArgumentException if there are none, or one is negative or not finite. */
    public ClassWeights {
        weights = List.copyOf(weights);
        if (weights.isEmpty()) {
            throw new IllegalArgumentException("expected a weight for each class, got none");
        }
        for (int label = 0; label < weights.size(); label++) {
            if (!(weights.get(label) >= 0 && weights.get(label) < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("class " + label + " has the weight " + weights.get(label)
                        + ", but weights are finite numbers of at least 0");
            }
        }
    }

    /**
     * Weights that are given.
     *
     * @param weights of the classes 0, 1 and so on
     * @return the weights
     * @throws IllegalArgumentException if there are none, or one is negative or not finite
     */
    public static ClassWeights of(float... weights) {
        List<Float> list = new ArrayList<>();
        for (float weight : weights) {
            list.add(weight);
        }
        return new ClassWeights(list);
    }

    /**
     * Weights with which all classes count the same in sum: {@code samples / (classes * samples of the class)}, in double, then rounded.
     * Only classes with samples count, as in scikit-learn; one without has the weight 1. Weights of the samples make no difference.
     *
     * @param dataset samples with labels
     * @return a weight for each class
     * @throws IllegalArgumentException if samples have no labels
     * @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.utils.class_weight.compute_class_weight.html">scikit-learn,
     *      compute_class_weight</a>
     */
    public static ClassWeights balanced(Dataset dataset) {
        requireLabels(dataset);
        long[] counts = new long[dataset.outputs()];
        for (int sample = 0; sample < dataset.size(); sample++) {
            counts[dataset.label(sample)]++;
        }
        int classes = 0;
        for (long count : counts) {
            classes += count > 0 ? 1 : 0;
        }
        float[] weights = new float[counts.length];
        for (int label = 0; label < weights.length; label++) {
            weights[label] = counts[label] == 0 ? 1f : (float) (dataset.size() / ((double) classes * counts[label]));
        }
        return of(weights);
    }

    private static void requireLabels(Dataset dataset) {
        if (!dataset.isLabelled()) {
            throw new IllegalArgumentException("weights of classes expect samples with labels, but these have rows of targets");
        }
    }

    /**
     * The weight of a class.
     *
     * @param label the class, from 0
     * @return its weight
     * @throws IndexOutOfBoundsException if there is no such class
     */
    public float weight(int label) {
        return weights.get(label);
    }

    void requireFits(Dataset dataset) {
        requireLabels(dataset);
        if (weights.size() != dataset.outputs()) {
            throw new IllegalArgumentException("expected a weight for each of " + Phrases.count(dataset.outputs(), "class", "classes")
                    + ", got " + weights.size());
        }
    }
}
