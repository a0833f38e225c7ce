package dev.lanewise.table;

import java.util.List;

/**
 * What a training is about to do.
 *
 * @param task    what is predicted, and why
 * @param columns what each column is taken for, and why
 * @param split   which rows are for what; positions in the table that was given
 * @param remarks what a person should know, a sentence each
 * @param networks those that are trained, at least one
 */
public record TablePlan(Task.Decision task, List<ColumnDecision> columns, TableSplit split, List<String> remarks, List<Network> networks) {

    /**
     * A network that is trained.
     *
     * @param name     such as {@code TabM-mini, fold 2}, by which {@link TableTrainer#listeners} is asked for its listener; empty where
     *                 there is one network
     * @param epochs   at most so many
     * @param patience it ends after so many epochs that were no better than the best one; {@link Integer#MAX_VALUE} where it does not
     */
    public record Network(String name, int epochs, int patience) {
    }

    /** Keeps lists that nobody changes. */
    public TablePlan {
        columns = List.copyOf(columns);
        remarks = List.copyOf(remarks);
        networks = List.copyOf(networks);
    }
}
