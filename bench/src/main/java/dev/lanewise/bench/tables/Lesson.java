package dev.lanewise.bench.tables;

import dev.lanewise.table.Column;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableSplit;
import dev.lanewise.table.TableTrainer;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a learner gets.
 *
 * @param which    the table's line of the list
 * @param rows     of training, validation and, unless there is a file of them, test
 * @param testRows of the file for the test
 * @param split    of the rows, by the seed; what is not for the test, others may share among folds
 * @param stopBy   what chooses the epoch or the number of trees
 * @param seed     of the split and of everything that is random
 * @param threads  of the learner
 */
record Lesson(TableCase which, Table rows, Optional<Table> testRows, TableSplit split, StopBy stopBy, long seed, int threads) {

    static Lesson of(TableCase which, Table rows, Optional<Table> testRows, StopBy stopBy, long seed, int threads) {
        TableTrainer trainer = TableTrainer.good().target(which.target()).task(which.task()).seed(seed).folds(1);
        testRows.ifPresent(trainer::test);
        return new Lesson(which, rows, testRows, trainer.split(rows), stopBy, seed, threads);
    }

    Table train() {
        return rows.at(split.trained());
    }

    Table validation() {
        return rows.at(split.validation());
    }

    Table test() {
        return testRows.orElseGet(() -> rows.at(split.test()));
    }

    /** The standard deviation of the targets of training. */
    double deviation() {
        Column targets = train().column(which.target());
        double mean = IntStream.range(0, targets.size()).mapToDouble(targets::number).average().orElseThrow();
        return Math.sqrt(IntStream.range(0, targets.size()).mapToDouble(row -> targets.number(row) - mean).map(d -> d * d).average()
                .orElseThrow());
    }
}
