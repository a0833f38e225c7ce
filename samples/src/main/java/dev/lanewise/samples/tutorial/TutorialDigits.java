package dev.lanewise.samples.tutorial;

import dev.lanewise.data.CounterRandom;
import dev.lanewise.data.Dataset;

/**
 * The tutorial's digits: standardised, shuffled and divided into 60 % to learn from and 40 % to test on.
 *
 * @param train to learn from
 * @param test  to test on, two fifths of all, rounded up
 */
record TutorialDigits(Dataset train, Dataset test) {

    private static final long PURPOSE = 0x73706c6974L;

    /**
     * Divides digits at random.
     *
     * @param raw  all digits, labelled
     * @param seed of the division
     * @return the two parts
     * @throws IllegalArgumentException if there are fewer than 2 digits
     */
    static TutorialDigits of(Dataset raw, long seed) {
        if (raw.size() < 2) {
            throw new IllegalArgumentException("to learn from some and test on others takes at least 2 digits, got " + raw.size());
        }
        Dataset all = shuffled(Standardized.of(raw), seed);
        int test = Math.ceilDiv(2 * all.size(), 5);
        return new TutorialDigits(all.range(test, all.size()), all.range(0, test));
    }

    private static Dataset shuffled(Dataset all, long seed) {
        int[] order = order(all.size(), seed);
        float[] inputs = new float[all.size() * all.features()];
        int[] labels = new int[all.size()];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(all.input(order[i]), 0, inputs, i * all.features(), all.features());
            labels[i] = all.label(order[i]);
        }
        return Dataset.labelled(inputs, all.features(), labels, all.outputs());
    }

    /** Each place takes a number from a random place below it, or its own: all orders are equally likely. */
    private static int[] order(int size, long seed) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = CounterRandom.below(seed, PURPOSE, i, i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
