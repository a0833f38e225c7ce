package dev.lanewise.bench.gate;

import java.util.SplittableRandom;

/**
 * A virtual CPU that is one hyperthread of a shared core, from the histogram that was recorded on one: a neighbour comes and goes, and what
 * it leaves of the speed lasts for some slices.
 *
 * @param quiet share of slices without a neighbour
 * @param low   share of slices at 0.62 of the speed; the others have 0.7 to 0.9, and some below 0.6
 */
record SharedCore(double quiet, double low) {

    /** What was recorded: 47 % quiet, 40 % at 0.62, 9 % between, 4 % below. */
    static final SharedCore RECORDED = new SharedCore(0.47, 0.40);
    /** A neighbour that hardly ever leaves. */
    static final SharedCore CROWDED = new SharedCore(0.02, 0.85);

    private static final int ROUNDS = 3000;
    private static final int SLICES_OF_A_PERIOD = 3;
    private static final double PEAK = 100, REFERENCE = 0.97, BELOW = 0.3;
    private static final double NANOS = 100_000;

    /**
     * A train of a case that has such a share of the peak in quiet. Where the core has the speed s left for the reference, the case has
     * {@code pow(s, suffers)} left: 1 suffers as the reference does, 0 not at all.
     */
    Train train(double share, double suffers, long seed) {
        var random = new SplittableRandom(seed);
        var train = new Train(NANOS * PEAK * share);
        double speed = next(random);
        train.reference(noisy(REFERENCE * speed, random), noisy(speed, random));
        for (int round = 0; round < ROUNDS; round++) {
            speed = later(speed, random);
            train.part(NANOS * PEAK / noisy(Math.pow(speed, suffers), random));
            speed = later(speed, random);
            train.reference(noisy(REFERENCE * speed, random), noisy(speed, random));
            train.endRound();
        }
        return train;
    }

    private double later(double speed, SplittableRandom random) {
        return random.nextInt(SLICES_OF_A_PERIOD) == 0 ? next(random) : speed;
    }

    private double next(SplittableRandom random) {
        double at = random.nextDouble();
        if (at < quiet) {
            return 1;
        }
        if (at < quiet + low) {
            return 0.62;
        }
        return at < quiet + low + BELOW * (1 - quiet - low) ? random.nextDouble(0.1, 0.6) : random.nextDouble(0.7, 0.9);
    }

    private static double noisy(double speed, SplittableRandom random) {
        return PEAK * speed * (1 - random.nextDouble(0.02));
    }
}
