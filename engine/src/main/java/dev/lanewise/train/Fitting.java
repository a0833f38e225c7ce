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
    private double bestCost;

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
            Evaluation evaluation = trainer.evaluate(validation, options.metric().stream().toList());
            trainer.validated(evaluation.meanLoss());
            FitReport.Epoch epoch = new FitReport.Epoch(report, evaluation);
            history.add(epoch);
            double cost = cost(evaluation);
            boolean isBetter = isBetter(cost);
            if (isBetter) {
                best = trainer.network();
                bestEpoch = report.epoch();
                bestCost = cost;
            }
            TrainingEvents.AVAILABLE.validated(epoch, isBetter);
            options.listener().onValidation(epoch, isBetter);
        } while (history.size() < options.epochs() && !hasLostPatience() && hasTime());
        return new FitReport(best, bestEpoch, history);
    }

    /** What is to be low: the loss, or the metric in its place. */
    private double cost(Evaluation evaluation) {
        return options.metric().map(metric -> metric.isHigherBetter() ? -evaluation.metric(metric) : evaluation.metric(metric))
                .orElse(evaluation.meanLoss());
    }

    /** A cost that is no number is better than nothing alone. */
    private boolean isBetter(double cost) {
        double bound = bestCost - options.minGain();
        return best == null || cost < bound || options.takesTies() && cost == bound || Double.isNaN(bestCost) && !Double.isNaN(cost);
    }

    private boolean hasLostPatience() {
        return history.getLast().training().epoch() - bestEpoch >= options.patience();
    }

    private boolean hasTime() {
        return Duration.ofNanos(nanoTime.getAsLong() - start).compareTo(options.maxTime()) < 0;
    }
}
