package dev.lanewise.table;

import dev.lanewise.train.FitReport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a training of a table came to.
 *
 * @param model        the model; none of its networks has seen test rows, nor, but for choosing its epoch, the validation rows of its fold
 * @param task         what is predicted, and why
 * @param columns      what each column was taken for, and why
 * @param split        which rows were for what; positions in the table that was given
 * @param trainings    of the networks, in their order in the model; also of those that the model does without
 * @param skipped      networks that were not trained because the time was up
 * @param metrics      of the test rows; empty where there are none
 * @param validation   the same of the validation rows, each answered by the networks that have not learned from it
 * @param remarks      what a person should know, a sentence each
 * @param trainSeconds that all epochs took, on the clock
 */
public record TableReport(TableModel model, Task.Decision task, List<ColumnDecision> columns, TableSplit split, List<Training> trainings,
        int skipped, Map<String, Double> metrics, Map<String, Double> validation, List<String> remarks, double trainSeconds) {

    /**
     * The training of a network.
     *
     * @param learner   what it is by
     * @param fold      its number among those of the split, from 1
     * @param history   every epoch since it began or was resumed, with the validation after it; none where it had ended before
     * @param bestEpoch the epoch of the network in the model, from 1
     * @param weight    how many times the network counts in the model's mean; 0 where it is not in the model, which answers better
     *                  without its learner
     * @param members   within the network, whose mean it says; 0 for a network that is no TabM-mini
     */
    public record Training(String learner, int fold, List<FitReport.Epoch> history, int bestEpoch, int weight, int members) {

        /** Keeps a list that nobody changes. */
        public Training {
            history = List.copyOf(history);
        }

        /**
         * The last epoch.
         *
         * @return its number, from 1; nothing where the training had ended before
         */
        public OptionalInt lastEpoch() {
            return history.isEmpty() ? OptionalInt.empty() : OptionalInt.of(history.getLast().training().epoch());
        }

        Training weighted(int other) {
            return new Training(learner, fold, history, bestEpoch, other, members);
        }
    }

    /** Keeps lists that nobody changes. */
    public TableReport {
        columns = List.copyOf(columns);
        trainings = List.copyOf(trainings);
        remarks = List.copyOf(remarks);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
    }

    /**
     * Epochs of all networks.
     *
     * @return their sum
     */
    public int epochs() {
        return trainings.stream().mapToInt(training -> training.history().size()).sum();
    }

    /**
     * The epoch that was best.
     *
     * @return of several networks in the model the mean, rounded
     */
    public int bestEpoch() {
        return (int) Math.round(trainings.stream().filter(training -> training.weight() > 0).mapToInt(Training::bestEpoch).average()
                .orElseThrow());
    }
}
