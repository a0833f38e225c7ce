package dev.lanewise.train.checkpoint;

import dev.lanewise.model.Network;
import dev.lanewise.train.EpochReport;
import dev.lanewise.train.FitReport;
import dev.lanewise.train.StepListener;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Saves checkpoints of a trainer as it goes on: give it to {@link Trainer#epoch(dev.lanewise.data.Dataset, StepListener)}. For
 * {@link Trainer#fit(dev.lanewise.data.Dataset, dev.lanewise.data.Dataset, dev.lanewise.train.FitOptions)} there is {@link #ofFit}.
 */
public final class CheckpointListener implements StepListener {

    private final Trainer trainer;
    private final CheckpointDirectory checkpoints;
    private final CheckpointInterval every;
    private final Consumer<IOException> onFailure;
    private final boolean waitsForValidations;
    /** What has done best since the last checkpoint, or null. */
    private Network unsavedBest;
    private int bestEpoch;
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
        this(trainer, checkpoints, every, onFailure, false);
    }

    private CheckpointListener(Trainer trainer, CheckpointDirectory checkpoints, CheckpointInterval every, Consumer<IOException> onFailure,
            boolean waitsForValidations) {
        this.trainer = Objects.requireNonNull(trainer, "trainer");
        this.checkpoints = Objects.requireNonNull(checkpoints, "checkpoints");
        this.every = Objects.requireNonNull(every, "every");
        this.onFailure = Objects.requireNonNull(onFailure, "onFailure");
        this.waitsForValidations = waitsForValidations;
    }

    /**
     * A listener of a fit. It saves epochs after their validation, since a schedule may depend on it; and before each checkpoint it saves
     * the best network, if there is a new one ({@link CheckpointDirectory#best}). So {@link Trainer#resumeFit} can go on from any of its
     * checkpoints.
     *
     * @param trainer     what to save
     * @param checkpoints where to
     * @param every       how often
     * @param onFailure   hears of what went wrong, on the training thread; training goes on, and the next checkpoint tries again
     * @return the listener
     */
    public static CheckpointListener ofFit(Trainer trainer, CheckpointDirectory checkpoints, CheckpointInterval every,
            Consumer<IOException> onFailure) {
        return new CheckpointListener(trainer, checkpoints, every, onFailure, true);
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
        saveIf(!waitsForValidations && isDue(report));
    }

    @Override
    public void onValidation(FitReport.Epoch epoch, boolean isBest) {
        if (waitsForValidations) {
            if (isBest) {
                unsavedBest = trainer.trainedNetwork();
                bestEpoch = epoch.training().epoch();
            }
            saveIf(isDue(epoch.training()));
        }
    }

    private boolean isDue(EpochReport report) {
        return every.unit() == CheckpointInterval.Unit.EPOCHS && report.epoch() % every.count() == 0;
    }

    /**
     * Saves now, whatever the interval.
     *
     * @return the file of the checkpoint
     * @throws IOException if that fails
     */
    public Path save() throws IOException {
        if (unsavedBest != null) {
            checkpoints.saveBest(unsavedBest, bestEpoch, trainer.run());
            unsavedBest = null;
        }
        return checkpoints.save(trainer.checkpoint());
    }

    private void saveIf(boolean due) {
        if (due) {
            savedAt = System.nanoTime();
            try {
                save();
            } catch (IOException e) {
                onFailure.accept(e);
            }
        }
    }
}
