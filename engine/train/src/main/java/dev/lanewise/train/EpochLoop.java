package dev.lanewise.train;

import dev.lanewise.chain.Parameters;
import dev.lanewise.data.Batch;
import dev.lanewise.data.DataFingerprint;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.ShuffledSource;
import dev.lanewise.step.InputDomain;
import dev.lanewise.step.ShapeCheck;
import dev.lanewise.step.Step;
import dev.lanewise.step.TargetDomain;

/** The epochs of a trainer: which data they learn from, in which order, and where an epoch that was left goes on. */
final class EpochLoop {

    private final Trainer trainer;
    private final Settings settings;
    private final Parameters parameters;
    private final Step step;
    private final ProgressTracker course;
    private final RunWarnings warnings;

    /** Of the data before a checkpoint from which the trainer goes on; null where it has data of its own, or none is known. */
    private DataFingerprint dataBefore;
    private boolean acceptsOtherData;
    private Dataset shuffled;
    private ShuffledSource source;
    private Batch batch;
    /** Whether an epoch runs now, in a call; one that was left in its middle does not. */
    private boolean isRunning;
    private boolean passesOverShortBatches;

    EpochLoop(Trainer trainer, Settings settings, Parameters parameters, Step step, ProgressTracker course, RunWarnings warnings) {
        this.trainer = trainer;
        this.settings = settings;
        this.parameters = parameters;
        this.step = step;
        this.course = course;
        this.warnings = warnings;
    }

    /** Not while an epoch runs, whose samples and batch these are: a listener may look, but not train. */
    void requireNoneRuns() {
        if (isRunning) {
            throw new IllegalStateException("an epoch runs on this trainer: a listener may evaluate, copy the network or take a checkpoint,"
                    + " but neither train nor resume");
        }
    }

    /** Whether the epochs that come leave out what is less than a batch at their end. */
    void passOverShortBatches(boolean passesOver) {
        requireNoneRuns();
        passesOverShortBatches = passesOver;
    }

    /** Learns from what is left of the epoch under way, or from each sample once. */
    EpochReport run(Dataset dataset, StepListener listener) {
        requireNoneRuns();
        isRunning = true;
        try {
            return learnAll(dataset, listener);
        } finally {
            isRunning = false;
        }
    }

    /** The same, where each epoch may have other data. */
    EpochReport runOnAny(Dataset dataset, StepListener listener) {
        boolean accepted = acceptsOtherData;
        acceptsOtherData |= !course.isInEpoch();
        try {
            return run(dataset, listener);
        } finally {
            acceptsOtherData = accepted;
        }
    }

    /** The next epoch goes on from a checkpoint. */
    void resume(DataFingerprint before, boolean acceptsOther) {
        dataBefore = before;
        acceptsOtherData = acceptsOther;
        shuffled = null;
    }

    /** The fingerprint of the data of the last epoch, or null. */
    DataFingerprint data() {
        return shuffled == null ? dataBefore : shuffled.fingerprint();
    }

    private EpochReport learnAll(Dataset dataset, StepListener listener) {
        if (course.isInEpoch() && course.samples() != dataset.size()) {
            throw new IllegalArgumentException("epoch " + course.epochs() + " was begun with " + course.samples()
                    + " samples, but this data set has " + dataset.size());
        }
        if (shuffled != dataset) {
            begin(dataset);
            warnings.lookAt(dataset, listener);
        }
        warnings.beforeEpoch(course.epochs() + (course.isInEpoch() ? 0 : 1), stepsAtEndOfEpoch(dataset), listener);
        course.goOn(dataset.size());
        try {
            source.startEpoch(course.epochs(), course.position());
            while (!course.isAtEnd()) {
                source.fill(batch);
                if (passesOverShortBatches && batch.size() < batch.capacity()) {
                    course.passedOver(batch.size());
                } else {
                    takeStep(listener);
                }
            }
            trainer.requireFiniteParameters();
        } finally {
            course.pause();
        }
        EpochReport report = course.endEpoch();
        TrainingEvents.AVAILABLE.ended(report, course.steps());
        listener.onEpoch(report);
        warnings.afterEpoch(report, parameters, listener);
        return report;
    }

    private long stepsAtEndOfEpoch(Dataset dataset) {
        int samples = dataset.size() - course.position();
        return course.steps() + (passesOverShortBatches ? samples / settings.batch() : Math.ceilDiv(samples, settings.batch()));
    }

    /** Meets a data set for the first time, or again after another one; where this fails, the trainer is as it was. */
    private void begin(Dataset dataset) {
        InputDomain.require(settings.spec(), dataset);
        TargetDomain.require(settings.loss(), dataset);
        ShapeCheck.requireWeight(dataset);
        requireSameData(dataset);
        int samples = Math.min(settings.batch(), dataset.size());
        step.reserve(samples);
        ShuffledSource shuffledSource = new ShuffledSource(dataset, settings.seed());
        batch = Batch.of(dataset, samples);
        source = shuffledSource;
        shuffled = dataset;
        dataBefore = null;
    }

    /** Between two epochs a trainer may be given other data, but not unnoticed where it goes on from a checkpoint. */
    private void requireSameData(Dataset dataset) {
        DataFingerprint before = dataBefore == null && course.isInEpoch() ? data() : dataBefore;
        if (before != null && !acceptsOtherData && !before.equals(dataset.fingerprint())) {
            throw new IllegalArgumentException("this data set has " + dataset.fingerprint().differenceTo(before)
                    + ": what was learned so far came from other data; resume with Accept.OTHER_DATA to go on with it");
        }
    }

    private void takeStep(StepListener listener) {
        double meanLoss = trainer.learn(batch);
        if (trainer.isUsable(meanLoss)) {
            course.learned(batch.size(), batch.weightSum(), meanLoss);
            warnings.learned(meanLoss, course.isInSecondHalf());
            listener.onStep(course.steps(), batch.size(), meanLoss);
        } else {
            course.passedOver(batch.size());
        }
    }
}
