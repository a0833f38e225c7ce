package dev.lanewise.train;

import dev.lanewise.data.Dataset;
import dev.lanewise.metric.Metric;
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
    /** Of those that count among the epochs of the options. */
    private int epochsDone;
    private int lastEpoch;
    private Network best;
    private int bestEpoch;
    private Evaluation bestEvaluation;
    private double bestCost;

    /** A clock in nanoseconds begins now. */
    Fitting(Trainer trainer, FitOptions options, LongSupplier nanoTime) {
        this.trainer = trainer;
        this.options = options;
        this.nanoTime = nanoTime;
        start = nanoTime.getAsLong();
    }

    /** Has what follows go on after epochs of which one was the best; all that have ended count. */
    Fitting after(int epochs, Network network, int epoch, Dataset validation) {
        epochsDone = epochs;
        lastEpoch = epochs;
        keep(network, epoch, trainer.evaluate(network, validation, metrics()));
        return this;
    }

    FitReport run(Dataset train, Dataset validation) {
        while (epochsDone < options.epochs() && !hasLostPatience() && hasTime()) {
            learn(train, validation);
        }
        return new FitReport(best, bestEpoch, bestEvaluation, history);
    }

    private void learn(Dataset train, Dataset validation) {
        EpochReport report = trainer.epochOfFit(train, options);
        Evaluation evaluation = trainer.evaluateTrained(validation, metrics());
        trainer.validated(evaluation.meanLoss());
        epochsDone++;
        lastEpoch = report.epoch();
        FitReport.Epoch epoch = new FitReport.Epoch(report, evaluation);
        history.add(epoch);
        boolean isBetter = isBetter(cost(evaluation));
        if (isBetter) {
            keep(trainer.trainedNetwork(), lastEpoch, evaluation);
        }
        TrainingEvents.AVAILABLE.validated(epoch, isBetter);
        options.listener().onValidation(epoch, isBetter);
    }

    private void keep(Network network, int epoch, Evaluation evaluation) {
        best = network;
        bestEpoch = epoch;
        bestEvaluation = evaluation;
        bestCost = cost(evaluation);
    }

    private List<Metric> metrics() {
        return options.metric().stream().toList();
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
        return best != null && lastEpoch - bestEpoch >= options.patience();
    }

    /** For an epoch there always is. */
    private boolean hasTime() {
        return history.isEmpty() || !options.isStopped().getAsBoolean()
                && Duration.ofNanos(nanoTime.getAsLong() - start).compareTo(options.maxTime()) < 0;
    }
}
