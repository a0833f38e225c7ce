package dev.lanewise.data;

import dev.lanewise.text.Phrases;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;

/** Chooses samples of a data set at random; of each class its share, where there are classes. */
final class RandomSplit {

    /** What its random numbers are for. */
    private static final long PURPOSE = 0x7370_6c69_7400L;

    private RandomSplit() {
    }

    static Dataset.Split of(Dataset dataset, double share, long seed) {
        int classes = dataset.isLabelled() ? dataset.outputs() : 0;
        return of(dataset, choose(dataset.size(), dataset::label, classes, share, seed));
    }

    /** Chooses samples of each class, or of all where there are no classes. */
    static BitSet choose(int size, IntUnaryOperator label, int classes, double share, long seed) {
        int count = count(size, share);
        int[] order = new int[size];
        Permutation.fill(order, seed, PURPOSE, 0);
        if (classes > 0) {
            order = byClass(label, classes, order);
        }
        BitSet chosen = new BitSet(size);
        for (int i = 0; i < size; i++) {
            chosen.set(order[i], (long) (i + 1) * count / size > (long) i * count / size);
        }
        return chosen;
    }

    /** The samples that are not chosen, and those that are, each in their order. */
    static Dataset.Split of(Dataset dataset, BitSet chosen) {
        BitSet kept = new BitSet(dataset.size());
        kept.set(0, dataset.size());
        kept.andNot(chosen);
        return new Dataset.Split(dataset.at(kept.stream().toArray()), dataset.at(chosen.stream().toArray()));
    }

    /** Samples of a share; each part has at least one. Throws IllegalArgumentException where there is no such split. */
    static int count(int size, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the share of a split expects a number above 0 and below 1, got " + share);
        }
        if (size < 2) {
            throw new IllegalArgumentException("a split needs at least 2 samples, got " + Phrases.count(size, "sample"));
        }
        return Math.clamp(StrictMath.round(share * size), 1, size - 1);
    }

    /** One class behind the other; within a class the order stays. */
    static int[] byClass(IntUnaryOperator label, int classes, int[] order) {
        int[] next = new int[classes + 1];
        for (int sample : order) {
            next[label.applyAsInt(sample) + 1]++;
        }
        Arrays.parallelPrefix(next, Integer::sum);
        int[] sorted = new int[order.length];
        for (int sample : order) {
            sorted[next[label.applyAsInt(sample)]++] = sample;
        }
        return sorted;
    }
}
