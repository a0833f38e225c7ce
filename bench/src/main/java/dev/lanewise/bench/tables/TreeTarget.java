package dev.lanewise.bench.tables;

import dev.lanewise.bench.tables.Learner.Outcome;
import dev.lanewise.table.Column;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableMetrics;
import dev.lanewise.table.Task;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The target of a table as libraries of boosted trees take it, and what their answers are worth.
 *
 * @param name  of the column
 * @param codes of its classes; none of a regression
 */
record TreeTarget(String name, Map<String, Integer> codes) {

    /** Classes are those of the training rows. */
    static TreeTarget of(Lesson lesson) {
        String name = lesson.which().target();
        return new TreeTarget(name, lesson.which().task() == Task.REGRESSION ? Map.of() : TreeInput.codes(lesson.train().column(name)));
    }

    int classes() {
        return codes.size();
    }

    boolean isClasses() {
        return !codes.isEmpty();
    }

    /** Numbers, or codes of classes. */
    float[] values(Table table) {
        Column column = table.column(name);
        float[] values = new float[column.size()];
        for (int row = 0; row < values.length; row++) {
            values[row] = isClasses() ? code(column, row) : (float) column.number(row);
        }
        return values;
    }

    private int code(Column column, int row) {
        Integer code = codes.get(column.text(row));
        if (code == null) {
            throw new IllegalArgumentException("the class '" + column.text(row) + "' of " + name + " is not among the training rows");
        }
        return code;
    }

    /**
     * The worth of answers.
     *
     * @param rounds  trees of the model
     * @param answers numbers, or probabilities of classes, of two classes that of the second alone
     * @param truth   the rows
     */
    Outcome outcome(int rounds, double[] answers, Table truth) {
        Column column = truth.column(name);
        IntStream rows = IntStream.range(0, column.size());
        return new Outcome(rounds, isClasses() ? TableMetrics.of(probabilities(answers, column.size()),
                rows.map(row -> code(column, row)).toArray(), classes()) : TableMetrics.of(answers, rows.mapToDouble(column::number)
                .toArray()));
    }

    private static float[] probabilities(double[] answers, int rows) {
        boolean isSecondAlone = answers.length == rows;
        float[] probabilities = new float[isSecondAlone ? 2 * rows : answers.length];
        for (int i = 0; i < answers.length; i++) {
            if (isSecondAlone) {
                probabilities[2 * i] = (float) (1 - answers[i]);
                probabilities[2 * i + 1] = (float) answers[i];
            } else {
                probabilities[i] = (float) answers[i];
            }
        }
        return probabilities;
    }
}
