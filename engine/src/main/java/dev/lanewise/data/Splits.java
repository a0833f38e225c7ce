package dev.lanewise.data;

import dev.lanewise.text.Phrases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Ways to part a data set into samples to learn from and samples to try with, besides {@link Dataset#split}. Parts stand on the arrays of
 * the set, in its order; the same seed makes the same choice everywhere. Stateless.
 *
 * {@snippet lang=java :
 * Dataset flowers = Dataset.labelled(new float[30], 1, new int[30], 1);
 * for (Dataset.Split fold : Splits.folds(flowers, 5, 1)) {
 *     int learned = fold.train().size(), tried = fold.validation().size();
 * }
 * }
 */
public final class Splits {

    /** What random numbers are for. */
    private static final long FOLDS = 0x666f_6c64_7300L, GROUPS = 0x6772_6f75_7073L;

    private static final int LEAST_GROUPS = 2;

    private Splits() {
    }

    /**
     * The last samples are for the validation: where samples stand in the order of time, a network is tried with what came later.
     *
     * @param dataset samples in their order
     * @param share   of the samples that goes to the second part, above 0 and below 1; each part has at least one sample
     * @return both parts
     * @throws IllegalArgumentException if the share is out of range, or there is but one sample
     */
    public static Dataset.Split inOrder(Dataset dataset, double share) {
        int size = dataset.size(), count = RandomSplit.count(size, share);
        return new Dataset.Split(dataset.range(0, size - count), dataset.range(size - count, size));
    }

    /**
     * Samples of one group, such as of one person, stay together: groups are chosen at random until there are enough samples.
     *
     * @param dataset the samples
     * @param groups  [samples], any number for each group
     * @param share   of the samples that goes to the second part, above 0 and below 1; that part has this share at least, but not the last
     *                group
     * @param seed    of the choice
     * @return both parts
     * @throws IllegalArgumentException if the share is out of range, there is but one group, or the length does not fit
     */
    public static Dataset.Split byGroup(Dataset dataset, int[] groups, double share, long seed) {
        return RandomSplit.of(dataset, chooseGroups(groups(dataset.size(), groups), dataset.size(), share, seed));
    }

    private static BitSet chooseGroups(List<int[]> parts, int size, double share, long seed) {
        int wanted = RandomSplit.count(size, share), chosen = 0;
        int[] order = new int[parts.size()];
        Permutation.fill(order, seed, GROUPS, 0);
        BitSet validation = new BitSet(size);
        for (int g = 0; g < order.length - 1 && chosen < wanted; g++) {
            int[] group = parts.get(order[g]);
            Arrays.stream(group).forEach(validation::set);
            chosen += group.length;
        }
        return validation;
    }

    /**
     * Which samples {@link Dataset#split} chooses of a set without classes, for who keeps samples elsewhere.
     *
     * @param samples how many there are
     * @param share   of them that is chosen, above 0 and below 1
     * @param seed    of the choice
     * @return the positions of those that are chosen, rising
     * @throws IllegalArgumentException if the share is out of range, or there is but one sample
     */
    public static int[] positions(int samples, double share, long seed) {
        return RandomSplit.choose(samples, _ -> 0, 0, share, seed).stream().toArray();
    }

    /**
     * Which samples {@link Dataset#split} chooses of a set with classes: of each its share.
     *
     * @param labels  [samples] classes, from 0
     * @param classes how many there are
     * @param share   of the samples that is chosen, above 0 and below 1
     * @param seed    of the choice
     * @return the positions of those that are chosen, rising
     * @throws IllegalArgumentException  if the share is out of range, or there is but one sample
     * @throws IndexOutOfBoundsException if a label is out of range
     */
    public static int[] positionsByClass(int[] labels, int classes, double share, long seed) {
        return RandomSplit.choose(labels.length, i -> labels[i], classes, share, seed).stream().toArray();
    }

    /**
     * Which samples {@link #byGroup} chooses.
     *
     * @param groups [samples], any number for each group
     * @param share  of the samples that is chosen at least, above 0 and below 1
     * @param seed   of the choice
     * @return the positions of those that are chosen, rising
     * @throws IllegalArgumentException if the share is out of range, or there is but one group
     */
    public static int[] positionsByGroup(int[] groups, double share, long seed) {
        return chooseGroups(groups(groups.length, groups), groups.length, share, seed).stream().toArray();
    }

    /**
     * Folds for a cross-validation: each sample is in the validation part of exactly one. In a labelled set each class has its share in
     * each fold, give or take one sample; sizes differ by one at most.
     *
     * @param dataset the samples
     * @param count   how many folds, from 2 to the number of samples
     * @param seed    of the choice
     * @return the folds
     * @throws IllegalArgumentException if there are too few or too many
     */
    public static List<Dataset.Split> folds(Dataset dataset, int count, long seed) {
        return folds(dataset, count, seed, 0);
    }

    /**
     * Folds, several times, each time by another choice.
     *
     * @param dataset the samples
     * @param count   how many folds each time, from 2 to the number of samples
     * @param repeats how many times, at least 1
     * @param seed    of the choices; the first is that of {@link #folds(Dataset, int, long)}
     * @return {@code count * repeats} folds, one time after the other
     * @throws IllegalArgumentException if there are too few or too many
     */
    public static List<Dataset.Split> repeatedFolds(Dataset dataset, int count, int repeats, long seed) {
        if (repeats < 1) {
            throw new IllegalArgumentException("folds expect to be repeated at least once, got " + repeats);
        }
        List<Dataset.Split> folds = new ArrayList<>();
        for (int repeat = 0; repeat < repeats; repeat++) {
            folds.addAll(folds(dataset, count, seed, repeat));
        }
        return folds;
    }

    private static List<Dataset.Split> folds(Dataset dataset, int count, long seed, int repeat) {
        int classes = dataset.isLabelled() ? dataset.outputs() : 0;
        return splits(dataset, count, deal(dataset.size(), dataset::label, classes, count, seed, repeat));
    }

    /** The fold of each sample. */
    private static int[] deal(int size, IntUnaryOperator label, int classes, int count, long seed, int repeat) {
        requireFolds(count, size, "sample");
        int[] order = new int[size], folds = new int[size];
        Permutation.fill(order, seed, FOLDS, (long) repeat * size);
        int[] dealt = classes > 0 ? RandomSplit.byClass(label, classes, order) : order;
        for (int i = 0; i < size; i++) {
            folds[dealt[i]] = i % count;
        }
        return folds;
    }

    /**
     * The folds of {@link #folds} of a set without classes, for who keeps samples elsewhere.
     *
     * @param samples how many there are
     * @param count   how many folds, from 2 to the number of samples
     * @param seed    of the choice
     * @return [samples] the fold of each, from 0
     * @throws IllegalArgumentException if there are too few or too many
     */
    public static int[] foldOf(int samples, int count, long seed) {
        return deal(samples, _ -> 0, 0, count, seed, 0);
    }

    /**
     * The folds of {@link #folds} of a set with classes.
     *
     * @param labels  [samples] classes, from 0
     * @param classes how many there are
     * @param count   how many folds, from 2 to the number of samples
     * @param seed    of the choice
     * @return [samples] the fold of each, from 0
     * @throws IllegalArgumentException  if there are too few or too many
     * @throws IndexOutOfBoundsException if a label is out of range
     */
    public static int[] foldOfClass(int[] labels, int classes, int count, long seed) {
        return deal(labels.length, i -> labels[i], classes, count, seed, 0);
    }

    /**
     * The folds of {@link #groupFolds}.
     *
     * @param groups [samples], any number for each group
     * @param count  how many folds, from 2 to the number of groups
     * @param seed   of the order
     * @return [samples] the fold of each, from 0
     * @throws IllegalArgumentException if there are too few or too many
     */
    public static int[] foldOfGroup(int[] groups, int count, long seed) {
        return dealGroups(groups(groups.length, groups), groups.length, count, seed);
    }

    /**
     * Folds in which samples of one group stay together. The largest groups are dealt first, each to the fold with the fewest samples, as
     * scikit-learn's GroupKFold does; groups of one size come in a random order.
     *
     * @param dataset the samples
     * @param groups  [samples], any number for each group
     * @param count   how many folds, from 2 to the number of groups
     * @param seed    of the order
     * @return the folds
     * @throws IllegalArgumentException if there are too few or too many, or the length does not fit
     */
    public static List<Dataset.Split> groupFolds(Dataset dataset, int[] groups, int count, long seed) {
        return splits(dataset, count, dealGroups(groups(dataset.size(), groups), dataset.size(), count, seed));
    }

    private static int[] dealGroups(List<int[]> parts, int size, int count, long seed) {
        requireFolds(count, parts.size(), "group");
        int[] order = new int[parts.size()], folds = new int[size], sizes = new int[count];
        Permutation.fill(order, seed, GROUPS, 0);
        List<int[]> dealt = Arrays.stream(order).mapToObj(parts::get)
                .sorted(Comparator.comparingInt((int[] group) -> group.length).reversed()).toList();
        for (int[] group : dealt) {
            int fold = IntStream.range(0, count).reduce(0, (a, b) -> sizes[b] < sizes[a] ? b : a);
            Arrays.stream(group).forEach(sample -> folds[sample] = fold);
            sizes[fold] += group.length;
        }
        return folds;
    }

    /** The samples of each group, in the order in which groups come first. */
    private static List<int[]> groups(int samples, int[] groups) {
        if (groups.length != samples) {
            throw new IllegalArgumentException("expected a group for each of " + Phrases.count(samples, "sample") + ", got "
                    + groups.length);
        }
        Map<Integer, IntStream.Builder> parts = new LinkedHashMap<>();
        for (int sample = 0; sample < groups.length; sample++) {
            parts.computeIfAbsent(groups[sample], _ -> IntStream.builder()).add(sample);
        }
        if (parts.size() < LEAST_GROUPS) {
            throw new IllegalArgumentException("a split by groups needs at least " + LEAST_GROUPS + " groups, got " + parts.size());
        }
        return parts.values().stream().map(part -> part.build().toArray()).toList();
    }

    private static void requireFolds(int count, int most, String thing) {
        if (count < 2 || count > most) {
            throw new IllegalArgumentException("folds of " + Phrases.count(most, thing) + " expect a number from 2 to " + most + ", got "
                    + count);
        }
    }

    private static List<Dataset.Split> splits(Dataset dataset, int count, int[] folds) {
        List<Dataset.Split> splits = new ArrayList<>();
        for (int fold = 0; fold < count; fold++) {
            BitSet validation = new BitSet(folds.length);
            for (int sample = 0; sample < folds.length; sample++) {
                validation.set(sample, folds[sample] == fold);
            }
            splits.add(RandomSplit.of(dataset, validation));
        }
        return splits;
    }
}
