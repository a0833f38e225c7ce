package dev.lanewise.table;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What chooses the epoch on the validation rows of each fold: the one that is wanted, or the default where that tells none apart.
 *
 * @param choices of the trainer
 * @param table   with the rows
 * @param target  fitted, with all classes
 */
record FoldMetrics(TableTrainer choices, Table table, Target target) {

    TableMetric of(TableSplit.Fold fold) {
        return wanted().orElse(TableMetric.defaultFor(target.task())).usableFor(target, truth(fold));
    }

    private Optional<TableMetric> wanted() {
        return choices.metric;
    }

    /** Of the rows that count. */
    private Column truth(TableSplit.Fold fold) {
        Optional<Column> weights = choices.weight.map(table::column);
        return table.column(target.name()).at(IntStream.of(fold.validation()).filter(row -> weights.isEmpty()
                || weights.get().number(row) > 0).toArray());
    }

    /** A sentence where the metric that is wanted is not defined everywhere. */
    List<String> remarks(List<TableSplit.Fold> folds) {
        List<String> numbers = IntStream.range(0, folds.size()).filter(i -> wanted().filter(metric -> metric != of(folds.get(i)))
                .isPresent()).mapToObj(i -> String.valueOf(i + 1)).toList();
        return numbers.isEmpty() ? List.of() : List.of("the metric " + wanted().orElseThrow().toText()
                + " cannot choose the epoch on the validation rows" + (folds.size() == 1 ? "" : " of fold " + String.join(", ", numbers))
                + ", which lack " + (target instanceof Target.Classes ? "a class" : "different values") + ": "
                + TableMetric.defaultFor(target.task()).toText() + " chooses it there");
    }
}
