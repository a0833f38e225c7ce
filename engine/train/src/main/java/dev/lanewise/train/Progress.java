package dev.lanewise.train;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How far training has come. With the seed this is all that random numbers depend on: each is a function of the seed, a purpose
 * and a counter, and the counters are the epoch and the position in it.
 *
 * @param steps   updates done
 * @param skipped batches left out because their loss was not finite
 * @param part    of the epoch under way, {@link EpochProgress#NONE} between epochs
 * @param reports of the newest {@link #REPORTS_KEPT} epochs that have ended, from the oldest of them
 * @param plateau what the validation losses have made of the learning rate; {@link Plateau#START} where the schedule does not look at them
 */
public record Progress(long steps, long skipped, EpochProgress part, List<EpochReport> reports, Plateau plateau) {

    /**
     * The part of an epoch that is done.
     *
     * @param samples  samples of the whole epoch, 0 between epochs
     * @param position samples of it that have been taken from the shuffle
     * @param steps    updates in it
     * @param learned  samples of it that were learned from: all that were taken but those of skipped batches
     * @param weight   of these together; without weights their number
     * @param lossSum  sum of the losses of these, each times its weight
     * @param seconds  how long it took so far
     */
    public record EpochProgress(int samples, int position, long steps, long learned, double weight, double lossSum,
            double seconds) {

        /** Of no epoch. */
        public static final EpochProgress NONE = new EpochProgress(0, 0, 0, 0, 0, 0);

        /**
         * Of samples without weights.
         *
         * @param samples  samples of the whole epoch, 0 between epochs
         * @param position samples of it that have been taken from the shuffle
         * @param steps    updates in it
         * @param learned  samples of it that were learned from
         * @param lossSum  sum of the losses of these
         * @param seconds  how long it took so far
         */
        public EpochProgress(int samples, int position, long steps, long learned, double lossSum, double seconds) {
            this(samples, position, steps, learned, learned, lossSum, seconds);
        }

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if they contradict each other
         */
        public EpochProgress {
            if (position < 0 || position > samples || learned < 0 || learned > position || steps < 0) {
                throw new IllegalArgumentException("an epoch of " + samples + " samples cannot have " + steps + " steps, " + learned
                        + " samples learned from and " + position + " taken");
            }
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("samples learned from cannot weigh " + weight);
            }
        }
    }

    /** Reports that a trainer and its checkpoints keep; of older epochs a listener has heard. */
    public static final int REPORTS_KEPT = 10_000;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if they contradict each other
     */
    public Progress {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(plateau, "plateau");
        if (steps < part.steps || skipped < 0) {
            throw new IllegalArgumentException("a run cannot have " + steps + " steps, " + part.steps + " of them in its last epoch, and "
                    + skipped + " skipped batches");
        }
        // a trainer's own reports are in order, and are not copied, since a picture is taken for every checkpoint
        if (!(reports instanceof EpochHistory.Picture)) {
            reports = List.copyOf(reports);
            requireInOrder(reports);
        }
    }

    /**
     * Progress of a run whose schedule depends on the step alone.
     *
     * @param steps   updates done
     * @param skipped batches left out because their loss was not finite
     * @param part    of the epoch under way, {@link EpochProgress#NONE} between epochs
     * @param reports of the newest epochs that have ended
     * @throws IllegalArgumentException if the numbers contradict each other
     */
    public Progress(long steps, long skipped, EpochProgress part, List<EpochReport> reports) {
        this(steps, skipped, part, reports, Plateau.START);
    }

    private static void requireInOrder(List<EpochReport> reports) {
        int first = reports.size() == REPORTS_KEPT ? Math.max(1, reports.getFirst().epoch()) : 1;
        for (int i = 0; i < reports.size(); i++) {
            if (reports.get(i).epoch() != first + i) {
                throw new IllegalArgumentException("expected the report of epoch " + (first + i) + ", got " + reports.get(i));
            }
        }
    }

    /**
     * Epochs begun.
     *
     * @return from 0
     */
    public int epochs() {
        return (reports.isEmpty() ? 0 : reports.getLast().epoch()) + (isInEpoch() ? 1 : 0);
    }

    /**
     * Whether an epoch is under way.
     *
     * @return false between epochs
     */
    public boolean isInEpoch() {
        return part.samples > 0;
    }

    @Override
    public String toString() {
        String where = isInEpoch() ? String.format(Locale.ROOT, "epoch %d, %,d of %,d samples", epochs(), part.position, part.samples)
                : "end of epoch " + epochs();
        return (epochs() == 0 ? "start" : where) + ", step " + steps;
    }
}
