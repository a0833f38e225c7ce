package dev.lanewise.samples;

import dev.lanewise.data.Dataset;
import dev.lanewise.train.FitOptions;
import dev.lanewise.train.FitReport;
import dev.lanewise.train.StepListener;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingInterruptedException;
import dev.lanewise.train.checkpoint.CheckpointDirectory;
import java.io.PrintWriter;
import java.util.Optional;

/** Trains with a validation after each epoch, and shows a person how that goes. */
final class ValidatedTraining implements StepListener {

    private final Trainer trainer;
    private final TrainingOptions options;
    private final EpochProgress progress;
    private final WarningLines warnings;
    private final PrintWriter out;
    private boolean isInEpoch;

    ValidatedTraining(Trainer trainer, TrainingOptions options, EpochProgress progress, WarningLines warnings, PrintWriter out) {
        this.trainer = trainer;
        this.options = options;
        this.progress = progress;
        this.warnings = warnings;
        this.out = out;
    }

    /** The network that did best, and every epoch from now on; nothing where a signal has stopped training. */
    Optional<FitReport> run(Dataset train, Dataset validation, Optional<CheckpointDirectory.Best> before, StepListener saving) {
        FitOptions fit = options.validation().options(options.epochs(), andThen(progress).andThen(warnings).andThen(saving));
        try {
            return Optional.of(before.isPresent()
                    ? trainer.resumeFit(train, validation, fit, before.get().network(), before.get().epoch())
                    : trainer.fit(train, validation, fit));
        } catch (TrainingInterruptedException e) {
            return Optional.empty();
        }
    }

    @Override
    public void onStep(long step, int samples, double meanLoss) {
        if (!isInEpoch) {
            isInEpoch = true;
            progress.begin(trainer.epochs(), options.epochs(), trainer.progress().part().position() - samples);
        }
    }

    @Override
    public void onValidation(FitReport.Epoch validated, boolean isBest) {
        isInEpoch = false;
        progress.end(validated.training(), null);
        out.printf("epoch %d/%d: validation loss %.4f, accuracy %.2f %%%s%n", validated.training().epoch(), options.epochs(),
                validated.validation().meanLoss(), 100 * validated.validation().accuracy(), isBest ? ", the best so far" : "");
        out.flush();
        warnings.close();
    }
}
