package dev.lanewise.table;

import java.util.List;

/**
 * What a training is about to do.
 *
 * @param task    what is predicted, and why
 * @param columns what each column is taken for, and why
 * @param split   which rows are for what; positions in the table that was given
 * @param remarks what a person should know, a sentence each
 */
public record TablePlan(Task.Decision task, List<ColumnDecision> columns, TableSplit split, List<String> remarks) {

    /** Keeps lists that nobody changes. */
    public TablePlan {
        columns = List.copyOf(columns);
        remarks = List.copyOf(remarks);
    }
}
