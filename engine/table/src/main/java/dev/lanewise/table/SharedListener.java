package dev.lanewise.table;

import dev.lanewise.train.EpochReport;
import dev.lanewise.train.FitReport;
import dev.lanewise.train.StepListener;
import dev.lanewise.train.TrainingWarning;
import java.util.Objects;

/** A listener that several trainings tell at the same time, and that hears one call after the other. */
final class SharedListener implements StepListener {

    private final StepListener listener;

    SharedListener(StepListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    @Override
    public synchronized void onStep(long step, int samples, double meanLoss) {
        listener.onStep(step, samples, meanLoss);
    }

    @Override
    public synchronized void onEpoch(EpochReport report) {
        listener.onEpoch(report);
    }

    @Override
    public synchronized void onValidation(FitReport.Epoch epoch, boolean isBest) {
        listener.onValidation(epoch, isBest);
    }

    @Override
    public synchronized void onWarning(TrainingWarning warning) {
        listener.onWarning(warning);
    }
}
