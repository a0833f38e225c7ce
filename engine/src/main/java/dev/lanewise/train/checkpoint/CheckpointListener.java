package dev.lanewise.train.checkpoint;

import dev.lanewise.train.EpochReport;
import dev.lanewise.train.StepListener;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Saves checkpoints of a trainer as it goes on: give it to {@link Trainer#epoch(dev.lanewise.data.Dataset, StepListener)}. */
public final class CheckpointListener implements StepListener {

    private final Trainer trainer;
    private final CheckpointDirectory checkpoints;
    private final CheckpointInterval every;
    private final Consumer<IOException> onFailure;
    private long savedAt = System.nanoTime();

    /**
     * Where a checkpoint cannot be written, the epoch ends with an UncheckedIOException and can go on.
     *
     * @param trainer     what to save
     * @param checkpoints where to
     * @param every       how often
     */
    public CheckpointListener(Trainer trainer, CheckpointDirectory checkpoints, CheckpointInterval every) {
        this(trainer, checkpoints, every, failure -> {
            throw new UncheckedIOException(failure.getMessage(), failure);
        });
    }

    /**
     * Where a checkpoint cannot be written, somebody is told and training goes on.
     *
     * @param trainer     what to save
     * @param checkpoints where to
     * @param every       how often
     * @param onFailure   hears of what went wrong, on the training thread
     */
    public CheckpointListener(Trainer trainer, CheckpointDirectory checkpoints, CheckpointInterval every, Consumer<IOException> onFailure) {
        this.trainer = Objects.requireNonNull(trainer, "trainer");
        this.checkpoints = Objects.requireNonNull(checkpoints, "checkpoints");
        this.every = Objects.requireNonNull(every, "every");
        this.onFailure = Objects.requireNonNull(onFailure, "onFailure");
    }

    @Override
    public void onStep(long step, int samples, double meanLoss) {
        boolean due = switch (every.unit()) {
            case EPOCHS -> false;
            case STEPS -> step % every.count() == 0;
            case MINUTES -> System.nanoTime() - savedAt >= TimeUnit.MINUTES.toNanos(every.count());
        };
        saveIf(due);
    }

    @Override
    public void onEpoch(EpochReport report) {
        saveIf(every.unit() == CheckpointInterval.Unit.EPOCHS && report.epoch() % every.count() == 0);
    }

    private void saveIf(boolean due) {
        if (due) {
            savedAt = System.nanoTime();
            try {
                checkpoints.save(trainer.checkpoint());
            } catch (IOException e) {
                onFailure.accept(e);
            }
        }
    }
}
