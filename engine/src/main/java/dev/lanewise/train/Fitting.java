package dev.lanewise.train;

import dev.lanewise.data.Dataset;
import dev.lanewise.model.Network;
import java.util.ArrayList;
import java.util.List;

/** Epochs with an evaluation after each, and the best network among them. */
final class Fitting {

    private final Trainer trainer;
    private final FitOptions options;
    private final List<FitReport.Epoch> history = new ArrayList<>();
    private Network best;
    private int bestEpoch;
    private double bestLoss;

    Fitting(Trainer trainer, FitOptions options) {
        this.trainer = trainer;
        this.options = options;
    }

    FitReport run(Dataset train, Dataset validation) {
        while (history.size() < options.epochs() && !hasLostPatience()) {
            EpochReport epoch = trainer.epoch(train, options.listener());
            Evaluation evaluation = trainer.evaluate(validation);
            history.add(new FitReport.Epoch(epoch, evaluation));
            if (isBetter(evaluation.meanLoss())) {
                best = trainer.network();
                bestEpoch = epoch.epoch();
                bestLoss = evaluation.meanLoss();
            }
        }
        return new FitReport(best, bestEpoch, history);
    }

    /** A loss that is no number is better than nothing alone. */
    private boolean isBetter(double loss) {
        return best == null || loss < bestLoss - options.minGain() || Double.isNaN(bestLoss) && !Double.isNaN(loss);
    }

    private boolean hasLostPatience() {
        return best != null && history.getLast().training().epoch() - bestEpoch >= options.patience();
    }
}
