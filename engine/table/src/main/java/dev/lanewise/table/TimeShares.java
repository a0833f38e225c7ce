package dev.lanewise.table;

import java.time.Duration;
import java.util.Optional;

/**
 * A time that several trainings share: each gets, when it begins, its share of what is left. Begins when it is made; for any number of
 * threads.
 */
final class TimeShares {

    private final Optional<Duration> whole;
    private final int trainings;
    private final int atOnce;
    private final long begin = System.nanoTime();

    /**
     * A time from now on.
     *
     * @param whole     nothing for no limit
     * @param trainings that share it
     * @param atOnce    of them at the same time
     */
    TimeShares(Optional<Duration> whole, int trainings, int atOnce) {
        this.whole = whole;
        this.trainings = trainings;
        this.atOnce = atOnce;
    }

    /** Whether a training, by its number, is to be left out: the first one never is. */
    boolean isOver(int number) {
        return number > 0 && whole.isPresent() && left() <= 0;
    }

    /** The share of a training that begins now. */
    Optional<Duration> of(int number) {
        int turns = Math.ceilDiv(trainings - number, atOnce);
        return whole.map(_ -> Duration.ofNanos(Math.max(1, left() / turns)));
    }

    private long left() {
        return whole.orElseThrow().toNanos() - (System.nanoTime() - begin);
    }
}
