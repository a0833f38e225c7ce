package dev.lanewise.samples;

import dev.lanewise.data.Mnist;
import dev.lanewise.train.EpochReport;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Progress;
import dev.lanewise.train.StepListener;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingInterruptedException;
import java.io.PrintWriter;
import java.util.List;

/** Trains until all epochs are done or the target is reached. */
final class EpochLoop {

    private final Trainer trainer;
    private final Mnist.Split data;
    private final int epochs;
    private final Double target;
    private final ValidationOptions limits;
    private final long start = System.nanoTime();
    private final EpochProgress progress;
    private final PrintWriter err;

    EpochLoop(Trainer trainer, Mnist.Split data, TrainingOptions options, EpochProgress progress, PrintWriter err) {
        this.trainer = trainer;
        this.data = data;
        epochs = options.epochs();
        target = options.targetAccuracy();
        limits = options.validation();
        this.progress = progress;
        this.err = err;
    }

    /** Trains what is left; false where a signal has stopped it. */
    boolean run(StepListener listener, StopSignal signal) {
        boolean done = isDone(trainer.epochs() > 0 ? tested() : null);
        while (!done && !signal.isRaised()) {
            Progress before = trainer.progress();
            progress.begin(before.isInEpoch() ? before.epochs() : before.epochs() + 1, epochs, before.part().position());
            try (WarningLines warnings = new WarningLines(err)) {
                EpochReport report = trainer.epoch(data.train(), progress.andThen(warnings).andThen(listener));
                Evaluation test = tested();
                progress.end(report, test);
                done = isDone(test);
            } catch (TrainingInterruptedException e) {
                return false;
            }
            tellSkipped(trainer.progress().skipped() - before.skipped());
        }
        return done;
    }

    private Evaluation tested() {
        return target == null || trainer.progress().isInEpoch() ? null : trainer.evaluateTrained(data.test(), List.of());
    }

    private boolean isDone(Evaluation test) {
        return !trainer.progress().isInEpoch()
                && (trainer.epochs() >= epochs || test != null && isReached(test) || limits.isOutOfTime(start));
    }

    /** Whether the test images are read as well as was asked for. */
    boolean isReached(Evaluation test) {
        return target == null || test.accuracy() >= target;
    }

    private void tellSkipped(long batches) {
        if (batches > 0) {
            err.println(batches + (batches == 1 ? " batch was" : " batches were") + " skipped in this epoch: the loss was not finite");
        }
    }
}
