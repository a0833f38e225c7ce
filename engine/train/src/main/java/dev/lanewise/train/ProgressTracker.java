package dev.lanewise.train;

import dev.lanewise.spec.Schedule;

/** How far a trainer has come, while it goes on: {@link Progress} is a picture of it. */
final class ProgressTracker {

    private final EpochHistory history = new EpochHistory();
    private long steps;
    private long skipped;
    private int samples;
    private int position;
    private long firstStep;
    private long learned;
    private double weight;
    private double lossSum;
    private double seconds;
    private boolean running;
    private long runningSince;
    private Plateau plateau = Plateau.START;

    /** Starts the clock, and an epoch unless one is under way. */
    void goOn(int samplesInEpoch) {
        if (!isInEpoch()) {
            samples = samplesInEpoch;
            firstStep = steps;
        }
        running = true;
        runningSince = System.nanoTime();
    }

    /** Stops the clock, in the middle of an epoch or at its end. */
    void pause() {
        seconds = seconds();
        running = false;
    }

    void countStep() {
        steps++;
    }

    void countSkipped() {
        skipped++;
    }

    /** Samples of the epoch, with this weight together, were taken from the shuffle and learned from. */
    void learned(int count, double weightSum, double meanLoss) {
        position += count;
        learned += count;
        weight += weightSum;
        lossSum += weightSum * meanLoss;
    }

    /** Samples of the epoch were taken from the shuffle and left out. */
    void passedOver(int count) {
        position += count;
    }

    /** A validation has given a loss. */
    void validated(double loss, Schedule.ReduceOnPlateau schedule) {
        plateau = plateau.after(loss, schedule);
    }

    Plateau plateau() {
        return plateau;
    }

    boolean isInEpoch() {
        return samples > 0;
    }

    boolean isAtEnd() {
        return position == samples;
    }

    /** Whether more than half of the samples of the epoch are behind. */
    boolean isInSecondHalf() {
        return 2L * position > samples;
    }

    EpochReport endEpoch() {
        EpochReport report = new EpochReport(epochs(), steps - firstStep, learned, lossSum / weight, seconds());
        history.add(report);
        begin(Progress.EpochProgress.NONE);
        return report;
    }

    long steps() {
        return steps;
    }

    long skipped() {
        return skipped;
    }

    int epochs() {
        return history.epochs() + (isInEpoch() ? 1 : 0);
    }

    int position() {
        return position;
    }

    int samples() {
        return samples;
    }

    private double seconds() {
        return running ? seconds + (System.nanoTime() - runningSince) / 1e9 : seconds;
    }

    Progress picture() {
        var part = isInEpoch() ? new Progress.EpochProgress(samples, position, steps - firstStep, learned, weight, lossSum, seconds())
                : Progress.EpochProgress.NONE;
        return new Progress(steps, skipped, part, history.picture(), plateau);
    }

    void restore(Progress progress) {
        steps = progress.steps();
        skipped = progress.skipped();
        history.restore(progress.reports());
        plateau = progress.plateau();
        begin(progress.part());
    }

    private void begin(Progress.EpochProgress part) {
        samples = part.samples();
        position = part.position();
        firstStep = steps - part.steps();
        learned = part.learned();
        weight = part.weight();
        lossSum = part.lossSum();
        seconds = part.seconds();
        running = false;
    }
}
