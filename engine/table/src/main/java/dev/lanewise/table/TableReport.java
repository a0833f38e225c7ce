package dev.lanewise.table;

import dev.lanewise.train.FitReport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a training of a table came to.
 *
 * @param model        the model, which has seen neither validation rows nor test rows but for choosing the epoch and the interval
 * @param task         what is predicted, and why
 * @param columns      what each column was taken for, and why
 * @param split        which rows were for what; positions in the table that was given
 * @param history      every epoch, with the validation after it
 * @param bestEpoch    the epoch of the model, from 1
 * @param metrics      of the test rows; empty where there are none
 * @param validation   the same of the validation rows
 * @param remarks      what a person should know, a sentence each
 * @param trainSeconds that the epochs took
 */
public record TableReport(TableModel model, Task.Decision task, List<ColumnDecision> columns, TableSplit split,
        List<FitReport.Epoch> history, int bestEpoch, Map<String, Double> metrics, Map<String, Double> validation, List<String> remarks,
        double trainSeconds) {

    /** Keeps lists that nobody changes. */
    public TableReport {
        columns = List.copyOf(columns);
        history = List.copyOf(history);
        remarks = List.copyOf(remarks);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
    }
}
