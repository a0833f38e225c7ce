package dev.lanewise.train;

import dev.lanewise.spec.Schedule;

/**
 * What a {@link Schedule.ReduceOnPlateau} has made of the validation losses so far. Immutable, and part of a run's {@link Progress}.
 *
 * @param factor   of the learning rate now, from 0 to 1
 * @param best     the best loss, positive infinity before the first
 * @param waited   epochs in a row without a better one, at least 0
 * @param cooldown epochs that are still not counted, at least 0
 */
public record Plateau(double factor, double best, int waited, int cooldown) {

    /** Before the first validation. */
    public static final Plateau START = new Plateau(1, Double.POSITIVE_INFINITY, 0, 0);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public Plateau {
        if (!(factor >= 0 && factor <= 1 && waited >= 0 && cooldown >= 0)) {
            throw new IllegalArgumentException("a plateau expects a factor from 0 to 1 and at least 0 epochs, got " + factor + ", " + waited
                    + " and " + cooldown);
        }
    }

    /** After one more validation; a loss that is no number is not better than any. */
    Plateau after(double loss, Schedule.ReduceOnPlateau schedule) {
        boolean isBetter = loss < best * (1 - schedule.threshold());
        int left = Math.max(0, cooldown - 1), bad = isBetter || cooldown > 0 ? 0 : waited + 1;
        double lowest = isBetter ? loss : best;
        return bad > schedule.patience() ? new Plateau(Math.min(factor, Math.max(factor * schedule.gamma(), schedule.least())), lowest, 0,
                schedule.cooldown()) : new Plateau(factor, lowest, bad, left);
    }
}
