package dev.lanewise.samples.page;

import dev.lanewise.table.Answer;
import dev.lanewise.table.Column;
import dev.lanewise.table.Table;
import dev.lanewise.table.TableModel;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Rows whose truth is known, and what a model answers for them.
 *
 * @param name    what the rows are, such as {@code test}
 * @param table   with the columns of the model, and the target
 * @param numbers of the rows in their file, from 1
 * @param truth   the target
 * @param answers of the model, a row each
 */
public record MeasuredRows(String name, Table table, int[] numbers, Column truth, List<Answer> answers) {

    /**
     * Asks a model.
     *
     * @param name    what the rows are
     * @param model   the model
     * @param table   with its columns, and the target
     * @param numbers of the rows in their file, from 1
     * @return the rows with the answers
     */
    public static MeasuredRows of(String name, TableModel model, Table table, int[] numbers) {
        return new MeasuredRows(name, table, numbers, table.column(model.targetName()), model.predict(table));
    }

    int size() {
        return answers.size();
    }

    boolean isClasses() {
        return !answers.getFirst().probabilities().isEmpty();
    }

    /** The class of a row as the model names it. */
    String label(int row) {
        String text = truth.text(row);
        return answers.get(row).probabilities().containsKey(text) ? text
                : answers.get(row).probabilities().keySet().stream().filter(name -> isSameNumber(name, row)).findFirst().orElse(text);
    }

    private boolean isSameNumber(String name, int row) {
        try {
            return Double.parseDouble(name) == truth.number(row);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** How bad the answer for a row is: the distance, or one minus the probability of the right class. */
    double error(int row) {
        return isClasses() ? 1 - answers.get(row).probability(label(row)) : Math.abs(truth.number(row) - answers.get(row).value());
    }

    /** Rows with the worst answers. */
    List<Integer> worst(int most) {
        ToDoubleFunction<Integer> error = this::error;
        return IntStream.range(0, size()).boxed().sorted(Comparator.comparingDouble(error).reversed()).limit(most).toList();
    }
}
