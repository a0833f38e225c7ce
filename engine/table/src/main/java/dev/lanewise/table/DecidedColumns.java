package dev.lanewise.table;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the columns of a table are taken for, with the form of dates that all rows together have: some of them alone may look otherwise.
 *
 * @param all   the decisions, in the order of columns
 * @param dates the forms of those that are dates, by their names
 */
record DecidedColumns(List<ColumnDecision> all, Map<String, DateForm> dates) {

    /** Keeps copies. */
    DecidedColumns {
        all = List.copyOf(all);
        dates = Map.copyOf(dates);
    }

    static DecidedColumns of(Table table, List<ColumnDecision> decisions) {
        Map<String, DateForm> dates = new HashMap<>();
        for (ColumnDecision decision : decisions) {
            if (decision.kind() == ColumnKind.DATE) {
                dates.put(decision.name(), DateForm.of(Distinct.of(table.column(decision.name())).texts()).orElse(DateForm.YEAR_FIRST));
            }
        }
        return new DecidedColumns(decisions, dates);
    }

    /** The days of a column of dates. */
    DateForm form(String column) {
        return dates.get(column);
    }
}
