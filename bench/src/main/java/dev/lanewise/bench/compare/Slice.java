package dev.lanewise.bench.compare;

import java.util.Arrays;

/**
 * The turns that one pair of fresh objects has taken.
 *
 * @param baseline nanoseconds of a call, turn by turn
 * @param current  the same of the working tree, as many turns
 */
record Slice(double[] baseline, double[] current) {

    /** A turn that takes so many times as long as the fastest one was interrupted, or had a neighbour. */
    private static final double DISTURBED = 1.25;

    /** How many turns of both builds something else disturbed. */
    int disturbed() {
        return disturbed(baseline) + disturbed(current);
    }

    private static int disturbed(double[] nanos) {
        double most = DISTURBED * Arrays.stream(nanos).min().orElse(0);
        return (int) Arrays.stream(nanos).filter(turn -> turn > most).count();
    }
}
