package dev.lanewise.step;

/**
 * Which of several ways to do the same work is the fastest just now. The ways stand in a row; now and then a neighbour of the one in use is
 * tried for a few rounds and timed beside it. Two cores that are far from each other today may be close tomorrow, so trials never end.
 */
final class WorkerTuner {

    /** Rounds from one trial to the next: few after a change, then twice as many each time. */
    static final int SOONEST = 64, LATEST = 2048;
    /** Rounds of a trial, of which the first bring data where they are wanted and do not count. */
    static final int ROUNDS = 6, COUNTED = 3;
    /** A neighbour that takes more than this share of the time is not worth the change. */
    private static final double CLEARLY_FASTER = 0.95;

    private final int ways;
    private int inUse;
    private int neighbour;
    private int period = SOONEST;
    private int round;
    private long fastest = Long.MAX_VALUE;
    private long fastestOfNeighbour = Long.MAX_VALUE;

    /** The last way is used first. */
    WorkerTuner(int ways) {
        this.ways = ways;
        inUse = ways - 1;
        neighbour = Math.max(0, ways - 2);
    }

    /** The way of the next round, from 0. */
    int way() {
        return round < period ? inUse : neighbour;
    }

    /** The next round has taken so long. */
    void took(long nanos) {
        if (round >= period + ROUNDS - COUNTED) {
            fastestOfNeighbour = Math.min(fastestOfNeighbour, nanos);
        } else if (round >= period - COUNTED && round < period) {
            fastest = Math.min(fastest, nanos);
        }
        round++;
        if (round == period + ROUNDS) {
            decide();
        }
    }

    private void decide() {
        int before = inUse;
        if (fastestOfNeighbour < CLEARLY_FASTER * fastest) {
            inUse = neighbour;
            neighbour = before;
            period = SOONEST;
        } else {
            period = Math.min(2 * period, LATEST);
        }
        int other = 2 * inUse - neighbour;
        neighbour = other >= 0 && other < ways ? other : neighbour;
        round = 0;
        fastest = Long.MAX_VALUE;
        fastestOfNeighbour = Long.MAX_VALUE;
    }
}
