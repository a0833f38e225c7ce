package dev.lanewise.data;

import java.util.Arrays;

/** Random orders. */
final class Permutation {

    private Permutation() {
    }

    /**
     * Fills an array with the numbers from 0 in a random order, each order as likely as any other.
     *
     * @param order   written
     * @param seed    of the run
     * @param purpose what the order is for
     * @param base    where the positions of this order begin in the sequence of random numbers; it takes as many as there are numbers
     * @see <a href="https://dl.acm.org/doi/10.1145/364520.364540">Durstenfeld, Algorithm 235: random permutation</a>
     */
    static void fill(int[] order, long seed, long purpose, long base) {
        Arrays.setAll(order, i -> i);
        for (int i = order.length - 1; i > 0; i--) {
            int other = CounterRandom.below(seed, purpose, base + i, i + 1), kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }
}
