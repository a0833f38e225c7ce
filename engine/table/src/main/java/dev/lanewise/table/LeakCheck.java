package dev.lanewise.table;

import dev.lanewise.data.Splits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Looks for columns that give the target alone: often they say what is known only when the answer is, such as a code of the result. Numbers
 * are compared by their rank, so that the scale of the target does not matter.
 */
final class LeakCheck {

    /** Of fewer rows a column is right by chance. */
    private static final int FEWEST_ROWS = 50;
    private static final int MOST_ROWS = 2_000;
    private static final double MOST_ERROR = 0.005;
    /** Rows outside the most frequent class: with fewer a column is right by chance, or by never saying another. */
    private static final int FEWEST_OTHERS = 20;
    /** Of the error of always answering the most frequent class. */
    private static final double MOST_OF_USUAL_ERROR = 0.05;

    private LeakCheck() {
    }

    /** A sentence for each such column, by some of the rows. */
    static List<String> remarks(Table given, int[] rows, DecidedColumns decided, Target target, long seed) {
        Table table = given.at(sample(rows, seed));
        List<String> remarks = new ArrayList<>();
        for (ColumnDecision decision : decided.all()) {
            boolean isTried = decision.kind() != ColumnKind.IGNORE && table.rows() >= FEWEST_ROWS;
            double error = isTried ? error(table, decision, decided, target) : 1;
            if (error <= MOST_ERROR) {
                remarks.add(String.format(Locale.ROOT, "warning: column %s alone gives %s: a rule of this column %s; is it known when an"
                        + " answer is wanted?", decision.name(), target.name(), said(1 - error, table.rows(), target)));
            }
        }
        return remarks;
    }

    private static int[] sample(int[] rows, long seed) {
        return rows.length <= MOST_ROWS ? rows
                : Arrays.stream(Splits.positions(rows.length, (double) MOST_ROWS / rows.length, seed)).map(i -> rows[i]).toArray();
    }

    private static String said(double right, int rows, Target target) {
        return String.format(Locale.ROOT, target instanceof Target.Classes ? "is right in %.1f %% of %,d rows"
                : "explains %.1f %% of the order of %,d rows", 100 * right, rows);
    }

    /** 1 where always answering the same is nearly as good. */
    private static double error(Table table, ColumnDecision decision, DecidedColumns decided, Target target) {
        OneColumnRule rule = OneColumnRule.of(table.column(decision.name()), decision.kind(), decided);
        Column truth = table.column(target.name());
        return switch (target) {
            case Target.Classes classes -> {
                int[] labels = classes.labels(truth);
                int others = labels.length - Arrays.stream(classes.labels().counts(truth)).max().orElseThrow();
                double error = rule.error(labels, classes.outputs());
                yield others >= FEWEST_OTHERS && error * labels.length <= MOST_OF_USUAL_ERROR * others ? error : 1;
            }
            case Target.Number number -> {
                double[] values = number.values(truth);
                yield Arrays.stream(values).distinct().count() < 2 ? 1 : rule.error(ranks(values));
            }
        };
    }

    /** Equal values have the mean of their ranks. */
    private static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length).boxed().sorted(Comparator.comparingDouble(i -> values[i])).mapToInt(i -> i)
                .toArray();
        double[] ranks = new double[values.length];
        for (int from = 0, to = 1; to <= order.length; to++) {
            if (to == order.length || values[order[to]] != values[order[from]]) {
                double rank = (from + to - 1) / 2.0;
                IntStream.range(from, to).forEach(place -> ranks[order[place]] = rank);
                from = to;
            }
        }
        return ranks;
    }
}
