package dev.lanewise.train;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Epochs with an evaluation after each, and the best network among them. */
final class Fitting {

    private final Trainer trainer;
    private final FitOptions options;
    private final LongSupplier nanoTime;
    private final long start;
    private final List<FitReport.Epoch> history = new ArrayList<>();
    private Network best;
    private int bestEpoch;
    private double bestLoss;

    /** A clock in nanoseconds begins now. */
    Fitting(Trainer trainer, FitOptions options, LongSupplier nanoTime) {
        this.trainer = trainer;
        this.options = options;
        this.nanoTime = nanoTime;
        start = nanoTime.getAsLong();
    }

    FitReport run(Dataset train, Dataset validation) {
        do {
            EpochReport report = trainer.epoch(train, options.listener());
            Evaluation evaluation = trainer.evaluate(validation);
            trainer.validated(evaluation.meanLoss());
            FitReport.Epoch epoch = new FitReport.Epoch(report, evaluation);
            history.add(epoch);
            boolean isBetter = isBetter(evaluation.meanLoss());
            if (isBetter) {
                best = trainer.network();
                bestEpoch = report.epoch();
                bestLoss = evaluation.meanLoss();
            }
            TrainingEvents.AVAILABLE.validated(epoch, isBetter);
            options.listener().onValidation(epoch, isBetter);
        } while (history.size() < options.epochs() && !hasLostPatience() && hasTime());
        return new FitReport(best, bestEpoch, history);
    }

    /** A loss that is no number is better than nothing alone. */
    private boolean isBetter(double loss) {
        double bound = bestLoss - options.minGain();
        return best == null || loss < bound || options.takesTies() && loss == bound || Double.isNaN(bestLoss) && !Double.isNaN(loss);
    }

    private boolean hasLostPatience() {
        return history.getLast().training().epoch() - bestEpoch >= options.patience();
    }

    private boolean hasTime() {
        return Duration.ofNanos(nanoTime.getAsLong() - start).compareTo(options.maxTime()) < 0;
    }
}
